; Inno Setup: an installer for Windows of build\iceos. Written and not yet run.
[Setup]
AppName=iceOS
AppVersion=0.1.0
DefaultDirName={autopf}\iceOS
PrivilegesRequiredOverridesAllowed=dialog
ChangesAssociations=yes
SourceDir=..\..
OutputBaseFilename=iceos-setup

[Files]
Source: "build\iceos\*"; DestDir: "{app}"; Flags: recursesubdirs

[Icons]
Name: "{autoprograms}\iceOS"; Filename: "{app}\iceos.exe"; Parameters: "open"

[Registry]
Root: HKA; Subkey: "Software\Classes\.iceos"; ValueType: string; ValueData: "iceOS.chain"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\iceOS.chain"; ValueType: string; ValueData: "iceOS chain"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\iceOS.chain\shell\open\command"; ValueType: string; ValueData: """{app}\iceos.exe"" open ""%1"""
