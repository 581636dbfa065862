<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name></name>
    <message>
        <source>Add a tool</source>
        <translation>Werkzeug hinzufügen</translation>
    </message>
    <message>
        <source>double click or Tab on the canvas, or just type; or drag it from the list</source>
        <translation>Doppelklick oder Tab auf der Zeichenfläche, oder einfach tippen; oder aus der Liste ziehen</translation>
    </message>
    <message>
        <source>Wire</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>drag from port to port; drop on a node to pick the port, on empty canvas to add a tool</source>
        <translation>von Anschluss zu Anschluss ziehen; auf einem Knoten loslassen, um den Anschluss zu wählen, auf leerer Fläche, um ein Werkzeug hinzuzufügen</translation>
    </message>
    <message>
        <source>See a value</source>
        <translation>Wert ansehen</translation>
    </message>
    <message>
        <source>click on a wire, or select a node</source>
        <translation>auf eine Verbindung klicken oder einen Knoten auswählen</translation>
    </message>
    <message>
        <source>Move the picture</source>
        <translation>Bild bewegen</translation>
    </message>
    <message>
        <source>middle button, or Space and drag; the wheel zooms, Shift+wheel scrolls</source>
        <translation>mittlere Taste, oder Leertaste und ziehen; das Rad zoomt, Umschalt+Rad rollt</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>Auswählen</translation>
    </message>
    <message>
        <source>click, Ctrl+click, or drag a frame</source>
        <translation>klicken, Strg+Klick, oder einen Rahmen aufziehen</translation>
    </message>
    <message>
        <source>Nudge</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>arrow keys move what is selected; Alt while dragging leaves the grid</source>
        <translation>Pfeiltasten bewegen das Ausgewählte; Alt beim Ziehen löst vom Raster</translation>
    </message>
    <message>
        <source>Give up</source>
        <translation>Aufgeben</translation>
    </message>
    <message>
        <source>Escape ends what you are doing</source>
        <translation>Escape beendet, was gerade getan wird</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>F5 runs all, F6 up to the selected node, F7 that node only, Shift+F5 stops</source>
        <translation>F5 führt alles aus, F6 bis zum ausgewählten Knoten, F7 nur diesen, Umschalt+F5 hält an</translation>
    </message>
    <message>
        <source>Draw chains of tools, run them on your own machine, hand the same file to a server.</source>
        <translation>Ketten aus Werkzeugen zeichnen, auf dem eigenen Rechner ausführen und dieselbe Datei einem Server geben.</translation>
    </message>
    <message>
        <source>It is made of these parts, each under its own licence:</source>
        <translation>Es besteht aus diesen Teilen, jeder unter seiner eigenen Lizenz:</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>Teile</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation>Befehle suchen</translation>
    </message>
    <message>
        <source>iceOS chains (*{suffix});;Pictures that carry a chain (*.png);;All files (*)</source>
        <translation>iceOS-Ketten (*{suffix});;Bilder, die eine Kette enthalten (*.png);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Open chain</source>
        <translation>Kette öffnen</translation>
    </message>
    <message>
        <source>Save chain</source>
        <translation>Kette speichern</translation>
    </message>
    <message>
        <source>{path} cannot be saved: {reason}. Your work is still here.</source>
        <translation>{path} kann nicht gespeichert werden: {reason}. Die Arbeit ist noch da.</translation>
    </message>
    <message>
        <source>The answer cannot be kept: {reason}</source>
        <translation>Die Antwort kann nicht aufbewahrt werden: {reason}</translation>
    </message>
    <message>
        <source>Save the changes to “{name}”?</source>
        <translation>Änderungen an „{name}“ speichern?</translation>
    </message>
    <message>
        <source>They are lost otherwise.</source>
        <translation>Sonst gehen sie verloren.</translation>
    </message>
    <message>
        <source>an unsaved chain</source>
        <translation>eine ungespeicherte Kette</translation>
    </message>
    <message>
        <source>iceOS ended unexpectedly. Unsaved work on “{name}” is still here.</source>
        <translation>iceOS wurde unerwartet beendet. Ungespeicherte Arbeit an „{name}“ ist noch da.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>iceOS ended unexpectedly. Unsaved work on {count} chains is still here.</source>
        <translation>iceOS wurde unerwartet beendet. Ungespeicherte Arbeit an {count} Ketten ist noch da.</translation>
    </message>
    <message>
        <source>Restore all</source>
        <translation>Alle wiederherstellen</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Auswählen …</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Noch nichts</translation>
    </message>
    <message>
        <source>“{name}” was removed or moved away outside of this window.</source>
        <translation>„{name}“ wurde außerhalb dieses Fensters entfernt oder verschoben.</translation>
    </message>
    <message>
        <source>Save it again</source>
        <translation>Wieder speichern</translation>
    </message>
    <message>
        <source>“{name}” was changed outside of this window.</source>
        <translation>„{name}“ wurde außerhalb dieses Fensters geändert.</translation>
    </message>
    <message>
        <source>Show differences</source>
        <translation>Unterschiede zeigen</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>Neu laden</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Meine behalten</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
    <message>
        <source>in this window</source>
        <translation>in diesem Fenster</translation>
    </message>
    <message>
        <source>in the file</source>
        <translation>in der Datei</translation>
    </message>
    <message>
        <source>Take the file</source>
        <translation>Die Datei nehmen</translation>
    </message>
    <message>
        <source>Decide later</source>
        <translation>Später entscheiden</translation>
    </message>
    <message>
        <source>− stands only in this window, + only in the file.</source>
        <translation>− steht nur in diesem Fenster, + nur in der Datei.</translation>
    </message>
    <message>
        <source>PNG picture, opens as the chain (*.png);;SVG (*.svg);;PDF (*.pdf)</source>
        <translation>PNG-Bild, öffnet sich als Kette (*.png);;SVG (*.svg);;PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Export picture</source>
        <translation>Bild exportieren</translation>
    </message>
    <message>
        <source>The picture cannot be written: {error}</source>
        <translation>Das Bild kann nicht geschrieben werden: {error}</translation>
    </message>
    <message>
        <source>Arrange</source>
        <translation>Anordnen</translation>
    </message>
    <message>
        <source>Show result</source>
        <translation>Ergebnis zeigen</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>Rahmen</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Align</source>
        <translation>Ausrichten</translation>
    </message>
    <message>
        <source>Distribute</source>
        <translation>Verteilen</translation>
    </message>
    <message>
        <source>Connect with…</source>
        <translation>Verbinden mit…</translation>
    </message>
    <message>
        <source>in place of the wire from {source}</source>
        <translation>anstelle der Verbindung von {source}</translation>
    </message>
    <message>
        <source>No wire fits.</source>
        <translation>Keine Verbindung passt.</translation>
    </message>
    <message>
        <source>No wire is called that.</source>
        <translation>Keine Verbindung heißt so.</translation>
    </message>
    <message>
        <source>Add {title}</source>
        <translation>{title} hinzufügen</translation>
    </message>
    <message>
        <source>Remove wire</source>
        <translation>Verbindung entfernen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Delete {count} things</source>
        <translation>{count} Dinge löschen</translation>
    </message>
    <message>
        <source>Delete and reconnect</source>
        <translation>Löschen und neu verbinden</translation>
    </message>
    <message>
        <source>Replace by {title}</source>
        <translation>Durch {title} ersetzen</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppieren</translation>
    </message>
    <message>
        <source>select the one sub-chain that is to be dissolved</source>
        <translation>die eine Teilkette auswählen, die aufgelöst werden soll</translation>
    </message>
    <message>
        <source>Ungroup</source>
        <translation>Gruppierung auflösen</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>Ausschalten</translation>
    </message>
    <message>
        <source>Bypass</source>
        <translation>Überbrücken</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Keep warm</source>
        <translation>Warm halten</translation>
    </message>
    <message>
        <source>Make chain outputs</source>
        <translation>Als Ausgaben der Kette ausweisen</translation>
    </message>
    <message>
        <source>Drop files</source>
        <translation>Dateien ablegen</translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>Ablegen</translation>
    </message>
    <message>
        <source>Drop text</source>
        <translation>Text ablegen</translation>
    </message>
    <message>
        <source>Find in ids, titles, tools, constants and results</source>
        <translation>In Kennungen, Titeln, Werkzeugen, Konstanten und Ergebnissen suchen</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Match before (Shift+Enter)</source>
        <translation>Voriger Treffer (Umschalt+Enter)</translation>
    </message>
    <message>
        <source>Next match (Enter)</source>
        <translation>Nächster Treffer (Enter)</translation>
    </message>
    <message>
        <source>Close (Escape)</source>
        <translation>Schließen (Escape)</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>{at} of {count}</source>
        <translation>{at} von {count}</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen…</translation>
    </message>
    <message>
        <source>Browse</source>
        <translation>Durchsuchen</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Datei wählen</translation>
    </message>
    <message>
        <source>Fitting files ({patterns})</source>
        <translation>Passende Dateien ({patterns})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>columns are offered after a run</source>
        <translation>Spalten werden nach einem Lauf angeboten</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>name of a secret (Run › Secrets)</source>
        <translation>Name eines Geheimnisses (Ausführen › Geheimnisse)</translation>
    </message>
    <message>
        <source>Open sub-chain</source>
        <translation>Teilkette öffnen</translation>
    </message>
    <message>
        <source>Open {name} (also: double click on the node, Alt+Down)</source>
        <translation>{name} öffnen (auch: Doppelklick auf den Knoten, Alt+Abwärts)</translation>
    </message>
    <message>
        <source>The file as it was: {path}</source>
        <translation>Die Datei, wie sie war: {path}</translation>
    </message>
    <message>
        <source>Some settings could not be read; the defaults are used: {names}.</source>
        <translation>Einige Einstellungen konnten nicht gelesen werden, es gelten die Vorgaben: {names}.</translation>
    </message>
    <message>
        <source>The settings could not be read; the defaults are used.</source>
        <translation>Die Einstellungen konnten nicht gelesen werden, es gelten die Vorgaben.</translation>
    </message>
    <message>
        <source>What is running cannot be written: {error}</source>
        <translation>Was läuft, kann nicht aufgeschrieben werden: {error}</translation>
    </message>
    <message>
        <source>What is running is written to {path}</source>
        <translation>Was läuft, steht in {path}</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Keyboard and mouse</source>
        <translation>Tastatur und Maus</translation>
    </message>
    <message>
        <source>About iceOS</source>
        <translation>Über iceOS</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>as the system</source>
        <translation>wie das System</translation>
    </message>
    <message>
        <source>The language changes when iceOS starts again.</source>
        <translation>Die Sprache wechselt, wenn iceOS neu startet.</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>Eigenschaften</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Containers</source>
        <translation>Container</translation>
    </message>
    <message>
        <source>As it was opened</source>
        <translation>Wie beim Öffnen</translation>
    </message>
    <message>
        <source>Steps of editing</source>
        <translation>Schritte der Bearbeitung</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>Werkzeugleiste</translation>
    </message>
    <message>
        <source>Problems ({count})</source>
        <translation>Probleme ({count})</translation>
    </message>
    <message>
        <source>Search tools</source>
        <translation>Werkzeuge suchen</translation>
    </message>
    <message>
        <source>What nodes print and report appears here.</source>
        <translation>Hier erscheint, was Knoten ausgeben und melden.</translation>
    </message>
    <message>
        <source>{node} failed: {reason}</source>
        <translation>{node} ist fehlgeschlagen: {reason}</translation>
    </message>
    <message>
        <source>{node} did not run: {reason}</source>
        <translation>{node} lief nicht: {reason}</translation>
    </message>
    <message>
        <source>run {run} {status} after {took}</source>
        <translation>Lauf {run} {status} nach {took}</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>startet</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>arbeitet</translation>
    </message>
    <message>
        <source>warm</source>
        <translation>bereit</translation>
    </message>
    <message>
        <source>Show logs</source>
        <translation>Protokoll zeigen</translation>
    </message>
    <message>
        <source>Open a shell</source>
        <translation>Shell öffnen</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Container</source>
        <translation>Container</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>1 container of this window</source>
        <translation>1 Container dieses Fensters</translation>
    </message>
    <message>
        <source>No container of this window runs.</source>
        <translation>Kein Container dieses Fensters läuft.</translation>
    </message>
    <message>
        <source>{count} containers of this window</source>
        <translation>{count} Container dieses Fensters</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Was zu tun ist</translation>
    </message>
    <message>
        <source>Unsaved work</source>
        <translation>Ungespeicherte Arbeit</translation>
    </message>
    <message>
        <source>Chain</source>
        <translation>Kette</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Aufgehoben</translation>
    </message>
    <message>
        <source>Differs from its file</source>
        <translation>Unterschied zur Datei</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>Verwerfen …</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>iceOS ended without saving these. Each opens in a tab of its own.</source>
        <translation>iceOS wurde beendet, ohne diese zu speichern. Jede öffnet sich in einem eigenen Reiter.</translation>
    </message>
    <message>
        <source>Discard unsaved work on {count} chains for good?</source>
        <translation>Ungespeicherte Arbeit an {count} Ketten endgültig verwerfen?</translation>
    </message>
    <message>
        <source>it has no file yet</source>
        <translation>hat noch keine Datei</translation>
    </message>
    <message>
        <source>its file cannot be read</source>
        <translation>die Datei ist nicht lesbar</translation>
    </message>
    <message>
        <source>nodes: {added} added, {removed} removed, {changed} changed</source>
        <translation>Knoten: {added} neu, {removed} entfernt, {changed} geändert</translation>
    </message>
    <message>
        <source>Select a node or a tool to read its help.</source>
        <translation>Einen Knoten oder ein Werkzeug auswählen, um seine Hilfe zu lesen.</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>Eingaben</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>Ausgaben</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close message</source>
        <translation>Meldung schließen</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>unbegrenzt</translation>
    </message>
    <message>
        <source>Seconds for each try; then the work is stopped and the node fails</source>
        <translation>Sekunden für jeden Versuch; danach wird die Arbeit angehalten und der Knoten schlägt fehl</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>sofort</translation>
    </message>
    <message>
        <source>Seconds before the first new try; twice as long before each further one</source>
        <translation>Sekunden vor dem ersten neuen Versuch; vor jedem weiteren doppelt so lang</translation>
    </message>
    <message>
        <source>any but wrong inputs</source>
        <translation>alle außer falschen Eingaben</translation>
    </message>
    <message>
        <source>Only failures in whose text this regular expression is found</source>
        <translation>Nur Fehler, in deren Text dieser reguläre Ausdruck vorkommt</translation>
    </message>
    <message>
        <source>Show an error port</source>
        <translation>Fehleranschluss zeigen</translation>
    </message>
    <message>
        <source>A failure goes there, and the run goes on</source>
        <translation>Ein Fehler geht dorthin, und der Lauf geht weiter</translation>
    </message>
    <message>
        <source>in this program</source>
        <translation>in diesem Programm</translation>
    </message>
    <message>
        <source>in a process of its own</source>
        <translation>in einem eigenen Prozess</translation>
    </message>
    <message>
        <source>in a container</source>
        <translation>in einem Container</translation>
    </message>
    <message>
        <source>on a server</source>
        <translation>auf einem Server</translation>
    </message>
    <message>
        <source>An image with a version or a range of versions, such as iceos/node-js:^1.0</source>
        <translation>Ein Image mit einer Version oder einem Versionsbereich, etwa iceos/node-js:^1.0</translation>
    </message>
    <message>
        <source>Megabytes that it may use; then the node fails</source>
        <translation>Megabytes, die er belegen darf; danach schlägt der Knoten fehl</translation>
    </message>
    <message>
        <source>How many processor cores it may use</source>
        <translation>Wie viele Prozessorkerne er benutzen darf</translation>
    </message>
    <message>
        <source>Megabytes of files that it may write for one answer; then the node fails</source>
        <translation>Megabyte an Dateien, die er für eine Antwort schreiben darf; danach scheitert der Knoten</translation>
    </message>
    <message>
        <source>Files and folders it may read, as /here:/there, several with commas; with :rw it may write, too</source>
        <translation>Dateien und Ordner, die er lesen darf, als /hier:/dort, mehrere mit Kommas; mit :rw darf er auch schreiben</translation>
    </message>
    <message>
        <source>The name of a server you know (Run › Servers…): it runs this one node</source>
        <translation>Der Name eines bekannten Servers (Ausführen › Server …): Er führt diesen einen Knoten aus</translation>
    </message>
    <message>
        <source>On a server, workers that serve this queue run the node; here it means nothing</source>
        <translation>Auf einem Server führen Worker, die diese Warteschlange bedienen, den Knoten aus; hier bedeutet es nichts</translation>
    </message>
    <message>
        <source>May reach the network</source>
        <translation>Darf ins Netzwerk</translation>
    </message>
    <message>
        <source>Needs a GPU</source>
        <translation>Braucht eine GPU</translation>
    </message>
    <message>
        <source>Keep its container warm</source>
        <translation>Container warm halten</translation>
    </message>
    <message>
        <source>It stays ready for the next run until the program ends</source>
        <translation>Er bleibt für den nächsten Lauf bereit, bis das Programm endet</translation>
    </message>
    <message>
        <source>Cores</source>
        <translation>Kerne</translation>
    </message>
    <message>
        <source>Files (MB)</source>
        <translation>Dateien (MB)</translation>
    </message>
    <message>
        <source>Mounts</source>
        <translation>Einhängen</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Time limit (s)</source>
        <translation>Zeitgrenze (s)</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>after (s)</source>
        <translation>nach (s)</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Memory (MB)</source>
        <translation>Speicher (MB)</translation>
    </message>
    <message>
        <source>carry on</source>
        <translation>weiter</translation>
    </message>
    <message>
        <source>stop all</source>
        <translation>anhalten</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>whole number</source>
        <translation>ganze Zahl</translation>
    </message>
    <message>
        <source>number</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>yes/no</source>
        <translation>ja/nein</translation>
    </message>
    <message>
        <source>duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>list</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>record</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Title of the chain</source>
        <translation>Titel der Kette</translation>
    </message>
    <message>
        <source>What it does, for those who open it next</source>
        <translation>Was sie tut, für alle, die sie danach öffnen</translation>
    </message>
    <message>
        <source>What the chain is given when it runs</source>
        <translation>Was die Kette beim Ausführen bekommt</translation>
    </message>
    <message>
        <source>Declare them from the menu of a node: Make chain outputs</source>
        <translation>Im Menü eines Knotens ausweisen: Als Ausgaben der Kette ausweisen</translation>
    </message>
    <message>
        <source>When it runs</source>
        <translation>Beim Ausführen</translation>
    </message>
    <message>
        <source>What a failure does to the rest, how long all of it may take, and what it may cost</source>
        <translation>Was ein Fehler für den Rest bedeutet, wie lange alles dauern und was es kosten darf</translation>
    </message>
    <message>
        <source>After a failure</source>
        <translation>Nach einem Fehler</translation>
    </message>
    <message>
        <source>Deadline in seconds</source>
        <translation>Frist in Sekunden</translation>
    </message>
    <message>
        <source>Budget in tokens</source>
        <translation>Budget in Token</translation>
    </message>
    <message>
        <source>Once its nodes have used so many tokens, no further node starts</source>
        <translation>Haben die Knoten so viele Token verbraucht, beginnt kein weiterer</translation>
    </message>
    <message>
        <source>Budget in money</source>
        <translation>Budget in Geld</translation>
    </message>
    <message>
        <source>Once its nodes have cost so much, no further node starts</source>
        <translation>Haben die Knoten so viel gekostet, beginnt kein weiterer</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Version of the chain</source>
        <translation>Version der Kette</translation>
    </message>
    <message>
        <source>Such as 1.2.0: chains that use this one can ask for it</source>
        <translation>Etwa 1.2.0: Ketten, die diese benutzen, können danach fragen</translation>
    </message>
    <message>
        <source>Deadline (s)</source>
        <translation>Frist (s)</translation>
    </message>
    <message>
        <source>Budget (tokens)</source>
        <translation>Budget (Token)</translation>
    </message>
    <message>
        <source>Budget (money)</source>
        <translation>Budget (Geld)</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Set how the chain runs</source>
        <translation>Ausführung der Kette einstellen</translation>
    </message>
    <message>
        <source>Set {name}</source>
        <translation>{name} setzen</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>{name} entfernen</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name of the new input</source>
        <translation>Name der neuen Eingabe</translation>
    </message>
    <message>
        <source>Type of the new input</source>
        <translation>Typ der neuen Eingabe</translation>
    </message>
    <message>
        <source>Add input {name}</source>
        <translation>Eingabe {name} hinzufügen</translation>
    </message>
    <message>
        <source>Title of the frame</source>
        <translation>Titel des Rahmens</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>Text of the note</source>
        <translation>Text der Notiz</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Change frame</source>
        <translation>Rahmen ändern</translation>
    </message>
    <message>
        <source>Change note</source>
        <translation>Notiz ändern</translation>
    </message>
    <message>
        <source>The tool {tool} {version} is not here. The node is kept as it is and saved back unchanged; install the package that brings the tool to use it.</source>
        <translation>Das Werkzeug {tool} {version} ist hier nicht vorhanden. Der Knoten bleibt, wie er ist, und wird unverändert gespeichert; um es zu benutzen, das Paket installieren, das es mitbringt.</translation>
    </message>
    <message>
        <source>The title on the canvas</source>
        <translation>Der Titel auf der Zeichenfläche</translation>
    </message>
    <message>
        <source>Title of the node</source>
        <translation>Titel des Knotens</translation>
    </message>
    <message>
        <source>Retitle</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Set how it runs</source>
        <translation>Ausführung einstellen</translation>
    </message>
    <message>
        <source>Set {title}</source>
        <translation>{title} setzen</translation>
    </message>
    <message>
        <source>Show port</source>
        <translation>Anschluss zeigen</translation>
    </message>
    <message>
        <source>Hide port</source>
        <translation>Anschluss verbergen</translation>
    </message>
    <message>
        <source>Show it as a port on the node, so that a wire can feed it</source>
        <translation>Als Anschluss am Knoten zeigen, damit er verbunden werden kann</translation>
    </message>
    <message>
        <source>Show {title} as a port</source>
        <translation>{title} als Anschluss zeigen</translation>
    </message>
    <message>
        <source>Wire {type} to this port.</source>
        <translation>{type} mit diesem Anschluss verbinden.</translation>
    </message>
    <message>
        <source>Remove the wire</source>
        <translation>Die Verbindung entfernen</translation>
    </message>
    <message>
        <source>Compare two runs</source>
        <translation>Zwei Läufe vergleichen</translation>
    </message>
    <message>
        <source>Different</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>Nodes of both runs</source>
        <translation>Knoten beider Läufe</translation>
    </message>
    <message>
        <source>Port whose values are shown</source>
        <translation>Anschluss, dessen Werte gezeigt werden</translation>
    </message>
    <message>
        <source>Values of</source>
        <translation>Werte von</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>nicht da</translation>
    </message>
    <message>
        <source>received</source>
        <translation>erhalten</translation>
    </message>
    <message>
        <source>produced</source>
        <translation>ergeben</translation>
    </message>
    <message>
        <source>how it ended</source>
        <translation>wie es endete</translation>
    </message>
    <message>
        <source>Nothing in this run.</source>
        <translation>Nichts in diesem Lauf.</translation>
    </message>
    <message>
        <source>all chains</source>
        <translation>allen Ketten</translation>
    </message>
    <message>
        <source>this chain</source>
        <translation>dieser Kette</translation>
    </message>
    <message>
        <source>Whose runs</source>
        <translation>Wessen Läufe</translation>
    </message>
    <message>
        <source>Runs of</source>
        <translation>Läufe von</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Show the chain as it was, with what each node received and produced</source>
        <translation>Die Kette zeigen, wie sie war, mit allem, was jeder Knoten erhielt und ergab</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Go on where it stopped: what was finished is not run again</source>
        <translation>Weitermachen, wo er stehen blieb: was fertig war, läuft nicht noch einmal</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Compare two runs node by node (select two with Ctrl)</source>
        <translation>Zwei Läufe Knoten für Knoten vergleichen (zwei mit Strg auswählen)</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Remove it from the history, and files that no other run uses</source>
        <translation>Aus dem Verlauf entfernen, mit den Dateien, die kein anderer Lauf benutzt</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Nothing has run yet.</source>
        <translation>Noch ist nichts gelaufen.</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>Unbenannt</translation>
    </message>
    <message>
        <source>{name} (part)</source>
        <translation>{name} (Teil)</translation>
    </message>
    <message>
        <source>Save this result as a file…</source>
        <translation>Dieses Ergebnis als Datei speichern…</translation>
    </message>
    <message>
        <source>Save result</source>
        <translation>Ergebnis speichern</translation>
    </message>
    <message>
        <source>Keep this result beside the next ones, to compare them</source>
        <translation>Dieses Ergebnis neben den nächsten behalten, um sie zu vergleichen</translation>
    </message>
    <message>
        <source>Keep beside</source>
        <translation>Daneben behalten</translation>
    </message>
    <message>
        <source>Kept: {title}, {at}</source>
        <translation>Behalten: {title}, {at}</translation>
    </message>
    <message>
        <source>{title}, passed on</source>
        <translation>{title}, weitergereicht</translation>
    </message>
    <message>
        <source>received: {title}</source>
        <translation>erhalten: {title}</translation>
    </message>
    <message>
        <source>preview: {title}</source>
        <translation>Vorschau: {title}</translation>
    </message>
    <message>
        <source>Select a node, or click on a wire, to see what came out of it.</source>
        <translation>Einen Knoten auswählen oder auf eine Verbindung klicken, um zu sehen, was herauskam.</translation>
    </message>
    <message>
        <source>Running…</source>
        <translation>Läuft…</translation>
    </message>
    <message>
        <source>Choose an item in the bar above the canvas to see its values.</source>
        <translation>In der Leiste über der Zeichenfläche ein Element wählen, um seine Werte zu sehen.</translation>
    </message>
    <message>
        <source>Nothing has come out of this node yet: run the chain (F5).</source>
        <translation>Aus diesem Knoten ist noch nichts gekommen: die Kette ausführen (F5).</translation>
    </message>
    <message>
        <source>{path} cannot be written: {reason}</source>
        <translation>{path} kann nicht geschrieben werden: {reason}</translation>
    </message>
    <message>
        <source>Step out (Alt+Up)</source>
        <translation>Nach außen (Alt+Aufwärts)</translation>
    </message>
    <message>
        <source>Step out of the sub-chain</source>
        <translation>Die Teilkette verlassen</translation>
    </message>
    <message>
        <source>Show {title}</source>
        <translation>{title} zeigen</translation>
    </message>
    <message>
        <source>all items</source>
        <translation>alle Elemente</translation>
    </message>
    <message>
        <source>item </source>
        <translation>Element </translation>
    </message>
    <message>
        <source>Which time it ran is looked at; before the first all of them together</source>
        <translation>Welches Mal angesehen wird; vor dem ersten alle zusammen</translation>
    </message>
    <message>
        <source>Item that is looked at</source>
        <translation>Betrachtetes Element</translation>
    </message>
    <message>
        <source>Item before</source>
        <translation>Voriges Element</translation>
    </message>
    <message>
        <source>Next item</source>
        <translation>Nächstes Element</translation>
    </message>
    <message>
        <source> of {count:,}</source>
        <translation> von {count:,}</translation>
    </message>
    <message>
        <source>{count} runs</source>
        <translation>{count} Läufe</translation>
    </message>
    <message>
        <source>“{name}” of {at}</source>
        <translation>„{name}“ vom {at}</translation>
    </message>
    <message>
        <source>Remove {count} from the history?</source>
        <translation>{count} aus dem Verlauf entfernen?</translation>
    </message>
    <message>
        <source>What the nodes received and produced goes with it. The chain itself stays.</source>
        <translation>Was die Knoten erhielten und ergaben, geht mit. Die Kette selbst bleibt.</translation>
    </message>
    <message>
        <source>The run of “{name}” of {at} was broken off: {done} of {total} nodes were finished.</source>
        <translation>Der Lauf von „{name}“ von {at} wurde abgebrochen: {done} von {total} Knoten waren fertig.</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>Another run is going on. Stop it first, or wait for its end.</source>
        <translation>Ein anderer Lauf ist im Gange. Erst anhalten, oder sein Ende abwarten.</translation>
    </message>
    <message>
        <source>It cannot go on: {reason}.</source>
        <translation>Er kann nicht fortgesetzt werden: {reason}.</translation>
    </message>
    <message>
        <source>{name} as of {at}</source>
        <translation>{name} vom {at}</translation>
    </message>
    <message>
        <source>Question of the running chain</source>
        <translation>Frage der laufenden Kette</translation>
    </message>
    <message>
        <source>A note for the record</source>
        <translation>Eine Notiz für das Protokoll</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Zustimmen</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Select the node, and show what it received</source>
        <translation>Den Knoten auswählen und zeigen, was er erhielt</translation>
    </message>
    <message>
        <source>{title} asks: {question}</source>
        <translation>{title} fragt: {question}</translation>
    </message>
    <message>
        <source>
{count} more after this</source>
        <translation>
{count} weitere danach</translation>
    </message>
    <message>
        <source>The chain cannot run yet: {reason}.</source>
        <translation>Die Kette kann noch nicht laufen: {reason}.</translation>
    </message>
    <message>
        <source>Set it…</source>
        <translation>Setzen…</translation>
    </message>
    <message>
        <source>“{name}” is running. Stop it?</source>
        <translation>„{name}“ läuft. Anhalten?</translation>
    </message>
    <message>
        <source>What is done stays in the history, where the run can be gone on with.</source>
        <translation>Was fertig ist, bleibt im Verlauf; dort lässt sich der Lauf fortsetzen.</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>Anhalten und schließen</translation>
    </message>
    <message>
        <source>“{name}” was not made on this machine.</source>
        <translation>„{name}“ wurde nicht auf diesem Rechner gemacht.</translation>
    </message>
    <message>
        <source>• run code in {item}</source>
        <translation>• führt Code in {item} aus</translation>
    </message>
    <message>
        <source>• reach {item}</source>
        <translation>• erreicht {item}</translation>
    </message>
    <message>
        <source>• run the image {item}</source>
        <translation>• führt das Image {item} aus</translation>
    </message>
    <message>
        <source>• use files at {item}</source>
        <translation>• benutzt Dateien in {item}</translation>
    </message>
    <message>
        <source>
… and {count} more</source>
        <translation>
… und {count} weitere</translation>
    </message>
    <message>
        <source>Running it would:

{shown}

Run it only if you trust where it comes from.</source>
        <translation>Ausgeführt würde Folgendes:

{shown}

Nur ausführen, wenn die Herkunft vertrauenswürdig ist.</translation>
    </message>
    <message>
        <source>Trust and run</source>
        <translation>Vertrauen und ausführen</translation>
    </message>
    <message>
        <source>Run of {at}: {status}</source>
        <translation>Lauf von {at}: {status}</translation>
    </message>
    <message>
        <source>Live preview is on</source>
        <translation>Die Live-Vorschau ist an</translation>
    </message>
    <message>
        <source>Live preview is off</source>
        <translation>Die Live-Vorschau ist aus</translation>
    </message>
    <message>
        <source>The longest path takes {critical_s:.2f} s of {work_s:.2f} s of work; nodes waited {waiting_s:.2f} s for a free place</source>
        <translation>Der längste Weg dauert {critical_s:.2f} s von {work_s:.2f} s Arbeit; Knoten warteten {waiting_s:.2f} s auf einen freien Platz</translation>
    </message>
    <message>
        <source>{depth} nodes run one after the other; run the chain to see where its time goes</source>
        <translation>{depth} Knoten laufen nacheinander; die Kette ausführen, um zu sehen, wohin die Zeit geht</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>{words} after {elapsed_s:.2f} s</source>
        <translation>{words} nach {elapsed_s:.2f} s</translation>
    </message>
    <message>
        <source>, 1 result kept from earlier runs</source>
        <translation>, 1 Ergebnis aus früheren Läufen behalten</translation>
    </message>
    <message>
        <source>, {kept} results kept from earlier runs</source>
        <translation>, {kept} Ergebnisse aus früheren Läufen behalten</translation>
    </message>
    <message>
        <source>, {tokens:,} tokens</source>
        <translation>, {tokens:,} Token</translation>
    </message>
    <message>
        <source>, 1 notice</source>
        <translation>, 1 Hinweis</translation>
    </message>
    <message>
        <source>, {count} notices</source>
        <translation>, {count} Hinweise</translation>
    </message>
    <message>
        <source>: {names} failed</source>
        <translation>: {names} fehlgeschlagen</translation>
    </message>
    <message>
        <source>, {skipped} did not run because of it</source>
        <translation>, {skipped} liefen deshalb nicht</translation>
    </message>
    <message>
        <source>waited {time:.2f} s</source>
        <translation>wartete {time:.2f} s</translation>
    </message>
    <message>
        <source>Secrets</source>
        <translation>Geheimnisse</translation>
    </message>
    <message>
        <source>Secrets are kept in the system&apos;s keyring. A chain only names them; they are never part of a file, a log or a result. Those in the environment (ICEOS_SECRET_…) come first and are not listed.</source>
        <translation>Geheimnisse liegen im Schlüsselbund des Systems. Eine Kette nennt nur ihre Namen; sie stehen nie in einer Datei, einem Protokoll oder einem Ergebnis. Die aus der Umgebung (ICEOS_SECRET_…) gehen vor und sind nicht aufgeführt.</translation>
    </message>
    <message>
        <source>Names of secrets</source>
        <translation>Namen der Geheimnisse</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>Geheimnis</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Setzen</translation>
    </message>
    <message>
        <source>A name and a secret are needed.</source>
        <translation>Ein Name und ein Geheimnis werden gebraucht.</translation>
    </message>
    <message>
        <source>Start with an example</source>
        <translation>Mit einem Beispiel beginnen</translation>
    </message>
    <message>
        <source>or go on with</source>
        <translation>oder weiter mit</translation>
    </message>
    <message>
        <source>Open {file}</source>
        <translation>{file} öffnen</translation>
    </message>
    <message>
        <source>Show me around</source>
        <translation>Rundgang</translation>
    </message>
    <message>
        <source>or double click on the canvas and type what you need.</source>
        <translation>oder auf die Zeichenfläche doppelklicken und tippen, was gebraucht wird.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Enough</source>
        <translation>Genug</translation>
    </message>
    <message>
        <source>All there is. Drag one onto the canvas, or double click on it.</source>
        <translation>Alles, was es gibt. Auf die Zeichenfläche ziehen oder doppelklicken.</translation>
    </message>
    <message>
        <source>The canvas</source>
        <translation>Die Zeichenfläche</translation>
    </message>
    <message>
        <source>Double click, or just type, to add a tool. Drag from an output to an input to wire them; drop a wire on empty canvas to see what fits.</source>
        <translation>Doppelklicken oder einfach tippen, um ein Werkzeug hinzuzufügen. Von einer Ausgabe zu einer Eingabe ziehen, um sie zu verbinden; auf leerer Fläche loslassen, um zu sehen, was passt.</translation>
    </message>
    <message>
        <source>What the selected node is set to. What is missing is said here.</source>
        <translation>Worauf der ausgewählte Knoten eingestellt ist. Was fehlt, steht hier.</translation>
    </message>
    <message>
        <source>F5 runs the chain. Nodes show how far they are; what did not change is kept.</source>
        <translation>F5 führt die Kette aus. Knoten zeigen, wie weit sie sind; was sich nicht geändert hat, bleibt.</translation>
    </message>
    <message>
        <source>What came out of the selected node, or went through the wire you clicked. History beside it keeps every run.</source>
        <translation>Was aus dem ausgewählten Knoten kam oder durch die angeklickte Verbindung ging. Der Verlauf daneben bewahrt jeden Lauf auf.</translation>
    </message>
    <message>
        <source>{least} … {most}, mean {mean}</source>
        <translation>{least} … {most}, Mittel {mean}</translation>
    </message>
    <message>
        <source>{count:,} not finite (NaN, infinity)</source>
        <translation>{count:,} nicht endlich (NaN, unendlich)</translation>
    </message>
    <message>
        <source>{missing:,} missing</source>
        <translation>{missing:,} fehlen</translation>
    </message>
    <message>
        <source>about {count:,} different values</source>
        <translation>etwa {count:,} verschiedene Werte</translation>
    </message>
    <message>
        <source>{count:,} different values</source>
        <translation>{count:,} verschiedene Werte</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>A preview of the beginning; the browser shows the page as it is.</source>
        <translation>Eine Vorschau des Anfangs; der Browser zeigt die Seite, wie sie ist.</translation>
    </message>
    <message>
        <source>it cannot be read: {strerror}</source>
        <translation>nicht lesbar: {strerror}</translation>
    </message>
    <message>
        <source>A preview; the browser shows the page as it is.</source>
        <translation>Eine Vorschau; der Browser zeigt die Seite, wie sie ist.</translation>
    </message>
    <message>
        <source>Saved to</source>
        <translation>Gespeichert unter</translation>
    </message>
    <message>
        <source>Kept at</source>
        <translation>Liegt unter</translation>
    </message>
    <message>
        <source>Open in browser</source>
        <translation>Im Browser öffnen</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>{count:,} more</source>
        <translation>{count:,} weitere</translation>
    </message>
    <message>
        <source>{count:,} keys</source>
        <translation>{count:,} Schlüssel</translation>
    </message>
    <message>
        <source>1 key</source>
        <translation>1 Schlüssel</translation>
    </message>
    <message>
        <source>{count:,} items</source>
        <translation>{count:,} Elemente</translation>
    </message>
    <message>
        <source>1 item</source>
        <translation>1 Element</translation>
    </message>
    <message>
        <source>this SVG cannot be drawn</source>
        <translation>dieses SVG kann nicht gezeichnet werden</translation>
    </message>
    <message>
        <source>Picture {name}</source>
        <translation>Bild {name}</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen …</translation>
    </message>
    <message>
        <source>an empty picture</source>
        <translation>ein leeres Bild</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Filter rows</source>
        <translation>Zeilen filtern</translation>
    </message>
    <message>
        <source>Filter {column}</source>
        <translation>{column} filtern</translation>
    </message>
    <message>
        <source>Stopped: these are the first rows, the others were not made</source>
        <translation>Angehalten: dies sind die ersten Zeilen, die übrigen gibt es nicht</translation>
    </message>
    <message>
        <source>Stopped: these are the rows from before</source>
        <translation>Angehalten: dies sind die Zeilen von vorher</translation>
    </message>
    <message>
        <source>not all rows were made</source>
        <translation>nicht alle Zeilen sind da</translation>
    </message>
    <message>
        <source>These are the first rows. Making the others: {rows}</source>
        <translation>Dies sind die ersten Zeilen. Die übrigen entstehen: {rows}</translation>
    </message>
    <message>
        <source>{told}, of rows that are not counted</source>
        <translation>{told}, aus Zeilen, die nicht gezählt sind</translation>
    </message>
    <message>
        <source>{columns:,} columns</source>
        <translation>{columns:,} Spalten</translation>
    </message>
    <message>
        <source>1 column</source>
        <translation>1 Spalte</translation>
    </message>
    <message>
        <source>These are more than {count:,} cells. Save the result as a file instead.</source>
        <translation>Das sind mehr als {count:,} Zellen. Speichern Sie das Ergebnis stattdessen als Datei.</translation>
    </message>
    <message>
        <source>Copying…</source>
        <translation>Wird kopiert …</translation>
    </message>
    <message>
        <source>Only rows where {column} is {value}</source>
        <translation>Nur Zeilen, in denen {column} gleich {value} ist</translation>
    </message>
    <message>
        <source>Show all rows again</source>
        <translation>Wieder alle Zeilen zeigen</translation>
    </message>
    <message>
        <source>Copy with headings</source>
        <translation>Mit Überschriften kopieren</translation>
    </message>
    <message>
        <source>Column {column}</source>
        <translation>Spalte {column}</translation>
    </message>
    <message>
        <source>Sort ascending</source>
        <translation>Aufsteigend sortieren</translation>
    </message>
    <message>
        <source>Sort descending</source>
        <translation>Absteigend sortieren</translation>
    </message>
    <message>
        <source>In the order of the table</source>
        <translation>In der Reihenfolge der Tabelle</translation>
    </message>
    <message>
        <source>Filter this column…</source>
        <translation>Diese Spalte filtern …</translation>
    </message>
    <message>
        <source>Filter all columns</source>
        <translation>Alle Spalten filtern</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>Statistik</translation>
    </message>
    <message>
        <source>Copy column</source>
        <translation>Spalte kopieren</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Show hidden columns</source>
        <translation>Ausgeblendete Spalten zeigen</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Zähle …</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird gesucht …</translation>
    </message>
    <message>
        <source>Leave it at the first rows</source>
        <translation>Es bei den ersten Zeilen lassen</translation>
    </message>
    <message>
        <source>{rows:,} of {told}</source>
        <translation>{rows:,} von {told}</translation>
    </message>
    <message>
        <source>
… ({count:,} more characters)</source>
        <translation>
… ({count:,} weitere Zeichen)</translation>
    </message>
    <message>
        <source>
… ({size} more in the file)</source>
        <translation>
… (weitere {size} in der Datei)</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Canvas, {count} nodes</source>
        <translation>Zeichenfläche, {count} Knoten</translation>
    </message>
    <message>
        <source>, wired to {ends}</source>
        <translation>, verbunden mit {ends}</translation>
    </message>
    <message>
        <source>switched off</source>
        <translation>ausgeschaltet</translation>
    </message>
    <message>
        <source>bypassed</source>
        <translation>überbrückt</translation>
    </message>
    <message>
        <source>notices: {count}</source>
        <translation>Hinweise: {count}</translation>
    </message>
    <message>
        <source>problem: {reason}</source>
        <translation>Problem: {reason}</translation>
    </message>
    <message>
        <source>Untitled {number}</source>
        <translation>Unbenannt {number}</translation>
    </message>
    <message>
        <source>Recover</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Move wire</source>
        <translation>Verbindung versetzen</translation>
    </message>
    <message>
        <source>no port of {title} fits</source>
        <translation>kein Anschluss von {title} passt</translation>
    </message>
    <message>
        <source>Insert into wire</source>
        <translation>In Verbindung einsetzen</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>Move {count} things</source>
        <translation>{count} Dinge verschieben</translation>
    </message>
    <message>
        <source>Resize</source>
        <translation>Größe ändern</translation>
    </message>
    <message>
        <source>Bend wire</source>
        <translation>Verbindung biegen</translation>
    </message>
    <message>
        <source>Cut wire</source>
        <translation>Verbindung durchschneiden</translation>
    </message>
    <message>
        <source>Cut {count} wires</source>
        <translation>{count} Verbindungen durchschneiden</translation>
    </message>
    <message>
        <source>and {more} more</source>
        <translation>und {more} weitere</translation>
    </message>
    <message>
        <source>warm container</source>
        <translation>wartender Container</translation>
    </message>
    <message>
        <source>new container</source>
        <translation>neuer Container</translation>
    </message>
    <message>
        <source>{memory} of memory</source>
        <translation>{memory} Speicher</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>behalten</translation>
    </message>
    <message>
        <source>{time:.0f} ms</source>
        <translation>{time:.0f} ms</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes} min {seconds} s</translation>
    </message>
    <message>
        <source>Nothing yet: run the chain.</source>
        <translation>Noch nichts: die Kette ausführen.</translation>
    </message>
    <message>
        <source>Minimap</source>
        <translation>Übersichtskarte</translation>
    </message>
    <message>
        <source>No tool is called that.</source>
        <translation>Kein Werkzeug heißt so.</translation>
    </message>
    <message>
        <source>No tool has a port that fits.</source>
        <translation>Kein Werkzeug hat einen passenden Anschluss.</translation>
    </message>
    <message>
        <source>Nothing is called that.</source>
        <translation>Nichts heißt so.</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>Zeichenfläche</translation>
    </message>
    <message>
        <source>Double click to add a tool, or drag one here.</source>
        <translation>Doppelklicken, um ein Werkzeug hinzuzufügen, oder eines hierher ziehen.</translation>
    </message>
    <message>
        <source>Straighten wire</source>
        <translation>Verbindung begradigen</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>New chain</source>
        <translation>Neue Kette</translation>
    </message>
    <message>
        <source>Start an empty chain</source>
        <translation>Eine leere Kette beginnen</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen…</translation>
    </message>
    <message>
        <source>Open a chain</source>
        <translation>Eine Kette öffnen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save the chain</source>
        <translation>Die Kette speichern</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter…</translation>
    </message>
    <message>
        <source>Save under another name</source>
        <translation>Unter einem anderen Namen speichern</translation>
    </message>
    <message>
        <source>Export picture…</source>
        <translation>Bild exportieren…</translation>
    </message>
    <message>
        <source>Save a picture of the chain (PNG or SVG)</source>
        <translation>Ein Bild der Kette speichern (PNG oder SVG)</translation>
    </message>
    <message>
        <source>New window</source>
        <translation>Neues Fenster</translation>
    </message>
    <message>
        <source>Another window beside this one</source>
        <translation>Ein weiteres Fenster neben diesem</translation>
    </message>
    <message>
        <source>Close chain</source>
        <translation>Kette schließen</translation>
    </message>
    <message>
        <source>Close this chain; the others stay open</source>
        <translation>Diese Kette schließen; die anderen bleiben offen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Ausschneiden</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Delete the nodes, and wire what fed them to what hung on them</source>
        <translation>Die Knoten löschen und verbinden, was davor und dahinter hing</translation>
    </message>
    <message>
        <source>Replace tool…</source>
        <translation>Werkzeug ersetzen…</translation>
    </message>
    <message>
        <source>Another tool that keeps what fits</source>
        <translation>Ein anderes Werkzeug, das behält, was passt</translation>
    </message>
    <message>
        <source>Wire the node without a mouse</source>
        <translation>Den Knoten ohne Maus verbinden</translation>
    </message>
    <message>
        <source>Group into sub-chain</source>
        <translation>Zu Teilkette gruppieren</translation>
    </message>
    <message>
        <source>Skip it and what needs it</source>
        <translation>Ihn und alles, was ihn braucht, überspringen</translation>
    </message>
    <message>
        <source>Let it pass on what it is given</source>
        <translation>Ihn weitergeben lassen, was er bekommt</translation>
    </message>
    <message>
        <source>Frame selection</source>
        <translation>Auswahl einrahmen</translation>
    </message>
    <message>
        <source>A titled frame that moves with its nodes</source>
        <translation>Ein betitelter Rahmen, der seine Knoten mitnimmt</translation>
    </message>
    <message>
        <source>Add the tools of a container image, or of a server that describes itself by OpenAPI</source>
        <translation>Die Werkzeuge eines Container-Images hinzufügen, oder eines Servers, der sich mit OpenAPI beschreibt</translation>
    </message>
    <message>
        <source>Add note</source>
        <translation>Notiz hinzufügen</translation>
    </message>
    <message>
        <source>A text in Markdown</source>
        <translation>Ein Text in Markdown</translation>
    </message>
    <message>
        <source>Find…</source>
        <translation>Suchen…</translation>
    </message>
    <message>
        <source>Find in ids, tools, constants and results</source>
        <translation>In Kennungen, Werkzeugen, Konstanten und Ergebnissen suchen</translation>
    </message>
    <message>
        <source>All commands…</source>
        <translation>Alle Befehle…</translation>
    </message>
    <message>
        <source>Search everything that can be done</source>
        <translation>Alles durchsuchen, was getan werden kann</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Add a tool…</source>
        <translation>Werkzeug hinzufügen…</translation>
    </message>
    <message>
        <source>Search all tools (also: double click, Tab)</source>
        <translation>Alle Werkzeuge durchsuchen (auch: Doppelklick, Tab)</translation>
    </message>
    <message>
        <source>Update to the version here</source>
        <translation>Auf die hiesige Version aktualisieren</translation>
    </message>
    <message>
        <source>Let the tool that is here take the node over</source>
        <translation>Das hier vorhandene Werkzeug den Knoten übernehmen lassen</translation>
    </message>
    <message>
        <source>Declare the unwired outputs as results of the chain</source>
        <translation>Die unverbundenen Ausgaben als Ergebnisse der Kette ausweisen</translation>
    </message>
    <message>
        <source>Run the whole chain</source>
        <translation>Die ganze Kette ausführen</translation>
    </message>
    <message>
        <source>Run all anew</source>
        <translation>Alles neu ausführen</translation>
    </message>
    <message>
        <source>Run the whole chain without results that were kept from earlier runs</source>
        <translation>Die ganze Kette ohne Ergebnisse früherer Läufe ausführen</translation>
    </message>
    <message>
        <source>Run up to here</source>
        <translation>Bis hierher ausführen</translation>
    </message>
    <message>
        <source>Run all that the selected nodes need, and them</source>
        <translation>Die ausgewählten Knoten ausführen und alles, was sie brauchen</translation>
    </message>
    <message>
        <source>Run from here</source>
        <translation>Ab hier ausführen</translation>
    </message>
    <message>
        <source>Run the selected nodes and all that they feed, on the values of the last run</source>
        <translation>Die ausgewählten Knoten und alles dahinter ausführen, mit den Werten des letzten Laufs</translation>
    </message>
    <message>
        <source>Run this node only</source>
        <translation>Nur diesen Knoten ausführen</translation>
    </message>
    <message>
        <source>Run one node on the values of the last run</source>
        <translation>Einen Knoten mit den Werten des letzten Laufs ausführen</translation>
    </message>
    <message>
        <source>Show the longest path</source>
        <translation>Den längsten Weg zeigen</translation>
    </message>
    <message>
        <source>Show which nodes decide how long a run takes, and what each costs; once more to hide it</source>
        <translation>Zeigen, welche Knoten die Dauer bestimmen und was jeder kostet; noch einmal, um es zu verbergen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>What the node&apos;s container writes</source>
        <translation>Was der Container des Knotens schreibt</translation>
    </message>
    <message>
        <source>Inside of the node&apos;s container</source>
        <translation>Im Container des Knotens</translation>
    </message>
    <message>
        <source>Keep the node&apos;s container ready for the next run; once more to let it go</source>
        <translation>Den Container des Knotens für den nächsten Lauf bereithalten; noch einmal, um ihn freizugeben</translation>
    </message>
    <message>
        <source>Stop the run</source>
        <translation>Den Lauf anhalten</translation>
    </message>
    <message>
        <source>Run on a server…</source>
        <translation>Auf einem Server ausführen…</translation>
    </message>
    <message>
        <source>Run the chain on a server and show it here; it goes on there when this program ends</source>
        <translation>Die Kette auf einem Server ausführen und hier zeigen; sie läuft dort weiter, wenn dieses Programm endet</translation>
    </message>
    <message>
        <source>Runs on a server…</source>
        <translation>Läufe auf einem Server…</translation>
    </message>
    <message>
        <source>What runs, and ran, on a server</source>
        <translation>Was auf einem Server läuft und lief</translation>
    </message>
    <message>
        <source>Export to a server…</source>
        <translation>Auf einen Server exportieren…</translation>
    </message>
    <message>
        <source>Publish the chain, so that a team can run it and other programs call it</source>
        <translation>Die Kette veröffentlichen, sodass ein Team sie ausführen und andere Programme sie aufrufen können</translation>
    </message>
    <message>
        <source>Servers…</source>
        <translation>Server…</translation>
    </message>
    <message>
        <source>Add, try and remove the servers you know</source>
        <translation>Bekannte Server hinzufügen, prüfen und entfernen</translation>
    </message>
    <message>
        <source>Secrets…</source>
        <translation>Geheimnisse…</translation>
    </message>
    <message>
        <source>See which secrets there are, set and remove them</source>
        <translation>Sehen, welche Geheimnisse es gibt, sie setzen und entfernen</translation>
    </message>
    <message>
        <source>Fit to view</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>Show the whole chain</source>
        <translation>Die ganze Kette zeigen</translation>
    </message>
    <message>
        <source>Show the chain that the selected node runs (also: double click)</source>
        <translation>Die Kette zeigen, die der ausgewählte Knoten ausführt (auch: Doppelklick)</translation>
    </message>
    <message>
        <source>Step out</source>
        <translation>Nach außen</translation>
    </message>
    <message>
        <source>Back to the chain around this</source>
        <translation>Zurück zur Kette, die diese umgibt</translation>
    </message>
    <message>
        <source>Zoom to selection</source>
        <translation>Auf Auswahl zoomen</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Zoom to 100 %</source>
        <translation>Zoom 100 %</translation>
    </message>
    <message>
        <source>Lay the chain out from left to right</source>
        <translation>Die Kette von links nach rechts anordnen</translation>
    </message>
    <message>
        <source>Show result on the node</source>
        <translation>Ergebnis am Knoten zeigen</translation>
    </message>
    <message>
        <source>A small picture of what came out, on the node itself; once more to hide it</source>
        <translation>Ein kleines Bild des Ergebnisses am Knoten selbst; noch einmal, um es zu verbergen</translation>
    </message>
    <message>
        <source>Align left</source>
        <translation>Links ausrichten</translation>
    </message>
    <message>
        <source>Align centres</source>
        <translation>Waagerecht zentrieren</translation>
    </message>
    <message>
        <source>Align right</source>
        <translation>Rechts ausrichten</translation>
    </message>
    <message>
        <source>Align top</source>
        <translation>Oben ausrichten</translation>
    </message>
    <message>
        <source>Align middles</source>
        <translation>Senkrecht zentrieren</translation>
    </message>
    <message>
        <source>Align bottom</source>
        <translation>Unten ausrichten</translation>
    </message>
    <message>
        <source>Distribute across</source>
        <translation>Waagerecht verteilen</translation>
    </message>
    <message>
        <source>Distribute down</source>
        <translation>Senkrecht verteilen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forget chosen runs…</source>
        <translation>Gewählte Läufe vergessen …</translation>
    </message>
    <message>
        <source>Remove the runs that are chosen in the history, and files that no other run uses</source>
        <translation>Die im Verlauf gewählten Läufe entfernen, samt Dateien, die kein anderer Lauf benutzt</translation>
    </message>
    <message>
        <source>To where you looked before</source>
        <translation>Dorthin, wo zuvor hingesehen wurde</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vor</translation>
    </message>
    <message>
        <source>Show or hide a small picture of the whole chain</source>
        <translation>Ein kleines Bild der ganzen Kette zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Colours of the system</source>
        <translation>Farben des Systems</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Language…</source>
        <translation>Sprache…</translation>
    </message>
    <message>
        <source>English, Deutsch, 简体中文</source>
        <translation>English, Deutsch, 简体中文</translation>
    </message>
    <message>
        <source>A short walk around the window</source>
        <translation>Ein kurzer Rundgang durch das Fenster</translation>
    </message>
    <message>
        <source>What keys and mouse do</source>
        <translation>Was Tasten und Maus tun</translation>
    </message>
    <message>
        <source>Open my tools folder</source>
        <translation>Meinen Werkzeugordner öffnen</translation>
    </message>
    <message>
        <source>A Python file in it is a tool on the canvas</source>
        <translation>Eine Python-Datei darin ist ein Werkzeug auf der Zeichenfläche</translation>
    </message>
    <message>
        <source>Write what is running…</source>
        <translation>Aufschreiben, was läuft…</translation>
    </message>
    <message>
        <source>Into a file: where each thread and task stands</source>
        <translation>In eine Datei: wo jeder Thread und jede Aufgabe steht</translation>
    </message>
    <message>
        <source>Check for updates…</source>
        <translation>Nach Aktualisierungen suchen…</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>Diagramm</translation>
    </message>
    <message>
        <source>Charts and reports</source>
        <translation>Diagramme und Berichte</translation>
    </message>
    <message>
        <source>bar</source>
        <translation>Balken</translation>
    </message>
    <message>
        <source>line</source>
        <translation>Linie</translation>
    </message>
    <message>
        <source>points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>area</source>
        <translation>Fläche</translation>
    </message>
    <message>
        <source>histogram</source>
        <translation>Histogramm</translation>
    </message>
    <message>
        <source>box plot</source>
        <translation>Kastengrafik</translation>
    </message>
    <message>
        <source>heat map</source>
        <translation>Wärmekarte</translation>
    </message>
    <message>
        <source>Across (x)</source>
        <translation>Waagerecht (x)</translation>
    </message>
    <message>
        <source>Column for the x axis.</source>
        <translation>Spalte für die x-Achse.</translation>
    </message>
    <message>
        <source>Up (y)</source>
        <translation>Senkrecht (y)</translation>
    </message>
    <message>
        <source>Column for the y axis; empty counts rows.</source>
        <translation>Spalte für die y-Achse; leer zählt Zeilen.</translation>
    </message>
    <message>
        <source>Column that decides the colour.</source>
        <translation>Spalte, die die Farbe bestimmt.</translation>
    </message>
    <message>
        <source>Aggregate</source>
        <translation>Zusammenfassen</translation>
    </message>
    <message>
        <source>Combines rows that share a place on the x axis.</source>
        <translation>Fasst Zeilen zusammen, die auf der x-Achse denselben Platz haben.</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>min</source>
        <translation>Minimum</translation>
    </message>
    <message>
        <source>max</source>
        <translation>Maximum</translation>
    </message>
    <message>
        <source>count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Written above the chart.</source>
        <translation>Steht über dem Diagramm.</translation>
    </message>
    <message>
        <source>Width (px)</source>
        <translation>Breite (px)</translation>
    </message>
    <message>
        <source>More options</source>
        <translation>Weitere Optionen</translation>
    </message>
    <message>
        <source>Height (px)</source>
        <translation>Höhe (px)</translation>
    </message>
    <message>
        <source>Overrides</source>
        <translation>Ergänzungen</translation>
    </message>
    <message>
        <source>Vega-Lite, merged into the specification.</source>
        <translation>Vega-Lite, in die Spezifikation eingefügt.</translation>
    </message>
    <message>
        <source>PNG</source>
        <translation>PNG</translation>
    </message>
    <message>
        <source>SVG</source>
        <translation>SVG</translation>
    </message>
    <message>
        <source>Specification</source>
        <translation>Spezifikation</translation>
    </message>
    <message>
        <source>Vega-Lite, without the data.</source>
        <translation>Vega-Lite, ohne die Daten.</translation>
    </message>
    <message>
        <source>iceOS crashed the last time</source>
        <translation>iceOS ist beim letzten Mal abgestürzt</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>Etwas ist schiefgegangen</translation>
    </message>
    <message>
        <source>Nobody foresaw this error. What is open is kept, and you can go on; if something looks wrong, save under another name and start again. The report below holds no secrets and is sent to nobody: copy it to tell of the error.</source>
        <translation>Diesen Fehler hat niemand vorhergesehen. Was offen ist, bleibt erhalten, und Sie können weiterarbeiten; wenn etwas nicht stimmt, speichern Sie unter einem anderen Namen und starten Sie neu. Der Bericht unten enthält keine Geheimnisse und wird an niemanden gesendet: Kopieren Sie ihn, um den Fehler zu melden.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Put tables, pictures and texts on one HTML page that needs no other file.

Name the sections in the form: each becomes an input and a heading. Tables, pictures and JSON are shown
as what they are; texts may use Markdown.</source>
        <translation>Stellt Tabellen, Bilder und Texte auf eine HTML-Seite, die keine andere Datei braucht.

Die Abschnitte im Formular benennen: jeder wird eine Eingabe und eine Überschrift. Tabellen, Bilder und JSON werden als das gezeigt, was sie sind; Texte dürfen Markdown enthalten.</translation>
    </message>
    <message>
        <source>Introduction</source>
        <translation>Einleitung</translation>
    </message>
    <message>
        <source>Markdown, above the sections.</source>
        <translation>Markdown, über den Abschnitten.</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>Abschnitte</translation>
    </message>
    <message>
        <source>Names of the inputs.</source>
        <translation>Namen der Eingaben.</translation>
    </message>
    <message>
        <source>Rows of a table</source>
        <translation>Zeilen je Tabelle</translation>
    </message>
    <message>
        <source>At most this many are shown.</source>
        <translation>Höchstens so viele werden gezeigt.</translation>
    </message>
    <message>
        <source>The HTML page.</source>
        <translation>Die HTML-Seite.</translation>
    </message>
    <message>
        <source>Python code</source>
        <translation>Python-Code</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Run your own Python.

Name the inputs and outputs and their types in the form. In the code each input is a variable; set a
variable for each output. A table is a `pyarrow.Table`:

```python
import pyarrow.compute as pc
result = data.append_column(&quot;double&quot;, pc.multiply(data[&quot;mass&quot;], 2))
```

What you `print` appears in the log. The code runs in a process of its own with limits on time and memory.
That protects this program from accidents; it is no protection from malicious code, so a chain with code
from elsewhere asks before its first run.</source>
        <translation>Führt eigenes Python aus.

Im Formular die Eingaben und Ausgaben und ihre Typen benennen. Im Code ist jede Eingabe eine Variable; für jede Ausgabe eine Variable setzen. Eine Tabelle ist eine `pyarrow.Table`:

```python
import pyarrow.compute as pc
result = data.append_column(&quot;double&quot;, pc.multiply(data[&quot;mass&quot;], 2))
```

Was `print` ausgibt, erscheint im Protokoll. Der Code läuft in einem eigenen Prozess mit Grenzen für Zeit und Speicher. Das schützt dieses Programm vor Unfällen, nicht vor bösartigem Code; deshalb fragt eine Kette mit fremdem Code vor ihrem ersten Lauf.</translation>
    </message>
    <message>
        <source>Name and type of each input.</source>
        <translation>Name und Typ jeder Eingabe.</translation>
    </message>
    <message>
        <source>Name and type of each output.</source>
        <translation>Name und Typ jeder Ausgabe.</translation>
    </message>
    <message>
        <source>Sets each output.</source>
        <translation>Setzt jede Ausgabe.</translation>
    </message>
    <message>
        <source>Memory limit (MB)</source>
        <translation>Speichergrenze (MB)</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>Konstante</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>A value that you type: text, a number, yes or no, a list or a record.</source>
        <translation>Ein eingetippter Wert: Text, Zahl, ja oder nein, eine Liste oder ein Datensatz.</translation>
    </message>
    <message>
        <source>What sort of value.</source>
        <translation>Welche Art von Wert.</translation>
    </message>
    <message>
        <source>Parse JSON</source>
        <translation>JSON lesen</translation>
    </message>
    <message>
        <source>Read a text as JSON.</source>
        <translation>Liest einen Text als JSON.</translation>
    </message>
    <message>
        <source>Pick</source>
        <translation>Herausgreifen</translation>
    </message>
    <message>
        <source>Take a part out of JSON data with a JMESPath expression.

| expression | takes |
|---|---|
| `rates.EUR` | one value deep inside |
| `items[0]` | the first of a list |
| `items[*].name` | one field of each |
| `items[?price &lt; \`10\`]` | those that satisfy a condition |</source>
        <translation>Greift mit einem JMESPath-Ausdruck einen Teil aus JSON-Daten heraus.

| Ausdruck | nimmt |
|---|---|
| `rates.EUR` | einen Wert tief im Inneren |
| `items[0]` | das erste einer Liste |
| `items[*].name` | ein Feld von jedem |
| `items[?price &lt; `10`]` | die, für die eine Bedingung gilt |</translation>
    </message>
    <message>
        <source>Expression</source>
        <translation>Ausdruck</translation>
    </message>
    <message>
        <source>JMESPath; @ takes everything.</source>
        <translation>JMESPath; @ nimmt alles.</translation>
    </message>
    <message>
        <source>Must be there</source>
        <translation>Muss da sein</translation>
    </message>
    <message>
        <source>Fail when nothing is found.</source>
        <translation>Fehlschlagen, wenn nichts gefunden wird.</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>List folder</source>
        <translation>Ordner auflisten</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>List the files of a folder as a table: path, name, suffix, size and time of change.</source>
        <translation>Listet die Dateien eines Ordners als Tabelle: Pfad, Name, Endung, Größe und Zeit der Änderung.</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>The folder to list.</source>
        <translation>Der Ordner, der aufgelistet wird.</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>Muster</translation>
    </message>
    <message>
        <source>Which names, such as *.csv</source>
        <translation>Welche Namen, etwa *.csv</translation>
    </message>
    <message>
        <source>Folders inside, too</source>
        <translation>Auch Ordner darin</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Take a picture from a file: PNG, JPEG, SVG and other kinds.</source>
        <translation>Nimmt ein Bild aus einer Datei: PNG, JPEG, SVG und andere Arten.</translation>
    </message>
    <message>
        <source>Read text file</source>
        <translation>Textdatei lesen</translation>
    </message>
    <message>
        <source>Read a file as text.</source>
        <translation>Liest eine Datei als Text.</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>Kodierung</translation>
    </message>
    <message>
        <source>Write text file</source>
        <translation>Textdatei schreiben</translation>
    </message>
    <message>
        <source>Write a text to a file.

The file is kept with the results of the run; give a path under *Save to* to have a copy where you want it.</source>
        <translation>Schreibt einen Text in eine Datei.

Die Datei wird bei den Ergebnissen des Laufs aufbewahrt; mit einem Pfad unter *Speichern nach* liegt eine Kopie, wo sie gewünscht ist.</translation>
    </message>
    <message>
        <source>Name of the file.</source>
        <translation>Name der Datei.</translation>
    </message>
    <message>
        <source>Save to</source>
        <translation>Speichern nach</translation>
    </message>
    <message>
        <source>Also write it here; an existing file is replaced.</source>
        <translation>Auch hierhin schreiben; eine vorhandene Datei wird ersetzt.</translation>
    </message>
    <message>
        <source>Ask a person</source>
        <translation>Jemanden fragen</translation>
    </message>
    <message>
        <source>Flow</source>
        <translation>Ablauf</translation>
    </message>
    <message>
        <source>Wait for a person to say yes or no, then pass the value on.

It leaves by *approved* or by *rejected*; what hangs on the other is skipped. Who answered what, and when,
comes out of *answer* and stays in the history. Nobody answers for them: set a time limit under *When it
runs* if it must not wait for ever, and it fails when that is over.</source>
        <translation>Wartet, bis jemand ja oder nein sagt, und gibt dann den Wert weiter.

Er geht durch *Zugestimmt* oder *Abgelehnt* hinaus; was am anderen hängt, wird übersprungen. Wer was wann geantwortet hat, kommt aus *Antwort* und bleibt im Verlauf. Niemand antwortet an ihrer Stelle: soll nicht ewig gewartet werden, unter *Beim Ausführen* eine Zeitgrenze setzen; ist sie vorbei, schlägt der Knoten fehl.</translation>
    </message>
    <message>
        <source>What the question is about; passed on.</source>
        <translation>Worum es in der Frage geht; wird weitergegeben.</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>What the person is asked.</source>
        <translation>Was gefragt wird.</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Zugestimmt</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>approved, note, by, at (time in UTC).</source>
        <translation>approved, note, by, at (Zeit in UTC).</translation>
    </message>
    <message>
        <source>For each</source>
        <translation>Für jedes</translation>
    </message>
    <message>
        <source>Run a sub-chain for every item of a list, or every row of a table.

Each output of the sub-chain becomes a list, in the order of the items however fast each of them is. The item
goes into the sub-chain&apos;s first input, or the one named under *item*; a row arrives as a record. Every other
input of the sub-chain is a port here and gets the same value each time.</source>
        <translation>Führt eine Teilkette für jedes Element einer Liste oder jede Zeile einer Tabelle aus.

Jede Ausgabe der Teilkette wird eine Liste in der Reihenfolge der Elemente, wie schnell auch immer jedes ist. Das Element geht in die erste Eingabe der Teilkette oder in die unter *Element* genannte; eine Zeile kommt als Datensatz an. Jede andere Eingabe der Teilkette ist hier ein Anschluss und bekommt jedes Mal denselben Wert.</translation>
    </message>
    <message>
        <source>What is run; open it to edit it.</source>
        <translation>Was ausgeführt wird; zum Bearbeiten öffnen.</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>Elemente</translation>
    </message>
    <message>
        <source>A list, or a table whose rows are the items.</source>
        <translation>Eine Liste, oder eine Tabelle, deren Zeilen die Elemente sind.</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>Element</translation>
    </message>
    <message>
        <source>The input that takes the item; empty for the first.</source>
        <translation>Die Eingabe, die das Element nimmt; leer für die erste.</translation>
    </message>
    <message>
        <source>Concurrency</source>
        <translation>Gleichzeitig</translation>
    </message>
    <message>
        <source>How many items at a time.</source>
        <translation>Wie viele Elemente auf einmal.</translation>
    </message>
    <message>
        <source>When an item fails</source>
        <translation>Wenn ein Element fehlschlägt</translation>
    </message>
    <message>
        <source>Stop all of it, leave the item out, or keep its place empty.</source>
        <translation>Alles anhalten, das Element weglassen, oder seinen Platz leer lassen.</translation>
    </message>
    <message>
        <source>stop</source>
        <translation>anhalten</translation>
    </message>
    <message>
        <source>leave out</source>
        <translation>weglassen</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>Fehlschläge</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>Zusammenführen</translation>
    </message>
    <message>
        <source>Bring branches together: whichever of the inputs has a value leaves; of several the first.

It waits until every branch has come to its end, whether it ran or was skipped. When all were skipped, so
is what hangs on it.</source>
        <translation>Führt Zweige zusammen: welche der Eingaben einen Wert hat, geht hinaus; von mehreren die erste.

Es wartet, bis jeder Zweig zu Ende ist, ob er lief oder übersprungen wurde. Wurden alle übersprungen, so auch, was daran hängt.</translation>
    </message>
    <message>
        <source>Branches</source>
        <translation>Zweige</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Run a sub-chain until a condition holds, a limited number of times.

What it gives under the name of one of its inputs goes into that input the next time: a sub-chain that takes
and gives `value` works on it until it is good enough. The condition sees the outputs by name, and `n`, how
often it has run.</source>
        <translation>Führt eine Teilkette aus, bis eine Bedingung gilt, höchstens eine begrenzte Zahl von Malen.

Was sie unter dem Namen einer ihrer Eingaben ergibt, geht beim nächsten Mal in diese Eingabe: eine Teilkette, die `value` nimmt und gibt, arbeitet daran, bis es gut genug ist. Die Bedingung sieht die Ausgaben beim Namen und `n`, wie oft sie gelaufen ist.</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Stop when this holds, such as value &gt; 100.</source>
        <translation>Aufhören, wenn dies gilt, etwa value &gt; 100.</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Male</translation>
    </message>
    <message>
        <source>At most so often.</source>
        <translation>Höchstens so oft.</translation>
    </message>
    <message>
        <source>When it never holds</source>
        <translation>Wenn es nie gilt</translation>
    </message>
    <message>
        <source>What happens after the last time.</source>
        <translation>Was nach dem letzten Mal geschieht.</translation>
    </message>
    <message>
        <source>go on</source>
        <translation>weitermachen</translation>
    </message>
    <message>
        <source>fail</source>
        <translation>fehlschlagen</translation>
    </message>
    <message>
        <source>How often it ran.</source>
        <translation>Wie oft sie lief.</translation>
    </message>
    <message>
        <source>Sub-chain</source>
        <translation>Teilkette</translation>
    </message>
    <message>
        <source>Run another chain as one node: its inputs and outputs become the ports.

It is part of this chain, and opened by a double click; or it is a file of its own, which several chains can
share. For a file a *version* can be asked for: `^1.2` takes 1.2 and whatever is compatible with it.</source>
        <translation>Führt eine andere Kette als einen Knoten aus: ihre Eingaben und Ausgaben werden die Anschlüsse.

Sie ist Teil dieser Kette und öffnet sich mit einem Doppelklick; oder sie ist eine eigene Datei, die mehrere Ketten benutzen können. Für eine Datei kann eine *Version* verlangt werden: `^1.2` nimmt 1.2 und alles, was damit verträglich ist.</translation>
    </message>
    <message>
        <source>A chain file instead of a part of this chain.</source>
        <translation>Eine Kettendatei statt eines Teils dieser Kette.</translation>
    </message>
    <message>
        <source>Which versions of the file will do, such as ^1.2; empty for any.</source>
        <translation>Welche Versionen der Datei passen, etwa ^1.2; leer für jede.</translation>
    </message>
    <message>
        <source>Switch</source>
        <translation>Weiche</translation>
    </message>
    <message>
        <source>Send a value one of several ways.

Name the cases in the form and give each a condition; each becomes an output. The value leaves by the
first case whose condition holds, else by *otherwise*; what hangs on the other outputs is skipped.

| condition | holds for |
|---|---|
| `value &gt; 10` | numbers above ten |
| `value.rows == 0` | empty tables |
| `value.status in [&quot;new&quot;, &quot;open&quot;]` | records with one of these |
| `&quot;error&quot; in lower(value)` | texts with that word |</source>
        <translation>Schickt einen Wert auf einen von mehreren Wegen.

Die Fälle im Formular benennen und jedem eine Bedingung geben; jeder wird eine Ausgabe. Der Wert geht durch den ersten Fall hinaus, dessen Bedingung gilt, sonst durch *sonst*; was an den anderen Ausgaben hängt, wird übersprungen.

| Bedingung | gilt für |
|---|---|
| `value &gt; 10` | Zahlen über zehn |
| `value.rows == 0` | leere Tabellen |
| `value.status in [&quot;new&quot;, &quot;open&quot;]` | Datensätze mit einem davon |
| `&quot;error&quot; in lower(value)` | Texte mit diesem Wort |</translation>
    </message>
    <message>
        <source>What is looked at, and sent on.</source>
        <translation>Was betrachtet und weitergeschickt wird.</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>Fälle</translation>
    </message>
    <message>
        <source>Name of an output, and when the value leaves by it.</source>
        <translation>Name einer Ausgabe, und wann der Wert durch sie hinausgeht.</translation>
    </message>
    <message>
        <source>Otherwise</source>
        <translation>Sonst</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>Warten</translation>
    </message>
    <message>
        <source>Wait, then pass a value on: before a service is asked again, or until something else has settled.</source>
        <translation>Wartet und gibt dann einen Wert weiter: bevor ein Dienst erneut gefragt wird, oder bis sich etwas anderes gesetzt hat.</translation>
    </message>
    <message>
        <source>Passed on when the time is over.</source>
        <translation>Wird weitergegeben, wenn die Zeit um ist.</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>How long.</source>
        <translation>Wie lange.</translation>
    </message>
    <message>
        <source>Ask a model</source>
        <translation>Ein Modell fragen</translation>
    </message>
    <message>
        <source>Language models</source>
        <translation>Sprachmodelle</translation>
    </message>
    <message>
        <source>Ask a language model that was trained for conversation.

*System* says who it is and what rules it follows. The tokens appear while they are written, and count against
the budget of the chain.</source>
        <translation>Fragt ein Sprachmodell, das für Gespräche trainiert wurde.

*System* sagt, wer es ist und welchen Regeln es folgt. Die Token erscheinen, während sie geschrieben werden, und zählen zum Budget der Kette.</translation>
    </message>
    <message>
        <source>Of a server that speaks OpenAI&apos;s API, such as https://api.openai.com/v1. Empty in the image node-llm, which has a model of its own.</source>
        <translation>Eines Servers, der OpenAIs API spricht, etwa https://api.openai.com/v1. Leer im Image node-llm, das ein eigenes Modell hat.</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Which of the server&apos;s models; empty takes its usual one.</source>
        <translation>Welches Modell des Servers; leer nimmt das übliche.</translation>
    </message>
    <message>
        <source>Most tokens</source>
        <translation>Höchstens Token</translation>
    </message>
    <message>
        <source>Then it ends.</source>
        <translation>Dann endet es.</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>0 always takes the likeliest.</source>
        <translation>0 nimmt immer das Wahrscheinlichste.</translation>
    </message>
    <message>
        <source>Texts that end the answer.</source>
        <translation>Texte, die die Antwort beenden.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>The same seed gives the same again, mostly.</source>
        <translation>Derselbe Startwert ergibt meist wieder dasselbe.</translation>
    </message>
    <message>
        <source>How long the server may say nothing.</source>
        <translation>Wie lange der Server schweigen darf.</translation>
    </message>
    <message>
        <source>What it is asked.</source>
        <translation>Was es gefragt wird.</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Rules for its answers.</source>
        <translation>Regeln für seine Antworten.</translation>
    </message>
    <message>
        <source>What the model wrote.</source>
        <translation>Was das Modell geschrieben hat.</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Of prompt and answer together.</source>
        <translation>Von Eingabe und Antwort zusammen.</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>False where the limit of tokens ended it.</source>
        <translation>Falsch, wo die Grenze der Token es beendet hat.</translation>
    </message>
    <message>
        <source>Complete text</source>
        <translation>Text fortsetzen</translation>
    </message>
    <message>
        <source>Let a language model go on with a text.

Good for models that were only trained on text: show it by examples what you want, and end with the beginning
of the answer. The tokens appear while they are written, and count against the budget of the chain.</source>
        <translation>Lässt ein Sprachmodell einen Text fortsetzen.

Gut für Modelle, die nur mit Text trainiert wurden: mit Beispielen zeigen, was gewünscht ist, und mit dem Anfang der Antwort enden. Die Token erscheinen, während sie geschrieben werden, und zählen zum Budget der Kette.</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>The text to go on with.</source>
        <translation>Der Text, der fortgesetzt wird.</translation>
    </message>
    <message>
        <source>Embed texts</source>
        <translation>Texte einbetten</translation>
    </message>
    <message>
        <source>Turn texts into vectors: texts of like meaning get vectors that are near to each other.</source>
        <translation>Macht Vektoren aus Texten: Texte ähnlicher Bedeutung bekommen Vektoren, die einander nahe sind.</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>One vector for each.</source>
        <translation>Ein Vektor für jeden.</translation>
    </message>
    <message>
        <source>Vectors</source>
        <translation>Vektoren</translation>
    </message>
    <message>
        <source>In the order of the texts.</source>
        <translation>In der Reihenfolge der Texte.</translation>
    </message>
    <message>
        <source>Bin numbers</source>
        <translation>Zahlen in Klassen</translation>
    </message>
    <message>
        <source>Sort numbers into classes: of equal width, of equally many rows, or between edges that you give.

A class is from its lower edge up to, without, its upper one; only the last has both. What lies outside of given
edges, and what is no finite number, gets no class and is counted.</source>
        <translation>Ordnet Zahlen in Klassen: von gleicher Breite, mit gleich vielen Zeilen oder zwischen Grenzen, die Sie angeben.

Eine Klasse reicht von ihrer unteren Grenze bis vor ihre obere; nur die letzte enthält beide. Was außerhalb der angegebenen
Grenzen liegt oder keine endliche Zahl ist, bekommt keine Klasse und wird gezählt.</translation>
    </message>
    <message>
        <source>Classes of</source>
        <translation>Art der Klassen</translation>
    </message>
    <message>
        <source>How they are made.</source>
        <translation>Wie sie entstehen.</translation>
    </message>
    <message>
        <source>equal width</source>
        <translation>gleiche Breite</translation>
    </message>
    <message>
        <source>equally many</source>
        <translation>gleich viele</translation>
    </message>
    <message>
        <source>edges</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>How many.</source>
        <translation>Wie viele.</translation>
    </message>
    <message>
        <source>Edges</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>For *edges*: such as 0, 18, 65, 120.</source>
        <translation>Für *Grenzen*: etwa 0, 18, 65, 120.</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>What stands in the new column.</source>
        <translation>Was in der neuen Spalte steht.</translation>
    </message>
    <message>
        <source>interval</source>
        <translation>Intervall</translation>
    </message>
    <message>
        <source>lower edge</source>
        <translation>untere Grenze</translation>
    </message>
    <message>
        <source>middle</source>
        <translation>Mitte</translation>
    </message>
    <message>
        <source>Of the new column; empty puts _bin behind the name.</source>
        <translation>Name der neuen Spalte; leer hängt _bin an den Namen an.</translation>
    </message>
    <message>
        <source>Convert types</source>
        <translation>Typen umwandeln</translation>
    </message>
    <message>
        <source>New types</source>
        <translation>Neue Typen</translation>
    </message>
    <message>
        <source>A column, and what it becomes.</source>
        <translation>Eine Spalte und was aus ihr wird.</translation>
    </message>
    <message>
        <source>Where a value does not fit</source>
        <translation>Wo ein Wert nicht passt</translation>
    </message>
    <message>
        <source>make it missing</source>
        <translation>fehlen lassen</translation>
    </message>
    <message>
        <source>Of texts.</source>
        <translation>In Texten.</translation>
    </message>
    <message>
        <source>Format of dates</source>
        <translation>Format der Daten</translation>
    </message>
    <message>
        <source>Such as %d.%m.%Y %H:%M; empty finds the usual ones.</source>
        <translation>Etwa %d.%m.%Y %H:%M; leer findet die üblichen.</translation>
    </message>
    <message>
        <source>Of texts without a format, such as 3/4/2024.</source>
        <translation>In Texten ohne Format, etwa 3/4/2024.</translation>
    </message>
    <message>
        <source>Cross-tabulate</source>
        <translation>Kreuztabelle</translation>
    </message>
    <message>
        <source>Count how often the values of two columns meet, or which share they have.

One row for each value of the first, one column for each of the second, with sums at the end.</source>
        <translation>Zählt, wie oft die Werte zweier Spalten zusammentreffen, oder welchen Anteil sie haben.

Eine Zeile für jeden Wert der ersten, eine Spalte für jeden der zweiten, mit Summen am Ende.</translation>
    </message>
    <message>
        <source>Close the statistics</source>
        <translation>Statistik schließen</translation>
    </message>
    <message>
        <source>There are no further figures for values of this type</source>
        <translation>Für Werte dieses Typs gibt es keine weiteren Zahlen</translation>
    </message>
    <message>
        <source>Most frequent</source>
        <translation>Am häufigsten</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Fehlend</translation>
    </message>
    <message>
        <source>Not finite</source>
        <translation>Nicht endlich</translation>
    </message>
    <message>
        <source>Least</source>
        <translation>Kleinster</translation>
    </message>
    <message>
        <source>Most</source>
        <translation>Größter</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittelwert</translation>
    </message>
    <message>
        <source>Standard deviation</source>
        <translation>Standardabweichung</translation>
    </message>
    <message>
        <source>25 %</source>
        <translation>25 %</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>75 %</source>
        <translation>75 %</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>Histogramm</translation>
    </message>
    <message>
        <source>{least} … {most}: {count:,}</source>
        <translation>{least} … {most}: {count:,}</translation>
    </message>
    <message>
        <source>Its values become rows.</source>
        <translation>Ihre Werte werden Zeilen.</translation>
    </message>
    <message>
        <source>Its values become columns.</source>
        <translation>Ihre Werte werden Spalten.</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Kennzahl</translation>
    </message>
    <message>
        <source>What to show.</source>
        <translation>Was gezeigt wird.</translation>
    </message>
    <message>
        <source>percent of row</source>
        <translation>Prozent der Zeile</translation>
    </message>
    <message>
        <source>percent of column</source>
        <translation>Prozent der Spalte</translation>
    </message>
    <message>
        <source>percent of all</source>
        <translation>Prozent von allem</translation>
    </message>
    <message>
        <source>Totals</source>
        <translation>Summen</translation>
    </message>
    <message>
        <source>A last row and a last column with the sums.</source>
        <translation>Eine letzte Zeile und eine letzte Spalte mit den Summen.</translation>
    </message>
    <message>
        <source>Describe</source>
        <translation>Beschreiben</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>Summarise every column: type, smallest and largest value, mean, quartiles, distinct and missing values.</source>
        <translation>Fasst jede Spalte zusammen: Typ, kleinster und größter Wert, Mittel, Quartile, verschiedene und fehlende Werte.</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Zusammenfassung</translation>
    </message>
    <message>
        <source>One row a column of the input.</source>
        <translation>Eine Zeile je Spalte der Eingabe.</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>Of each item that failed: item (counted from 0), node and reason.</source>
        <translation>Von jedem Element, bei dem es misslang: Element (ab 0 gezählt), Knoten und Grund.</translation>
    </message>
    <message>
        <source>The column to look at.</source>
        <translation>Die Spalte, auf die geschaut wird.</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>How to compare.</source>
        <translation>Wie verglichen wird.</translation>
    </message>
    <message>
        <source>=</source>
        <translation>=</translation>
    </message>
    <message>
        <source>≠</source>
        <translation>≠</translation>
    </message>
    <message>
        <source>&lt;</source>
        <translation>&lt;</translation>
    </message>
    <message>
        <source>≤</source>
        <translation>≤</translation>
    </message>
    <message>
        <source>&gt;</source>
        <translation>&gt;</translation>
    </message>
    <message>
        <source>≥</source>
        <translation>≥</translation>
    </message>
    <message>
        <source>contains</source>
        <translation>enthält</translation>
    </message>
    <message>
        <source>starts with</source>
        <translation>beginnt mit</translation>
    </message>
    <message>
        <source>matches</source>
        <translation>passt auf</translation>
    </message>
    <message>
        <source>is one of</source>
        <translation>ist eines von</translation>
    </message>
    <message>
        <source>is missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>is there</source>
        <translation>ist da</translation>
    </message>
    <message>
        <source>What to compare with, written as in the table.</source>
        <translation>Womit verglichen wird, geschrieben wie in der Tabelle.</translation>
    </message>
    <message>
        <source>Matching</source>
        <translation>Passende</translation>
    </message>
    <message>
        <source>Rows for which the condition holds.</source>
        <translation>Zeilen, für die die Bedingung gilt.</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>All other rows.</source>
        <translation>Alle anderen Zeilen.</translation>
    </message>
    <message>
        <source>Group and aggregate</source>
        <translation>Gruppieren und zusammenfassen</translation>
    </message>
    <message>
        <source>Group by</source>
        <translation>Gruppieren nach</translation>
    </message>
    <message>
        <source>Summarise</source>
        <translation>Zusammenfassen</translation>
    </message>
    <message>
        <source>Columns to summarise.</source>
        <translation>Spalten, die zusammengefasst werden.</translation>
    </message>
    <message>
        <source>Functions</source>
        <translation>Funktionen</translation>
    </message>
    <message>
        <source>What to compute of each.</source>
        <translation>Was von jeder berechnet wird.</translation>
    </message>
    <message>
        <source>distinct</source>
        <translation>verschiedene</translation>
    </message>
    <message>
        <source>standard deviation</source>
        <translation>Standardabweichung</translation>
    </message>
    <message>
        <source>first</source>
        <translation>erstes</translation>
    </message>
    <message>
        <source>last</source>
        <translation>letztes</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Verbund</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>Equal columns</source>
        <translation>Gleiche Spalten</translation>
    </message>
    <message>
        <source>Columns that both tables have.</source>
        <translation>Spalten, die beide Tabellen haben.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Which rows to keep.</source>
        <translation>Welche Zeilen bleiben.</translation>
    </message>
    <message>
        <source>inner</source>
        <translation>innen</translation>
    </message>
    <message>
        <source>left</source>
        <translation>links</translation>
    </message>
    <message>
        <source>right</source>
        <translation>rechts</translation>
    </message>
    <message>
        <source>full</source>
        <translation>voll</translation>
    </message>
    <message>
        <source>only left</source>
        <translation>nur links</translation>
    </message>
    <message>
        <source>Suffix</source>
        <translation>Zusatz</translation>
    </message>
    <message>
        <source>For names that both tables have.</source>
        <translation>Für Namen, die beide Tabellen haben.</translation>
    </message>
    <message>
        <source>Lists to table</source>
        <translation>Listen zu Tabelle</translation>
    </message>
    <message>
        <source>Put lists beside each other as the columns of a table.

Name the columns in the form: each becomes an input. The lists are equally long; a single value, or a list of
one, is repeated in every row.</source>
        <translation>Stellt Listen als Spalten einer Tabelle nebeneinander.

Benennen Sie die Spalten im Formular: Jede wird ein Eingang. Die Listen sind gleich lang; ein einzelner Wert oder
eine Liste mit einem Wert wird in jeder Zeile wiederholt.</translation>
    </message>
    <message>
        <source>Turn the values of a column into columns: one row for each year, one column for each country.

```
year  country  sales          year  FI  NO
2023  FI       4              2023  4   7
2023  NO       7       →      2024  5
2024  FI       5
```

With *the only one*, a place for which there are several values makes the node fail, so that none is lost;
otherwise say how to summarise them. Rows and new columns come in the order of their values.</source>
        <translation>Macht aus den Werten einer Spalte Spalten: eine Zeile für jedes Jahr, eine Spalte für jedes Land.

```
year  country  sales          year  FI  NO
2023  FI       4              2023  4   7
2023  NO       7       →      2024  5
2024  FI       5
```

Mit *das einzige* lässt eine Stelle, für die es mehrere Werte gibt, den Knoten scheitern, damit keiner verloren geht;
sonst sagt man, wie sie zusammengefasst werden. Zeilen und neue Spalten kommen in der Folge ihrer Werte.</translation>
    </message>
    <message>
        <source>Read table</source>
        <translation>Tabelle lesen</translation>
    </message>
    <message>
        <source>The file to read.</source>
        <translation>Die Datei, die gelesen wird.</translation>
    </message>
    <message>
        <source>Kind of file</source>
        <translation>Art der Datei</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>auto</translation>
    </message>
    <message>
        <source>csv</source>
        <translation>csv</translation>
    </message>
    <message>
        <source>json</source>
        <translation>json</translation>
    </message>
    <message>
        <source>jsonl</source>
        <translation>jsonl</translation>
    </message>
    <message>
        <source>parquet</source>
        <translation>parquet</translation>
    </message>
    <message>
        <source>excel</source>
        <translation>excel</translation>
    </message>
    <message>
        <source>Separator</source>
        <translation>Trennzeichen</translation>
    </message>
    <message>
        <source>How letters are stored in a text file.</source>
        <translation>Wie Buchstaben in einer Textdatei gespeichert sind.</translation>
    </message>
    <message>
        <source>First line is a header</source>
        <translation>Erste Zeile ist eine Kopfzeile</translation>
    </message>
    <message>
        <source>Whether a text file or sheet starts with names.</source>
        <translation>Ob eine Textdatei oder ein Blatt mit Namen beginnt.</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>Missing values</source>
        <translation>Fehlende Werte</translation>
    </message>
    <message>
        <source>Texts that mean: no value here.</source>
        <translation>Texte, die bedeuten: hier ist kein Wert.</translation>
    </message>
    <message>
        <source>Excel sheet</source>
        <translation>Excel-Blatt</translation>
    </message>
    <message>
        <source>&quot;</source>
        <translation>&quot;</translation>
    </message>
    <message>
        <source>&apos;</source>
        <translation>&apos;</translation>
    </message>
    <message>
        <source>The rows and columns of the file.</source>
        <translation>Die Zeilen und Spalten der Datei.</translation>
    </message>
    <message>
        <source>Records to table</source>
        <translation>Datensätze zu Tabelle</translation>
    </message>
    <message>
        <source>Make a table of a list of JSON objects, as web services answer with: one row an object.

Nested objects become columns of their own with a dot in the name: `{&quot;rate&quot;: {&quot;eur&quot;: 1}}` gives
`rate.eur`. Objects may lack keys; those values are missing.</source>
        <translation>Macht eine Tabelle aus einer Liste von JSON-Objekten, wie Webdienste sie liefern: eine Zeile je Objekt.

Verschachtelte Objekte werden eigene Spalten mit einem Punkt im Namen: `{&quot;rate&quot;: {&quot;eur&quot;: 1}}` ergibt `rate.eur`. Objekten dürfen Schlüssel fehlen; diese Werte fehlen dann.</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Datensätze</translation>
    </message>
    <message>
        <source>A list of JSON objects, or one object of equally long lists.</source>
        <translation>Eine Liste von JSON-Objekten, oder ein Objekt aus gleich langen Listen.</translation>
    </message>
    <message>
        <source>SQL</source>
        <translation>SQL</translation>
    </message>
    <message>
        <source>Query any number of wired tables with SQL (DuckDB).

Name the tables in the form: each becomes an input of the node, and a table of the query.

```sql
SELECT species, avg(body_mass_g) AS mean_mass
FROM penguins
GROUP BY species
```

The query sees the wired tables and nothing else: it can read no file and reach no host.</source>
        <translation>Fragt beliebig viele verbundene Tabellen mit SQL (DuckDB) ab.

Die Tabellen im Formular benennen: jede wird eine Eingabe des Knotens und eine Tabelle der Abfrage.

```sql
SELECT species, avg(body_mass_g) AS mean_mass
FROM penguins
GROUP BY species
```

Die Abfrage sieht die verbundenen Tabellen und sonst nichts: sie kann keine Datei lesen und keinen Rechner erreichen.</translation>
    </message>
    <message>
        <source>Names of the tables; each is an input.</source>
        <translation>Namen der Tabellen; jede ist eine Eingabe.</translation>
    </message>
    <message>
        <source>Query</source>
        <translation>Abfrage</translation>
    </message>
    <message>
        <source>One SELECT statement.</source>
        <translation>Eine SELECT-Anweisung.</translation>
    </message>
    <message>
        <source>What the query selects.</source>
        <translation>Was die Abfrage auswählt.</translation>
    </message>
    <message>
        <source>Select columns</source>
        <translation>Spalten auswählen</translation>
    </message>
    <message>
        <source>Keep, drop, order and rename columns.

*Keep* lists the columns that stay, in that order; empty keeps all. *Drop* removes some of them.
*Rename* gives new names to old ones.</source>
        <translation>Spalten behalten, weglassen, ordnen und umbenennen.

*Behalten* nennt die Spalten, die bleiben, in dieser Reihenfolge; leer behält alle. *Weglassen* entfernt einige davon. *Umbenennen* gibt alten Namen neue.</translation>
    </message>
    <message>
        <source>Empty keeps all columns.</source>
        <translation>Leer behält alle Spalten.</translation>
    </message>
    <message>
        <source>Columns to leave out.</source>
        <translation>Spalten, die weggelassen werden.</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Old name to new name.</source>
        <translation>Alter Name zu neuem Namen.</translation>
    </message>
    <message>
        <source>Sort rows</source>
        <translation>Zeilen sortieren</translation>
    </message>
    <message>
        <source>Sort a table by one or more columns; missing values come last.

With *keep* above 0 only that many rows stay: the largest, or smallest, few.</source>
        <translation>Sortiert eine Tabelle nach einer oder mehreren Spalten; fehlende Werte kommen zuletzt.

Mit *Höchstens behalten* über 0 bleiben nur so viele Zeilen: die größten oder kleinsten.</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>What the file holds; auto looks into it.</source>
        <translation>Was die Datei enthält; auto schaut hinein.</translation>
    </message>
    <message>
        <source>What stands between two values of a text file; none reads one column.</source>
        <translation>Was zwischen zwei Werten einer Textdatei steht; none liest eine Spalte.</translation>
    </message>
    <message>
        <source>Excel range</source>
        <translation>Excel-Bereich</translation>
    </message>
    <message>
        <source>Cells to read, as B3:F20; empty reads all.</source>
        <translation>Zellen, die gelesen werden, etwa B3:F20; leer liest alle.</translation>
    </message>
    <message>
        <source>Lines to skip</source>
        <translation>Zeilen überspringen</translation>
    </message>
    <message>
        <source>Lines above the header; empty guesses it in text files.</source>
        <translation>Zeilen über der Kopfzeile; leer wird bei Textdateien geraten.</translation>
    </message>
    <message>
        <source>Quote</source>
        <translation>Anführungszeichen</translation>
    </message>
    <message>
        <source>What stands around values with separators in them.</source>
        <translation>Was Werte umgibt, die Trennzeichen enthalten.</translation>
    </message>
    <message>
        <source>Comment sign</source>
        <translation>Kommentarzeichen</translation>
    </message>
    <message>
        <source>Lines that begin with it are left out.</source>
        <translation>Zeilen, die damit beginnen, werden ausgelassen.</translation>
    </message>
    <message>
        <source>Decimal sign</source>
        <translation>Dezimalzeichen</translation>
    </message>
    <message>
        <source>What stands before the fraction of a number.</source>
        <translation>Was vor den Nachkommastellen einer Zahl steht.</translation>
    </message>
    <message>
        <source>.</source>
        <translation>.</translation>
    </message>
    <message>
        <source>,</source>
        <translation>,</translation>
    </message>
    <message>
        <source>Thousands sign</source>
        <translation>Tausendertrennzeichen</translation>
    </message>
    <message>
        <source>What stands between groups of digits.</source>
        <translation>Was zwischen Zifferngruppen steht.</translation>
    </message>
    <message>
        <source>Order of dates</source>
        <translation>Reihenfolge in Daten</translation>
    </message>
    <message>
        <source>Auto takes the one order that fits all rows.</source>
        <translation>Auto nimmt die eine Reihenfolge, die zu allen Zeilen passt.</translation>
    </message>
    <message>
        <source>day first</source>
        <translation>Tag zuerst</translation>
    </message>
    <message>
        <source>month first</source>
        <translation>Monat zuerst</translation>
    </message>
    <message>
        <source>year first</source>
        <translation>Jahr zuerst</translation>
    </message>
    <message>
        <source>Column types</source>
        <translation>Spaltentypen</translation>
    </message>
    <message>
        <source>Types of columns by name; the others are found.</source>
        <translation>Typen der Spalten nach Namen; die anderen werden ermittelt.</translation>
    </message>
    <message>
        <source>date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Live preview</source>
        <translation>Live-Vorschau</translation>
    </message>
    <message>
        <source>Show what the selected node gives, on the first rows, while the chain is drawn; once more to turn it off</source>
        <translation>Zeigt an den ersten Zeilen, was der gewählte Knoten gibt, während die Kette entsteht; noch einmal schaltet es aus</translation>
    </message>
    <message>
        <source>Draw a chart of a table.

Choose the kind and the columns; dates, numbers and categories get the fitting axis by themselves. The
chart comes out as PNG, as SVG, and as the Vega-Lite specification it was made from. What the choices do
not cover can be written under *Overrides*, which are merged into that specification.

A table may have any number of rows: of more than 50,000 the bars of a histogram and the groups are counted first,
points become a density, a line keeps its lowest and highest values, and what is drawn of a sample says so.</source>
        <translation>Zeichnet ein Diagramm einer Tabelle.

Art und Spalten werden gewählt; Daten, Zahlen und Kategorien bekommen von selbst die passende Achse. Das
Diagramm kommt als PNG, als SVG und als die Vega-Lite-Beschreibung heraus, aus der es gemacht ist. Was die
Felder nicht bieten, steht unter *Überschreiben* und wird in diese Beschreibung eingefügt.

Eine Tabelle darf beliebig viele Zeilen haben: Bei mehr als 50.000 werden die Balken eines Histogramms und die Gruppen
vorher gezählt, Punkte werden zu einer Dichte, eine Linie behält ihre tiefsten und höchsten Werte, und was aus einer
Stichprobe gezeichnet ist, sagt es.</translation>
    </message>
    <message>
        <source>Make numbers, dates or texts of columns of another type.

Text is read as **Read table** reads it. A format such as `%d.%m.%Y` says how dates are written where they are
(or become) text. A value that does not fit, also a fraction where a whole number is wanted, makes the node fail
with its row, or becomes missing and is counted. An empty text is a missing value.</source>
        <translation>Macht aus Spalten eines anderen Typs Zahlen, Daten oder Texte.

Text wird gelesen, wie **Tabelle lesen** ihn liest. Ein Format wie `%d.%m.%Y` sagt, wie Daten geschrieben sind, wo sie
Text sind (oder werden). Ein Wert, der nicht passt, auch ein Bruch, wo eine ganze Zahl verlangt ist, lässt den Knoten unter
Angabe seiner Zeile fehlschlagen, oder er fehlt danach und wird gezählt. Ein leerer Text ist ein fehlender Wert.</translation>
    </message>
    <message>
        <source>date and time</source>
        <translation>Datum und Uhrzeit</translation>
    </message>
    <message>
        <source>time</source>
        <translation>Uhrzeit</translation>
    </message>
    <message>
        <source>Fill missing values</source>
        <translation>Fehlende Werte füllen</translation>
    </message>
    <message>
        <source>Put values where there are none: one that you write, the value above or below, or a figure of the column.

- *a value* is written as in the table, and must be of the type of each column;
- *previous* and *next* take that of the nearest row which has one, in the order of the table;
- *mean* and *median* are of the numbers in the column, *most frequent*, *min* and *max* of any values.

With groups, previous rows and figures are those of the same group. NaN counts as missing. Where there is nothing
to take (no row above, no value in the group) it stays missing.</source>
        <translation>Setzt Werte ein, wo keine sind: einen angegebenen, den Wert darüber oder darunter oder eine Kennzahl der Spalte.

- *ein Wert* wird wie in der Tabelle geschrieben und muss zum Typ jeder Spalte passen;
- *vorheriger* und *nächster* nehmen den der nächstgelegenen Zeile, die einen hat, in der Reihenfolge der Tabelle;
- *Mittel* und *Median* gelten den Zahlen der Spalte, *häufigster*, *Minimum* und *Maximum* beliebigen Werten.

Mit Gruppen sind vorherige Zeilen und Kennzahlen die derselben Gruppe. NaN gilt als fehlend. Wo nichts zu nehmen ist
(keine Zeile darüber, kein Wert in der Gruppe), fehlt der Wert weiterhin.</translation>
    </message>
    <message>
        <source>Empty takes all columns (for mean and median all of numbers).</source>
        <translation>Leer nimmt alle Spalten (für Mittel und Median alle mit Zahlen).</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>Nehmen</translation>
    </message>
    <message>
        <source>a value</source>
        <translation>ein Wert</translation>
    </message>
    <message>
        <source>previous</source>
        <translation>vorheriger</translation>
    </message>
    <message>
        <source>next</source>
        <translation>nächster</translation>
    </message>
    <message>
        <source>most frequent</source>
        <translation>häufigster</translation>
    </message>
    <message>
        <source>For *a value*: what to put there.</source>
        <translation>Für *ein Wert*: was dorthin kommt.</translation>
    </message>
    <message>
        <source>Within groups of</source>
        <translation>Innerhalb von Gruppen nach</translation>
    </message>
    <message>
        <source>Keep the rows of a table for which a condition holds; the others come out below.

- *contains* and *starts with* compare text, *matches* takes a regular expression;
- *is one of* takes values separated by commas;
- a missing value satisfies no condition but *is missing*.

Further conditions are joined by *and* or *or*. *And* binds closer: `a and b or c` keeps the rows for which both a
and b hold, and those for which c does.</source>
        <translation>Behält die Zeilen einer Tabelle, für die eine Bedingung gilt; die anderen kommen darunter heraus.

- *enthält* und *beginnt mit* vergleichen Text, *passt auf* nimmt einen regulären Ausdruck;
- *ist eines von* nimmt durch Kommas getrennte Werte;
- ein fehlender Wert erfüllt keine Bedingung außer *fehlt*.

Weitere Bedingungen werden mit *und* oder *oder* verbunden. *Und* bindet enger: `a and b or c` behält die Zeilen, für die
sowohl a als auch b gilt, und die, für die c gilt.</translation>
    </message>
    <message>
        <source>Further conditions</source>
        <translation>Weitere Bedingungen</translation>
    </message>
    <message>
        <source>and</source>
        <translation>und</translation>
    </message>
    <message>
        <source>or</source>
        <translation>oder</translation>
    </message>
    <message>
        <source>Joined</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>Formula column</source>
        <translation>Formelspalte</translation>
    </message>
    <message>
        <source>Compute a column from the others of each row, with an expression of SQL (DuckDB).

- `weight / (height * height)` for numbers; names with blanks stand in double quotes: `&quot;body mass&quot; * 2`;
- `lower(city) || &apos;, &apos; || country` for text, `date_diff(&apos;day&apos;, ordered, delivered)` for dates;
- `CASE WHEN age &lt; 18 THEN &apos;child&apos; ELSE &apos;adult&apos; END` for choices;
- `sum(sales) OVER (PARTITION BY year)` for figures of a group.

A column of that name is replaced where it stands. An expression that fails in one row makes the node fail;
`TRY(…)` gives a missing value there instead.</source>
        <translation>Berechnet eine Spalte aus den anderen jeder Zeile, mit einem Ausdruck in SQL (DuckDB).

- `weight / (height * height)` für Zahlen; Namen mit Leerzeichen stehen in doppelten Anführungszeichen: `&quot;body mass&quot; * 2`;
- `lower(city) || &apos;, &apos; || country` für Text, `date_diff(&apos;day&apos;, ordered, delivered)` für Daten;
- `CASE WHEN age &lt; 18 THEN &apos;child&apos; ELSE &apos;adult&apos; END` für Fallunterscheidungen;
- `sum(sales) OVER (PARTITION BY year)` für Kennzahlen einer Gruppe.

Eine Spalte dieses Namens wird an ihrem Platz ersetzt. Ein Ausdruck, der in einer Zeile fehlschlägt, lässt den Knoten
fehlschlagen; `TRY(…)` ergibt dort stattdessen einen fehlenden Wert.</translation>
    </message>
    <message>
        <source>Of the column that is made.</source>
        <translation>Name der Spalte, die entsteht.</translation>
    </message>
    <message>
        <source>What to compute for each row.</source>
        <translation>Was für jede Zeile berechnet wird.</translation>
    </message>
    <message>
        <source>Group rows that are equal in some columns and compute figures for each group.

Every function is applied to every column to summarise: *mean* of `body_mass_g` becomes
`body_mass_g_mean`. Under *Figures* each column has a function (and a name) of its own: the mean of one, the
largest of another. The number of rows is always there as `rows`. Without columns to group by, the whole table is
one group. *First* and *last* go by the order of the rows.</source>
        <translation>Gruppiert Zeilen, die in einigen Spalten gleich sind, und berechnet Kennzahlen für jede Gruppe.

Jede Funktion wird auf jede Spalte angewandt, die zusammengefasst wird: *Mittel* von `body_mass_g` wird
`body_mass_g_mean`. Unter *Kennzahlen* hat jede Spalte eine eigene Funktion (und einen eigenen Namen): das Mittel der einen,
den größten Wert einer anderen. Die Anzahl der Zeilen ist immer als `rows` da. Ohne Spalten zum Gruppieren ist die ganze
Tabelle eine Gruppe. *Erstes* und *letztes* richten sich nach der Reihenfolge der Zeilen.</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Kennzahlen</translation>
    </message>
    <message>
        <source>Further figures, each of one column.</source>
        <translation>Weitere Kennzahlen, jede von einer Spalte.</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>Funktion</translation>
    </message>
    <message>
        <source>Put two tables side by side where the values of some columns are equal.

- *inner*: rows that match in both;
- *left*, *right*, *full*: also the rows of that side (or both) that match nothing;
- *only left*: rows of the left table that match nothing.

Columns that are equal may have one name in both tables or two. Numbers match numbers and text matches text;
whole numbers beside numbers with a fraction, or text beside numbers, match once you say how to compare them. A
missing value matches nothing. Of equal columns the left one stays; a further column of the right table whose name
the left one has too gets the suffix. Rows that are left out are counted, except of tables too large for memory.</source>
        <translation>Stellt zwei Tabellen nebeneinander, wo die Werte einiger Spalten gleich sind.

- *innen*: Zeilen, die in beiden zusammenpassen;
- *links*, *rechts*, *voll*: auch die Zeilen dieser Seite (oder beider), die zu nichts passen;
- *nur links*: Zeilen der linken Tabelle, die zu nichts passen.

Gleiche Spalten dürfen in beiden Tabellen einen Namen haben oder zwei. Zahlen passen zu Zahlen und Text zu Text; ganze
Zahlen neben Zahlen mit Nachkommastellen oder Text neben Zahlen passen, sobald Sie sagen, wie sie verglichen werden. Ein
fehlender Wert passt zu nichts. Von gleichen Spalten bleibt die linke; eine weitere Spalte der rechten Tabelle, deren Namen
auch die linke hat, bekommt den Zusatz. Weggelassene Zeilen werden gezählt, außer bei Tabellen, die zu groß für den Speicher sind.</translation>
    </message>
    <message>
        <source>Of two names</source>
        <translation>Mit zwei Namen</translation>
    </message>
    <message>
        <source>A column of the left table, and its like of the right one.</source>
        <translation>Eine Spalte der linken Tabelle und ihr Gegenstück der rechten.</translation>
    </message>
    <message>
        <source>How values of two types are compared.</source>
        <translation>Wie Werte zweier Typen verglichen werden.</translation>
    </message>
    <message>
        <source>as they are</source>
        <translation>wie sie sind</translation>
    </message>
    <message>
        <source>as numbers</source>
        <translation>als Zahlen</translation>
    </message>
    <message>
        <source>as text</source>
        <translation>als Text</translation>
    </message>
    <message>
        <source>Pivot</source>
        <translation>Pivot</translation>
    </message>
    <message>
        <source>Columns that stay: one row for each of their values.</source>
        <translation>Spalten, die bleiben: eine Zeile für jeden ihrer Werte.</translation>
    </message>
    <message>
        <source>New columns from</source>
        <translation>Neue Spalten aus</translation>
    </message>
    <message>
        <source>Its values become names of columns.</source>
        <translation>Ihre Werte werden Namen von Spalten.</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>What stands in them.</source>
        <translation>Was in ihnen steht.</translation>
    </message>
    <message>
        <source>Of several take</source>
        <translation>Von mehreren nehmen</translation>
    </message>
    <message>
        <source>Where several values meet.</source>
        <translation>Wo mehrere Werte zusammentreffen.</translation>
    </message>
    <message>
        <source>the only one</source>
        <translation>das einzige</translation>
    </message>
    <message>
        <source>Read a table from a CSV, TSV, JSON, JSON lines, Parquet or Excel file.

The kind follows from what the file holds and from its suffix; files packed with gzip, zstd or bz2 are
unpacked. How a text file is written (encoding, separator, quotes, header, lines above it, decimal sign,
order of day and month) is guessed, and each guess that is no plain CSV is told; set it under
*More options* where the guess is wrong. Column types (numbers, dates, yes/no) are those that all rows fit;
where dates or numbers can be read in two ways, the column stays text.

Several files of one kind, or all sheets of a workbook, are read below each other: their columns go together by
name, and a column of origin says where each row comes from.

A file with broken quoting, rows of unlike length or mixed encodings is refused with the line at fault.</source>
        <translation>Liest eine Tabelle aus einer CSV-, TSV-, JSON-, JSON-Lines-, Parquet- oder Excel-Datei.

Die Art ergibt sich aus dem Inhalt der Datei und aus ihrer Endung; mit gzip, zstd oder bz2 gepackte Dateien werden entpackt. Wie eine Textdatei geschrieben ist (Kodierung, Trennzeichen, Anführungszeichen, Kopfzeile, Zeilen darüber, Dezimalzeichen, Reihenfolge von Tag und Monat), wird geraten, und jede Annahme, die von einfachem CSV abweicht, wird gemeldet; wo falsch geraten wurde, unter *Weitere Optionen* setzen. Spaltentypen (Zahlen, Daten, ja/nein) sind die, zu denen alle Zeilen passen; wo Daten oder Zahlen auf zwei Arten gelesen werden können, bleibt die Spalte Text.

Mehrere Dateien einer Art, oder alle Blätter einer Arbeitsmappe, werden untereinander gelesen: ihre Spalten gehen nach dem
Namen zusammen, und eine Herkunftsspalte sagt, woher jede Zeile kommt.

Eine Datei mit kaputten Anführungszeichen, ungleich langen Zeilen oder gemischten Kodierungen wird mit Angabe der Zeile abgelehnt.</translation>
    </message>
    <message>
        <source>Its name; empty takes the first that is not hidden, * all of those.</source>
        <translation>Ihr Name; leer nimmt das erste, das nicht verborgen ist, * alle davon.</translation>
    </message>
    <message>
        <source>Other files</source>
        <translation>Weitere Dateien</translation>
    </message>
    <message>
        <source>Names of files in the same folder that are read, too, such as orders-*.csv.</source>
        <translation>Namen von Dateien im selben Ordner, die mitgelesen werden, etwa orders-*.csv.</translation>
    </message>
    <message>
        <source>Several files or sheets</source>
        <translation>Mehrere Dateien oder Blätter</translation>
    </message>
    <message>
        <source>Says which file or sheet a row is from; empty for none.</source>
        <translation>Sagt, aus welcher Datei oder welchem Blatt eine Zeile ist; leer für keine.</translation>
    </message>
    <message>
        <source>Remove duplicates</source>
        <translation>Doppelte entfernen</translation>
    </message>
    <message>
        <source>Keep one of the rows that are equal; the others come out below.

Rows are equal where all columns are, or only those that you name: customers with the same `email`, say. The
order of the rows stays. Missing values are equal to each other here.</source>
        <translation>Behält eine der Zeilen, die gleich sind; die anderen kommen darunter heraus.

Zeilen sind gleich, wenn alle Spalten es sind, oder nur die, die Sie nennen: etwa Kunden mit derselben `email`. Die
Reihenfolge der Zeilen bleibt. Fehlende Werte sind hier einander gleich.</translation>
    </message>
    <message>
        <source>Equal in</source>
        <translation>Gleich in</translation>
    </message>
    <message>
        <source>Columns to compare; empty compares all.</source>
        <translation>Spalten, die verglichen werden; leer vergleicht alle.</translation>
    </message>
    <message>
        <source>Which of several; none drops all that have a twin.</source>
        <translation>Welche von mehreren; keine lässt alle weg, die einen Zwilling haben.</translation>
    </message>
    <message>
        <source>Unique</source>
        <translation>Eindeutige</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>Doppelte</translation>
    </message>
    <message>
        <source>The rows that were left out.</source>
        <translation>Die weggelassenen Zeilen.</translation>
    </message>
    <message>
        <source>Sample rows</source>
        <translation>Stichprobe ziehen</translation>
    </message>
    <message>
        <source>Take some rows at random; the others come out below, so that one is for learning and the other for testing.

The same seed takes the same rows again. With a column to balance, each of its values keeps its share (or, by
number of rows, gives that many).</source>
        <translation>Nimmt zufällig einige Zeilen; die anderen kommen darunter heraus, sodass die einen zum Lernen und die anderen zum Testen dienen.

Derselbe Startwert nimmt wieder dieselben Zeilen. Mit einer Spalte zum Ausgleichen behält jeder ihrer Werte seinen Anteil
(oder gibt, bei einer Anzahl von Zeilen, so viele ab).</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Menge</translation>
    </message>
    <message>
        <source>How many rows, or percent of them.</source>
        <translation>Wie viele Zeilen oder Prozent davon.</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>What the amount means.</source>
        <translation>Was die Menge bedeutet.</translation>
    </message>
    <message>
        <source>percent</source>
        <translation>Prozent</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Balance by</source>
        <translation>Ausgleichen nach</translation>
    </message>
    <message>
        <source>A column whose values keep their shares.</source>
        <translation>Eine Spalte, deren Werte ihre Anteile behalten.</translation>
    </message>
    <message>
        <source>Another number takes other rows.</source>
        <translation>Eine andere Zahl nimmt andere Zeilen.</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>Stichprobe</translation>
    </message>
    <message>
        <source>Sort by the first, then among equals by the next.</source>
        <translation>Nach der ersten sortieren, unter Gleichen nach der nächsten.</translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation>Größte zuerst</translation>
    </message>
    <message>
        <source>The other way</source>
        <translation>Umgekehrte Reihenfolge</translation>
    </message>
    <message>
        <source>Of these columns, those that go the other way.</source>
        <translation>Die unter diesen Spalten, nach denen umgekehrt sortiert wird.</translation>
    </message>
    <message>
        <source>Keep at most</source>
        <translation>Höchstens behalten</translation>
    </message>
    <message>
        <source>How many rows to keep; 0 keeps all.</source>
        <translation>Wie viele Zeilen bleiben; 0 behält alle.</translation>
    </message>
    <message>
        <source>Split column</source>
        <translation>Spalte teilen</translation>
    </message>
    <message>
        <source>Take a text apart at a separator, or a list into its items: into columns, or into rows below each other.

Into columns: without names there are as many as the longest text has parts; with names the last takes what is
left. Into rows: the other columns are repeated for each part.</source>
        <translation>Zerlegt einen Text an einem Trennzeichen oder eine Liste in ihre Elemente: in Spalten oder in Zeilen untereinander.

In Spalten: ohne Namen gibt es so viele, wie der längste Text Teile hat; mit Namen nimmt die letzte, was
übrig ist. In Zeilen: die anderen Spalten werden für jeden Teil wiederholt.</translation>
    </message>
    <message>
        <source>What stands between two parts.</source>
        <translation>Was zwischen zwei Teilen steht.</translation>
    </message>
    <message>
        <source>Into</source>
        <translation>In</translation>
    </message>
    <message>
        <source>columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>Namen</translation>
    </message>
    <message>
        <source>Names of the new columns.</source>
        <translation>Namen der neuen Spalten.</translation>
    </message>
    <message>
        <source>Without blanks</source>
        <translation>Ohne Leerzeichen</translation>
    </message>
    <message>
        <source>Around each part.</source>
        <translation>Um jeden Teil.</translation>
    </message>
    <message>
        <source>Keep the column</source>
        <translation>Spalte behalten</translation>
    </message>
    <message>
        <source>Beside its parts.</source>
        <translation>Neben ihren Teilen.</translation>
    </message>
    <message>
        <source>Table to records</source>
        <translation>Tabelle zu Datensätzen</translation>
    </message>
    <message>
        <source>Turn a table into a list of JSON objects, one a row.</source>
        <translation>Macht aus einer Tabelle eine Liste von JSON-Objekten, eines je Zeile.</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Grenze</translation>
    </message>
    <message>
        <source>At most this many rows.</source>
        <translation>Höchstens so viele Zeilen.</translation>
    </message>
    <message>
        <source>Top rows of groups</source>
        <translation>Oberste Zeilen je Gruppe</translation>
    </message>
    <message>
        <source>Keep the rows of each group that are largest (or smallest) in a column: the three longest films of each year.

Without groups it takes them of the whole table. Groups come in their order, in them the largest first. Rows
without a value are never among them.</source>
        <translation>Behält die Zeilen jeder Gruppe, die in einer Spalte am größten (oder kleinsten) sind: die drei längsten Filme jedes Jahres.

Ohne Gruppen kommen sie aus der ganzen Tabelle. Gruppen kommen in ihrer Reihenfolge, in ihnen das Größte zuerst. Zeilen
ohne Wert sind nie darunter.</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Nach</translation>
    </message>
    <message>
        <source>The column that decides.</source>
        <translation>Die Spalte, die entscheidet.</translation>
    </message>
    <message>
        <source>How many of each group.</source>
        <translation>Wie viele von jeder Gruppe.</translation>
    </message>
    <message>
        <source>Take the</source>
        <translation>Nehmen die</translation>
    </message>
    <message>
        <source>largest</source>
        <translation>größten</translation>
    </message>
    <message>
        <source>smallest</source>
        <translation>kleinsten</translation>
    </message>
    <message>
        <source>Ties</source>
        <translation>Gleichstand</translation>
    </message>
    <message>
        <source>Of equal rows at the end take the first, or all, so that there may be more.</source>
        <translation>Von gleichen Zeilen am Ende die erste nehmen oder alle, sodass es mehr sein können.</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>Union</source>
        <translation>Vereinigen</translation>
    </message>
    <message>
        <source>Put the rows of several tables below each other.

Name the tables in the form: each becomes an input. Columns go together by their names (one that a table has not
got is missing in its rows, and that is told), or by their position. Numbers of several kinds become one kind that
holds them all; other types go together only as text.</source>
        <translation>Stellt die Zeilen mehrerer Tabellen untereinander.

Die Tabellen im Formular benennen: jede wird eine Eingabe. Spalten gehören nach ihren Namen zusammen (eine, die eine Tabelle
nicht hat, fehlt in deren Zeilen, und das wird gemeldet) oder nach ihrer Position. Zahlen mehrerer Arten werden zu einer Art,
die alle fasst; andere Typen passen nur als Text zusammen.</translation>
    </message>
    <message>
        <source>Columns go together by</source>
        <translation>Spalten gehören zusammen nach</translation>
    </message>
    <message>
        <source>position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Where types do not go together</source>
        <translation>Wo Typen nicht zusammenpassen</translation>
    </message>
    <message>
        <source>make text</source>
        <translation>Text daraus machen</translation>
    </message>
    <message>
        <source>Column of origin</source>
        <translation>Herkunftsspalte</translation>
    </message>
    <message>
        <source>A column of this name tells from which table a row comes.</source>
        <translation>Eine Spalte dieses Namens sagt, aus welcher Tabelle eine Zeile kommt.</translation>
    </message>
    <message>
        <source>Unpivot</source>
        <translation>Entpivotieren</translation>
    </message>
    <message>
        <source>Turn columns into rows: from one column a year to a column *year* and a column *value*.

Columns to keep are repeated in every row. The order is that of the rows, in them that of the columns. Numbers of
several kinds become one kind that holds them all; other types only together as text.</source>
        <translation>Macht aus Spalten Zeilen: aus einer Spalte je Jahr eine Spalte *Jahr* und eine Spalte *Wert*.

Spalten, die bleiben, werden in jeder Zeile wiederholt. Die Reihenfolge ist die der Zeilen, in ihnen die der Spalten. Zahlen
mehrerer Arten werden zu einer Art, die alle fasst; andere Typen nur als Text.</translation>
    </message>
    <message>
        <source>Columns that stay.</source>
        <translation>Spalten, die bleiben.</translation>
    </message>
    <message>
        <source>To rows</source>
        <translation>In Zeilen</translation>
    </message>
    <message>
        <source>Columns that become rows; empty takes all that do not stay.</source>
        <translation>Spalten, die Zeilen werden; leer nimmt alle, die nicht bleiben.</translation>
    </message>
    <message>
        <source>Column of names</source>
        <translation>Spalte für Namen</translation>
    </message>
    <message>
        <source>Column of values</source>
        <translation>Spalte für Werte</translation>
    </message>
    <message>
        <source>Whether there is a row for a value that is not there.</source>
        <translation>Ob es für einen Wert, der fehlt, eine Zeile gibt.</translation>
    </message>
    <message>
        <source>keep</source>
        <translation>behalten</translation>
    </message>
    <message>
        <source>As text</source>
        <translation>Als Text</translation>
    </message>
    <message>
        <source>Make text of all values, so that any columns go together.</source>
        <translation>Aus allen Werten Text machen, sodass beliebige Spalten zusammenpassen.</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Add a column computed from rows around each row: its rank, a running sum, the value before it.

Rows are looked at in the order of some columns (without, in that of the table), within groups if you name some;
they come out in the order in which they came.

- *rank* gives equal rows the same number and leaves a gap behind them, *dense rank* leaves none;
- *moving mean* and *moving sum* are of so many rows up to this one; *previous*, *next*, *difference* and
  *percent change* look so many rows back or ahead;
- *share of group* is the part (0 to 1) of the sum of the group.</source>
        <translation>Fügt eine Spalte hinzu, die aus Zeilen rund um jede Zeile berechnet wird: ihr Rang, eine laufende Summe, der Wert davor.

Die Zeilen werden in der Reihenfolge einiger Spalten betrachtet (ohne solche in der der Tabelle), innerhalb von Gruppen, wenn
Sie welche nennen; heraus kommen sie in der Reihenfolge, in der sie kamen.

- *Rang* gibt gleichen Zeilen dieselbe Zahl und lässt dahinter eine Lücke, *dichter Rang* lässt keine;
- *gleitendes Mittel* und *gleitende Summe* gelten so vielen Zeilen bis zu dieser; *vorheriger*, *nächster*, *Differenz* und
  *Änderung in Prozent* schauen so viele Zeilen zurück oder voraus;
- *Anteil an der Gruppe* ist der Teil (0 bis 1) an der Summe der Gruppe.</translation>
    </message>
    <message>
        <source>What to compute.</source>
        <translation>Was berechnet wird.</translation>
    </message>
    <message>
        <source>row number</source>
        <translation>Zeilennummer</translation>
    </message>
    <message>
        <source>rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <source>dense rank</source>
        <translation>dichter Rang</translation>
    </message>
    <message>
        <source>running sum</source>
        <translation>laufende Summe</translation>
    </message>
    <message>
        <source>running mean</source>
        <translation>laufendes Mittel</translation>
    </message>
    <message>
        <source>running min</source>
        <translation>laufendes Minimum</translation>
    </message>
    <message>
        <source>running max</source>
        <translation>laufendes Maximum</translation>
    </message>
    <message>
        <source>running count</source>
        <translation>laufende Anzahl</translation>
    </message>
    <message>
        <source>moving mean</source>
        <translation>gleitendes Mittel</translation>
    </message>
    <message>
        <source>moving sum</source>
        <translation>gleitende Summe</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>percent change</source>
        <translation>Änderung in Prozent</translation>
    </message>
    <message>
        <source>group sum</source>
        <translation>Summe der Gruppe</translation>
    </message>
    <message>
        <source>group mean</source>
        <translation>Mittel der Gruppe</translation>
    </message>
    <message>
        <source>share of group</source>
        <translation>Anteil an der Gruppe</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Ranks need none.</source>
        <translation>Ränge brauchen keine.</translation>
    </message>
    <message>
        <source>In the order of</source>
        <translation>In der Reihenfolge von</translation>
    </message>
    <message>
        <source>Of a moving figure, or how far back or ahead.</source>
        <translation>Für eine gleitende Kennzahl, oder wie weit zurück oder voraus.</translation>
    </message>
    <message>
        <source>Of the new column; empty makes one of what it is.</source>
        <translation>Name der neuen Spalte; leer bildet einen aus dem, was sie ist.</translation>
    </message>
    <message>
        <source>Write table</source>
        <translation>Tabelle schreiben</translation>
    </message>
    <message>
        <source>Write a table to a CSV, TSV, JSON, JSON lines, Parquet or Excel file.

The kind follows from the suffix of the name; `.csv.gz` and `.csv.zst` are compressed. The file is kept with the
results of the run; give a path under *Save to* to have a copy where you want it: it is written beside the file
that is there and then takes its place. A large table can be cut into several files of so many rows each: they are
called `table-1.csv`, `table-2.csv` and so on.

Text files hold all digits, times as ISO 8601, lists and records as JSON. What Excel cannot hold (zones, numbers of
more than 15 digits) is written as text or left out, and that is told with how often.</source>
        <translation>Schreibt eine Tabelle als CSV, TSV, JSON, JSON-Zeilen, Parquet oder Excel.

Die Art folgt aus der Endung des Namens; `.csv.gz` und `.csv.zst` sind gepackt. Die Datei bleibt bei den Ergebnissen
des Laufs; ein Pfad unter *Speichern unter* legt eine Kopie an, wo man sie haben will: Sie wird neben die vorhandene
Datei geschrieben und tritt dann an ihre Stelle. Eine große Tabelle lässt sich in mehrere Dateien zu
so vielen Zeilen teilen: Sie heißen `table-1.csv`, `table-2.csv` und so weiter.

Textdateien enthalten alle Ziffern, Zeiten nach ISO 8601, Listen und Datensätze als JSON. Was Excel nicht fassen kann
(Zeitzonen, Zahlen mit mehr als 15 Ziffern), wird als Text geschrieben oder weggelassen; gesagt wird, wie oft.</translation>
    </message>
    <message>
        <source>Name of the file; its suffix says the kind.</source>
        <translation>Name der Datei; seine Endung sagt die Art.</translation>
    </message>
    <message>
        <source>tsv</source>
        <translation>tsv</translation>
    </message>
    <message>
        <source>Between the values of a text file; auto follows the kind and the decimal sign.</source>
        <translation>Zwischen den Werten einer Textdatei; auto richtet sich nach der Art und dem Dezimalzeichen.</translation>
    </message>
    <message>
        <source>;</source>
        <translation>;</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>Tabulator</translation>
    </message>
    <message>
        <source>|</source>
        <translation>|</translation>
    </message>
    <message>
        <source>Of the numbers in a text file.</source>
        <translation>Der Zahlen in einer Textdatei.</translation>
    </message>
    <message>
        <source>Quotes around</source>
        <translation>Anführungszeichen um</translation>
    </message>
    <message>
        <source>In a text file.</source>
        <translation>In einer Textdatei.</translation>
    </message>
    <message>
        <source>texts</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>all values</source>
        <translation>alle Werte</translation>
    </message>
    <message>
        <source>Of a text file; utf-8-sig is what Excel recognises.</source>
        <translation>Einer Textdatei; utf-8-sig erkennt Excel.</translation>
    </message>
    <message>
        <source>Names in the first line</source>
        <translation>Namen in der ersten Zeile</translation>
    </message>
    <message>
        <source>Of a text file.</source>
        <translation>Einer Textdatei.</translation>
    </message>
    <message>
        <source>Rows per file</source>
        <translation>Zeilen je Datei</translation>
    </message>
    <message>
        <source>Begin another file after so many rows; 0 writes one file.</source>
        <translation>Nach so vielen Zeilen eine weitere Datei beginnen; 0 schreibt eine Datei.</translation>
    </message>
    <message>
        <source>The file, or the first of several.</source>
        <translation>Die Datei, oder die erste von mehreren.</translation>
    </message>
    <message>
        <source>All of them, in their order.</source>
        <translation>Alle, in ihrer Reihenfolge.</translation>
    </message>
    <message>
        <source>Find and replace</source>
        <translation>Suchen und ersetzen</translation>
    </message>
    <message>
        <source>What to look for.</source>
        <translation>Wonach gesucht wird.</translation>
    </message>
    <message>
        <source>Replace by</source>
        <translation>Ersetzen durch</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>Regulärer Ausdruck</translation>
    </message>
    <message>
        <source>Ignore case</source>
        <translation>Groß und klein gleich</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>How many places were changed.</source>
        <translation>Wie viele Stellen geändert wurden.</translation>
    </message>
    <message>
        <source>Split text</source>
        <translation>Text teilen</translation>
    </message>
    <message>
        <source>Cut a text into pieces: at empty lines, at every line, or into pieces of about one size.

A piece that is too long is cut where a paragraph, a sentence or a word ends. With an overlap it begins with
the end of the one before, so that nothing is lost between two of them: what a language model is given in
pieces wants that.</source>
        <translation>Schneidet einen Text in Stücke: an leeren Zeilen, an jeder Zeile oder in etwa gleich große.

Ein zu langes Stück wird dort geschnitten, wo ein Absatz, ein Satz oder ein Wort endet. Mit Überlappung beginnt es
mit dem Ende des vorigen, sodass zwischen zweien nichts verloren geht: Was ein Sprachmodell in Stücken bekommt,
braucht das.</translation>
    </message>
    <message>
        <source>At</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Where to cut.</source>
        <translation>Wo geschnitten wird.</translation>
    </message>
    <message>
        <source>paragraphs</source>
        <translation>Absätze</translation>
    </message>
    <message>
        <source>lines</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Most characters</source>
        <translation>Höchstens Zeichen</translation>
    </message>
    <message>
        <source>Of a piece; longer ones are cut again.</source>
        <translation>Eines Stücks; längere werden weiter geschnitten.</translation>
    </message>
    <message>
        <source>Overlap</source>
        <translation>Überlappung</translation>
    </message>
    <message>
        <source>Characters that a piece repeats of the one before.</source>
        <translation>Zeichen, die ein Stück vom vorigen wiederholt.</translation>
    </message>
    <message>
        <source>Pieces</source>
        <translation>Stücke</translation>
    </message>
    <message>
        <source>In their order, without empty ones.</source>
        <translation>In ihrer Reihenfolge, ohne leere.</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Fill a text with values (Jinja2).

Name the variables in the form: each becomes an input of the node. Write `{{ name }}` where a value goes;
a table is a list of rows:

```
{% for row in data[:3] %}{{ row.species }}: {{ row.mass }}
{% endfor %}
```

Templates run in Jinja2&apos;s sandbox: they can compute with what they are given and reach nothing else.</source>
        <translation>Füllt einen Text mit Werten (Jinja2).

Die Variablen im Formular benennen: jede wird eine Eingabe des Knotens. `{{ name }}` schreiben, wo ein Wert hingehört; eine Tabelle ist eine Liste von Zeilen:

```
{% for row in data[:3] %}{{ row.species }}: {{ row.mass }}
{% endfor %}
```

Vorlagen laufen in Jinja2s Sandkasten: sie rechnen mit dem, was sie bekommen, und erreichen sonst nichts.</translation>
    </message>
    <message>
        <source>Variables</source>
        <translation>Variablen</translation>
    </message>
    <message>
        <source>The text with its placeholders.</source>
        <translation>Der Text mit seinen Platzhaltern.</translation>
    </message>
    <message>
        <source>For missing values</source>
        <translation>Für fehlende Werte</translation>
    </message>
    <message>
        <source>What is printed where a value is missing.</source>
        <translation>Was geschrieben wird, wo ein Wert fehlt.</translation>
    </message>
    <message>
        <source>HTTP request</source>
        <translation>HTTP-Anfrage</translation>
    </message>
    <message>
        <source>Web</source>
        <translation>Web</translation>
    </message>
    <message>
        <source>Servers</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>A server runs chains for a team, also while this machine is off. Its operator gives you the address and a token; the token is kept in the system&apos;s keyring.</source>
        <translation>Ein Server führt Ketten für ein Team aus, auch wenn dieser Rechner aus ist. Sein Betreiber gibt Ihnen die Adresse und ein Token; das Token wird im Schlüsselbund des Systems aufbewahrt.</translation>
    </message>
    <message>
        <source>Servers you know</source>
        <translation>Bekannte Server</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Test and keep</source>
        <translation>Prüfen und behalten</translation>
    </message>
    <message>
        <source>A name, an address and a token are needed.</source>
        <translation>Ein Name, eine Adresse und ein Token werden gebraucht.</translation>
    </message>
    <message>
        <source>Asking {url} …</source>
        <translation>{url} wird gefragt…</translation>
    </message>
    <message>
        <source>It answers. You are “{name}” there and may: {scopes}.</source>
        <translation>Er antwortet. Sie sind dort „{name}“ und dürfen: {scopes}.</translation>
    </message>
    <message>
        <source>Starts with http:// or https://</source>
        <translation>Beginnt mit http:// oder https://</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>GET</source>
        <translation>GET</translation>
    </message>
    <message>
        <source>POST</source>
        <translation>POST</translation>
    </message>
    <message>
        <source>PUT</source>
        <translation>PUT</translation>
    </message>
    <message>
        <source>PATCH</source>
        <translation>PATCH</translation>
    </message>
    <message>
        <source>DELETE</source>
        <translation>DELETE</translation>
    </message>
    <message>
        <source>HEAD</source>
        <translation>HEAD</translation>
    </message>
    <message>
        <source>Added to the address after the question mark.</source>
        <translation>Wird nach dem Fragezeichen an die Adresse gehängt.</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Kopfzeilen</translation>
    </message>
    <message>
        <source>Such as Accept: application/json</source>
        <translation>Etwa Accept: application/json</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Sent as JSON; a text is sent as it is.</source>
        <translation>Als JSON geschickt; ein Text, wie er ist.</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>A secret, sent as Authorization: Bearer …</source>
        <translation>Ein Geheimnis, geschickt als Authorization: Bearer …</translation>
    </message>
    <message>
        <source>Fail on an error status</source>
        <translation>Bei Fehlerstatus fehlschlagen</translation>
    </message>
    <message>
        <source>An answer of 400 or more fails the node.</source>
        <translation>Eine Antwort von 400 oder mehr lässt den Knoten fehlschlagen.</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>How often to try again.</source>
        <translation>Wie oft erneut versucht wird.</translation>
    </message>
    <message>
        <source>Timeout (s)</source>
        <translation>Zeitgrenze (s)</translation>
    </message>
    <message>
        <source>Find a text, or a regular expression, and put another in its place.

Regular expressions are those of [RE2](https://github.com/google/re2/wiki/Syntax): whatever the pattern, the time
grows with the text alone. So they cannot look ahead or behind (`(?=…)`), nor refer to their own groups (`\\1` in
the pattern). `\\w`, `\\d` and `\\b` know the letters and digits of English, `\\pL` those of all languages; the end
of the text is `$` or `\\z`. In the replacement `\\1` stands for the first group, `\\g&lt;name&gt;` for one with a name.</source>
        <translation>Einen Text oder einen regulären Ausdruck finden und einen anderen an seine Stelle setzen.

Reguläre Ausdrücke sind die von [RE2](https://github.com/google/re2/wiki/Syntax): Was auch immer im Muster steht, die
Zeit wächst nur mit dem Text. Darum können sie nicht nach vorn oder zurück schauen (`(?=…)`) und sich nicht auf ihre
eigenen Gruppen beziehen (`\\1` im Muster). `\\w`, `\\d` und `\\b` kennen die Buchstaben und Ziffern des Englischen, `\\pL`
die aller Sprachen; das Ende des Textes ist `$` oder `\\z`. In der Ersetzung steht `\\1` für die erste Gruppe,
`\\g&lt;name&gt;` für eine mit einem Namen.</translation>
    </message>
    <message>
        <source>Send a request to a web address and take the answer.

The answer comes out as *data* (parsed, when it is JSON), as *text*, and as a *file*, with its status and headers
and the address that gave it after all redirects. The body is streamed to disk, so its size is limited by *Largest
answer* and not by memory.

What is sent is JSON, a text as it is, the fields of a form, or a file (with form fields: as *multipart*). With a
user the secret is a password (*Basic*), without one a *Bearer* token.

Answers 429, 502, 503 and 504 and broken connections are tried again, after the time the server asks for but at
most 30 s later: GET, HEAD, PUT and DELETE, which do no harm when they arrive twice; POST and PATCH once you say so.</source>
        <translation>Schickt eine Anfrage an eine Webadresse und nimmt die Antwort.

Die Antwort kommt als *Daten* (gelesen, wenn sie JSON ist), als *Text* und als *Datei* heraus, mit Status und
Kopfzeilen und der Adresse, die sie nach allen Umleitungen gab. Sie wird gleich auf die Platte geschrieben: Ihre Größe
begrenzt *Größte Antwort*, nicht der Speicher.

Geschickt werden JSON, ein Text, wie er ist, die Felder eines Formulars oder eine Datei (mit Feldern: als *multipart*).
Mit Benutzer ist das Geheimnis ein Passwort (*Basic*), ohne ein *Bearer*-Token.

Antworten 429, 502, 503 und 504 und abgerissene Verbindungen werden noch einmal versucht, nach der Zeit, die der Server
verlangt, höchstens aber 30 s später: GET, HEAD, PUT und DELETE, die doppelt nicht schaden; POST und PATCH, wenn man es
sagt.</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Formular</translation>
    </message>
    <message>
        <source>Fields of a form, sent instead of a body.</source>
        <translation>Felder eines Formulars, statt eines Inhalts geschickt.</translation>
    </message>
    <message>
        <source>Upload</source>
        <translation>Hochladen</translation>
    </message>
    <message>
        <source>A file to send: as the body, or beside the fields of a form.</source>
        <translation>Eine Datei, die geschickt wird: als Inhalt oder neben den Feldern eines Formulars.</translation>
    </message>
    <message>
        <source>Field of the file</source>
        <translation>Feld der Datei</translation>
    </message>
    <message>
        <source>Its name in the form; empty sends the file as the body.</source>
        <translation>Sein Name im Formular; leer schickt die Datei als Inhalt.</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>With it the secret is sent as its password.</source>
        <translation>Mit ihm wird das Geheimnis als sein Passwort geschickt.</translation>
    </message>
    <message>
        <source>Try POST and PATCH again</source>
        <translation>POST und PATCH erneut versuchen</translation>
    </message>
    <message>
        <source>They may then arrive twice.</source>
        <translation>Sie können dann zweimal ankommen.</translation>
    </message>
    <message>
        <source>For all of it: every try, each wait, the whole answer.</source>
        <translation>Für alles: jeden Versuch, jedes Warten, die ganze Antwort.</translation>
    </message>
    <message>
        <source>Largest answer (MB)</source>
        <translation>Größte Antwort (MB)</translation>
    </message>
    <message>
        <source>The parsed JSON; nothing when the answer is not JSON.</source>
        <translation>Das gelesene JSON; nichts, wenn die Antwort keines ist.</translation>
    </message>
    <message>
        <source>The answer as text; empty when it is binary.</source>
        <translation>Die Antwort als Text; leer, wenn sie binär ist.</translation>
    </message>
    <message>
        <source>The answer as it came.</source>
        <translation>Die Antwort, wie sie kam.</translation>
    </message>
    <message>
        <source>The HTTP status, such as 200.</source>
        <translation>Der HTTP-Status, etwa 200.</translation>
    </message>
    <message>
        <source>Those of the answer, their names in small letters.</source>
        <translation>Die der Antwort, ihre Namen in Kleinbuchstaben.</translation>
    </message>
    <message>
        <source>Where the answer came from, after all redirects.</source>
        <translation>Woher die Antwort kam, nach allen Umleitungen.</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>What went wrong, when it went wrong: node, reason, remedy, port.</source>
        <translation>Was schiefging, wenn etwas schiefging: Knoten, Grund, Abhilfe, Anschluss.</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>Grau</translation>
    </message>
    <message>
        <source>blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>yellow</source>
        <translation>Gelb</translation>
    </message>
    <message>
        <source>orange</source>
        <translation>Orange</translation>
    </message>
    <message>
        <source>red</source>
        <translation>Rot</translation>
    </message>
    <message>
        <source>purple</source>
        <translation>Violett</translation>
    </message>
    <message>
        <source>What the chain is given</source>
        <translation>Was die Kette bekommt</translation>
    </message>
    <message>
        <source>What the chain gives back</source>
        <translation>Was die Kette ergibt</translation>
    </message>
    <message>
        <source>Penguins of the Palmer Archipelago</source>
        <translation>Pinguine des Palmer-Archipels</translation>
    </message>
    <message>
        <source>Reads measurements of 344 penguins, leaves out those without a mass, computes the mean mass by species and sex with SQL, and puts a chart and the table into a report.</source>
        <translation>Liest Messungen an 344 Pinguinen, lässt die ohne Gewicht weg, berechnet mit SQL das mittlere Gewicht nach Art und Geschlecht und stellt ein Diagramm und die Tabelle in einen Bericht.</translation>
    </message>
    <message>
        <source>Review before publishing</source>
        <translation>Prüfung vor der Veröffentlichung</translation>
    </message>
    <message>
        <source>Summarises each species in a sub-chain (double click on *Each species* to look inside), adds the field notes if there are any, and asks a person before anything is published.</source>
        <translation>Fasst jede Art in einer Teilkette zusammen (Doppelklick auf *Each species* zeigt sie), fügt die Feldnotizen hinzu, falls es welche gibt, und fragt jemanden, bevor etwas veröffentlicht wird.</translation>
    </message>
    <message>
        <source>Search by meaning</source>
        <translation>Nach Bedeutung suchen</translation>
    </message>
    <message>
        <source>Cuts a text into paragraphs, lets a language model in a container turn each into a vector, and ranks them by how near they are to a question. Needs Docker, the image iceos/node-llm (make images) and a model: a GGUF file in the folder models beside this chain.</source>
        <translation>Teilt einen Text in Absätze, lässt ein Sprachmodell in einem Container aus jedem einen Vektor machen und ordnet sie danach, wie nah sie einer Frage sind. Braucht Docker, das Image iceos/node-llm (make images) und ein Modell: eine GGUF-Datei im Ordner models neben dieser Kette.</translation>
    </message>
    <message>
        <source>Weather forecast</source>
        <translation>Wettervorhersage</translation>
    </message>
    <message>
        <source>Fetches the forecast for a place as JSON from a free public service, makes a table of it, and puts a chart and the table into a report. Weather data by Open-Meteo.com (CC BY 4.0).</source>
        <translation>Holt die Vorhersage für einen Ort als JSON von einem freien öffentlichen Dienst, macht eine Tabelle daraus und stellt ein Diagramm und die Tabelle in einen Bericht. Wetterdaten von Open-Meteo.com (CC BY 4.0).</translation>
    </message>
    <message>
        <source>Add image…</source>
        <translation>Image hinzufügen…</translation>
    </message>
    <message>
        <source>An image (name:version), a running container, or the address of a server that describes itself
by OpenAPI. Each of its operations becomes a tool.</source>
        <translation>Ein Image (Name:Version), ein laufender Container oder die Adresse eines Servers, der sich
mit OpenAPI beschreibt. Jede seiner Operationen wird ein Werkzeug.</translation>
    </message>
    <message>
        <source>Looking at {name}…</source>
        <translation>{name} wird angesehen…</translation>
    </message>
    <message>
        <source>{name} is added. Its tools: {tools}</source>
        <translation>{name} ist hinzugefügt. Seine Werkzeuge: {tools}</translation>
    </message>
    <message>
        <source>{count} operations cannot be tools</source>
        <translation>{count} Operationen können keine Werkzeuge sein</translation>
    </message>
    <message>
        <source>There is no terminal here. The command is in the clipboard: {command}</source>
        <translation>Hier gibt es kein Terminal. Der Befehl liegt in der Zwischenablage: {command}</translation>
    </message>
    <message>
        <source>This node has no running container. Keep it warm, and run it.</source>
        <translation>Dieser Knoten hat keinen laufenden Container. Ihn warm halten und ausführen.</translation>
    </message>
    <message>
        <source>Containers: not available</source>
        <translation>Container: nicht verfügbar</translation>
    </message>
    <message>
        <source>Containers: ready</source>
        <translation>Container: bereit</translation>
    </message>
    <message>
        <source>Docker {version}</source>
        <translation>Docker {version}</translation>
    </message>
    <message>
        <source>Log of {name}</source>
        <translation>Protokoll von {name}</translation>
    </message>
    <message>
        <source>It has written nothing.</source>
        <translation>Er hat nichts geschrieben.</translation>
    </message>
    <message>
        <source>Export to a server</source>
        <translation>Auf einen Server exportieren</translation>
    </message>
    <message>
        <source>What the server says</source>
        <translation>Was der Server sagt</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Veröffentlichen</translation>
    </message>
    <message>
        <source>Sending {count} files and asking …</source>
        <translation>{count} Dateien werden gesendet, dann wird gefragt…</translation>
    </message>
    <message>
        <source>{old} goes along as {new}</source>
        <translation>{old} geht als {new} mit</translation>
    </message>
    <message>
        <source>It cannot run there as it is. Nothing was stored.</source>
        <translation>So kann sie dort nicht laufen. Nichts wurde gespeichert.</translation>
    </message>
    <message>
        <source>It can run there.</source>
        <translation>Sie kann dort laufen.</translation>
    </message>
    <message>
        <source>Run on a server</source>
        <translation>Auf einem Server ausführen</translation>
    </message>
    <message>
        <source>{name} on {server}</source>
        <translation>{name} auf {server}</translation>
    </message>
    <message>
        <source>“{name}” was left on {server}: {status}.</source>
        <translation>„{name}“ blieb auf {server}: {status}.</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Sending the chain to {server} …</source>
        <translation>Die Kette wird an {server} gesendet…</translation>
    </message>
    <message>
        <source>No server is known yet.</source>
        <translation>Noch ist kein Server bekannt.</translation>
    </message>
    <message>
        <source>Add one…</source>
        <translation>Hinzufügen…</translation>
    </message>
    <message>
        <source>{name} {version} is published: {address}</source>
        <translation>{name} {version} ist veröffentlicht: {address}</translation>
    </message>
    <message>
        <source>Runs on a server</source>
        <translation>Läufe auf einem Server</translation>
    </message>
    <message>
        <source>Show on the canvas</source>
        <translation>Auf der Leinwand zeigen</translation>
    </message>
    <message>
        <source>Nothing has run there yet.</source>
        <translation>Dort ist noch nichts gelaufen.</translation>
    </message>
    <message>
        <source>Check for updates</source>
        <translation>Nach Aktualisierungen suchen</translation>
    </message>
    <message>
        <source>Whoever gave you iceOS may publish a JSON file that names the newest version. It is read when you press the button and at no other time; nothing is installed.</source>
        <translation>Von wem Sie iceOS haben, der kann eine JSON-Datei veröffentlichen, die die neueste Version nennt. Sie wird gelesen, wenn Sie den Knopf drücken, und sonst nie; installiert wird nichts.</translation>
    </message>
    <message>
        <source>Address of the file</source>
        <translation>Adresse der Datei</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Nachsehen</translation>
    </message>
    <message>
        <source>Enter the address of the file first.</source>
        <translation>Geben Sie zuerst die Adresse der Datei ein.</translation>
    </message>
    <message>
        <source>{version} is the newest version; you have it.</source>
        <translation>{version} ist die neueste Version; Sie haben sie.</translation>
    </message>
    <message>
        <source>Version {new} is there; you have {old}.</source>
        <translation>Version {new} ist da; Sie haben {old}.</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern…</translation>
    </message>
    <message>
        <source>Change {field}</source>
        <translation>{field} ändern</translation>
    </message>
    <message>
        <source>These are the first rows. Making the others…</source>
        <translation>Das sind die ersten Zeilen. Die übrigen werden berechnet …</translation>
    </message>
    <message>
        <source>Wait for it</source>
        <translation>Darauf warten</translation>
    </message>
    <message>
        <source>Live preview…</source>
        <translation>Live-Vorschau …</translation>
    </message>
    <message>
        <source>No live preview: {reason}</source>
        <translation>Keine Live-Vorschau: {reason}</translation>
    </message>
    <message>
        <source>Live preview: at most {count} rows. Run the chain (F5) to see all.</source>
        <translation>Live-Vorschau: höchstens {count} Zeilen. Die Kette ausführen (F5), um alle zu sehen.</translation>
    </message>
    <message>
        <source>Open as CSV</source>
        <translation>Als CSV öffnen</translation>
    </message>
    <message>
        <source>Open as Excel workbook</source>
        <translation>Als Excel-Arbeitsmappe öffnen</translation>
    </message>
    <message>
        <source>Open this table in another program</source>
        <translation>Diese Tabelle in einem anderen Programm öffnen</translation>
    </message>
    <message>
        <source>Open in another program</source>
        <translation>In einem anderen Programm öffnen</translation>
    </message>
    <message>
        <source>its rows are not all there yet</source>
        <translation>noch sind nicht alle Zeilen da</translation>
    </message>
    <message>
        <source>{name} lies at {path} until iceOS is closed</source>
        <translation>{name} liegt unter {path}, bis iceOS geschlossen wird</translation>
    </message>
    <message>
        <source>no program opens {name}; it lies at {path}</source>
        <translation>kein Programm öffnet {name}; die Datei liegt unter {path}</translation>
    </message>
    <message>
        <source>{count:,} rows</source>
        <translation>{count:,} Zeilen</translation>
    </message>
    <message>
        <source>the rows cannot be read any more: {reason_of(error)}</source>
        <translation>die Zeilen lassen sich nicht mehr lesen: {reason_of(error)}</translation>
    </message>
    <message>
        <source>it cannot be shown: {reason}</source>
        <translation>es lässt sich nicht anzeigen: {reason}</translation>
    </message>
</context>
<context>
    <name>messages</name>
    <message>
        <source> (and {0} more)</source>
        <translation> (und {0} weitere)</translation>
    </message>
    <message>
        <source>% is for numbers</source>
        <translation>% ist für Zahlen</translation>
    </message>
    <message>
        <source>, and its registry cannot be asked: {0}</source>
        <translation>, und seine Registry kann nicht gefragt werden: {0}</translation>
    </message>
    <message>
        <source>1 column</source>
        <translation>1 Spalte</translation>
    </message>
    <message>
        <source>1 item</source>
        <translation>1 Element</translation>
    </message>
    <message>
        <source>1 row × {0}</source>
        <translation>1 Zeile × {0}</translation>
    </message>
    <message>
        <source>1 value where the first line has {0}</source>
        <translation>1 Wert, wo die erste Zeile {0} hat</translation>
    </message>
    <message>
        <source>A backslash itself is written \\.</source>
        <translation>Einen umgekehrten Schrägstrich selbst schreibt man \\.</translation>
    </message>
    <message>
        <source>Add its image {0} (Edit › Add image…).</source>
        <translation>Sein Image {0} hinzufügen (Bearbeiten › Image hinzufügen…).</translation>
    </message>
    <message>
        <source>Add the service with the address where it really is.</source>
        <translation>Fügen Sie den Dienst mit der Adresse hinzu, unter der er wirklich liegt.</translation>
    </message>
    <message>
        <source>Ask for another version, or take another file.</source>
        <translation>Eine andere Version verlangen oder eine andere Datei nehmen.</translation>
    </message>
    <message>
        <source>Bin or filter it before.</source>
        <translation>Vorher in Klassen fassen oder filtern.</translation>
    </message>
    <message>
        <source>Build an image of its package (iceos image build), or let it run in this program.</source>
        <translation>Ein Image seines Pakets bauen (iceos image build), oder ihn in diesem Programm laufen lassen.</translation>
    </message>
    <message>
        <source>Change it under When it runs.</source>
        <translation>Unter „Beim Ausführen“ ändern.</translation>
    </message>
    <message>
        <source>Change {0} in the form.</source>
        <translation>{0} im Formular ändern.</translation>
    </message>
    <message>
        <source>Check the address and the network.</source>
        <translation>Adresse und Netzwerk prüfen.</translation>
    </message>
    <message>
        <source>Check the address, or raise the timeout.</source>
        <translation>Adresse prüfen oder die Zeitgrenze erhöhen.</translation>
    </message>
    <message>
        <source>Choose As text, or convert a type before.</source>
        <translation>„Als Text“ wählen oder vorher einen Typ umwandeln.</translation>
    </message>
    <message>
        <source>Choose Edit › Make chain outputs for what it gives.</source>
        <translation>Für das, was sie ergibt, Bearbeiten › Als Ausgaben der Kette ausweisen wählen.</translation>
    </message>
    <message>
        <source>Choose Edit › Update to the version here.</source>
        <translation>Bearbeiten › Auf die hiesige Version aktualisieren wählen.</translation>
    </message>
    <message>
        <source>Choose a column.</source>
        <translation>Eine Spalte wählen.</translation>
    </message>
    <message>
        <source>Choose a secret only where the form offers it.</source>
        <translation>Ein Geheimnis nur dort wählen, wo das Formular es anbietet.</translation>
    </message>
    <message>
        <source>Choose another data folder (--data-dir), or make room.</source>
        <translation>Einen anderen Datenordner wählen (--data-dir) oder Platz schaffen.</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>Eine andere Datei wählen.</translation>
    </message>
    <message>
        <source>Choose another one.</source>
        <translation>Einen anderen wählen.</translation>
    </message>
    <message>
        <source>Choose another type, or make what does not fit missing.</source>
        <translation>Einen anderen Typ wählen oder fehlen lassen, was nicht passt.</translation>
    </message>
    <message>
        <source>Choose another, or convert its type.</source>
        <translation>Eine andere wählen oder ihren Typ umwandeln.</translation>
    </message>
    <message>
        <source>Choose another, or undo what removed it.</source>
        <translation>Eine andere wählen, oder rückgängig machen, was sie entfernt hat.</translation>
    </message>
    <message>
        <source>Choose how to compare them, or convert a type before.</source>
        <translation>Wählen, wie sie verglichen werden, oder vorher einen Typ umwandeln.</translation>
    </message>
    <message>
        <source>Choose how to summarise them, such as sum.</source>
        <translation>Wählen, wie sie zusammengefasst werden, etwa Summe.</translation>
    </message>
    <message>
        <source>Choose one or more.</source>
        <translation>Eine oder mehrere wählen.</translation>
    </message>
    <message>
        <source>Choose one under Where.</source>
        <translation>Wählen Sie einen unter „Wo“.</translation>
    </message>
    <message>
        <source>Choose the image of the standard tools, or one that iceos image build made.</source>
        <translation>Das Image der Standardwerkzeuge wählen, oder eines, das iceos image build gemacht hat.</translation>
    </message>
    <message>
        <source>Choose utf-8.</source>
        <translation>utf-8 wählen.</translation>
    </message>
    <message>
        <source>Convert it to text first.</source>
        <translation>Zuerst in Text umwandeln.</translation>
    </message>
    <message>
        <source>Convert one of them, or make text of both.</source>
        <translation>Eine umwandeln oder aus beiden Text machen.</translation>
    </message>
    <message>
        <source>End it with .csv or .xlsx.</source>
        <translation>Mit .csv oder .xlsx enden lassen.</translation>
    </message>
    <message>
        <source>End it with .csv.gz, or without.</source>
        <translation>Auf .csv.gz enden lassen oder ohne Packen.</translation>
    </message>
    <message>
        <source>End it with one SELECT statement.</source>
        <translation>Mit einer einzigen SELECT-Anweisung enden.</translation>
    </message>
    <message>
        <source>Give it a default, or a value for this run (--input).</source>
        <translation>Einen Vorgabewert geben, oder einen Wert für diesen Lauf (--input).</translation>
    </message>
    <message>
        <source>Give the name or number of the thing that is meant.</source>
        <translation>Geben Sie Namen oder Nummer dessen an, was gemeint ist.</translation>
    </message>
    <message>
        <source>Have it give a file or a table.</source>
        <translation>Lass ihn eine Datei oder eine Tabelle ausgeben.</translation>
    </message>
    <message>
        <source>Install the NVIDIA container toolkit, or run the node without a GPU.</source>
        <translation>Das NVIDIA Container Toolkit installieren, oder den Knoten ohne GPU ausführen.</translation>
    </message>
    <message>
        <source>Install the package that brings it.</source>
        <translation>Das Paket installieren, das es mitbringt.</translation>
    </message>
    <message>
        <source>Install {0} beside iceOS, or write a tool that runs in a container which has it.</source>
        <translation>{0} neben iceOS einrichten oder ein Werkzeug schreiben, das in einem Container mit diesem Paket läuft.</translation>
    </message>
    <message>
        <source>Is the service running?</source>
        <translation>Läuft der Dienst?</translation>
    </message>
    <message>
        <source>Is this the address of an iceOS server?</source>
        <translation>Ist das die Adresse eines iceOS-Servers?</translation>
    </message>
    <message>
        <source>It has: {0}</source>
        <translation>Vorhanden sind: {0}</translation>
    </message>
    <message>
        <source>It has: {0}{1}.</source>
        <translation>Vorhanden sind: {0}{1}.</translation>
    </message>
    <message>
        <source>It may have run out of memory, or left by itself.</source>
        <translation>Vielleicht ging ihm der Speicher aus, oder er hat sich selbst beendet.</translation>
    </message>
    <message>
        <source>Its image writes more than it should, or the limit of its files under When it runs is too low.</source>
        <translation>Sein Image schreibt mehr, als es sollte, oder die Grenze für seine Dateien unter „Wenn er läuft“ ist zu niedrig.</translation>
    </message>
    <message>
        <source>JSON knows no number {0}</source>
        <translation>JSON kennt keine Zahl {0}</translation>
    </message>
    <message>
        <source>Join the group: sudo usermod -aG docker $USER, then log in again.</source>
        <translation>Der Gruppe beitreten: sudo usermod -aG docker $USER, dann neu anmelden.</translation>
    </message>
    <message>
        <source>Large results are files or tables, which travel by name.</source>
        <translation>Große Ergebnisse sind Dateien oder Tabellen, die beim Namen reisen.</translation>
    </message>
    <message>
        <source>Let columns go together by name.</source>
        <translation>Spalten nach Namen zusammengehören lassen.</translation>
    </message>
    <message>
        <source>Letters, digits and - go.</source>
        <translation>Buchstaben, Ziffern und - gehen.</translation>
    </message>
    <message>
        <source>List another folder.</source>
        <translation>Einen anderen Ordner auflisten.</translation>
    </message>
    <message>
        <source>Make room on the disk.</source>
        <translation>Platz auf der Platte schaffen.</translation>
    </message>
    <message>
        <source>Make room: docker system prune.</source>
        <translation>Platz schaffen: docker system prune.</translation>
    </message>
    <message>
        <source>Mend its configuration.</source>
        <translation>Seine Einstellung berichtigen.</translation>
    </message>
    <message>
        <source>Mend the code.</source>
        <translation>Den Code berichtigen.</translation>
    </message>
    <message>
        <source>Mount the folder that the node needs, and nothing around it, under When it runs.</source>
        <translation>Binden Sie unter „Wenn er läuft“ den Ordner ein, den der Knoten braucht, und nichts darum herum.</translation>
    </message>
    <message>
        <source>NaN and infinite numbers are left empty, for Excel has none</source>
        <translation>NaN und unendliche Zahlen bleiben leer, denn Excel hat keine</translation>
    </message>
    <message>
        <source>Name files in this folder only.</source>
        <translation>Nur Dateien in diesem Ordner nennen.</translation>
    </message>
    <message>
        <source>Name the columns, or split into rows.</source>
        <translation>Die Spalten benennen oder in Zeilen teilen.</translation>
    </message>
    <message>
        <source>Open it by a double click, or choose a file in the form.</source>
        <translation>Mit einem Doppelklick öffnen, oder im Formular eine Datei wählen.</translation>
    </message>
    <message>
        <source>OpenAPI {0} cannot be read, 3.0 and 3.1 can</source>
        <translation>OpenAPI {0} kann nicht gelesen werden, 3.0 und 3.1 schon</translation>
    </message>
    <message>
        <source>Pick the list out of the data.</source>
        <translation>Die Liste aus den Daten herausgreifen.</translation>
    </message>
    <message>
        <source>Point DOCKER_HOST at a Docker engine.</source>
        <translation>DOCKER_HOST auf eine Docker-Engine richten.</translation>
    </message>
    <message>
        <source>Point DOCKER_HOST, or the Docker context, at an engine that runs as root.</source>
        <translation>DOCKER_HOST oder den Docker-Kontext auf eine Engine richten, die als Root läuft.</translation>
    </message>
    <message>
        <source>Put them beside it, or make the sub-chain part of the chain.</source>
        <translation>Legen Sie sie daneben, oder machen Sie die Unterkette zum Teil der Kette.</translation>
    </message>
    <message>
        <source>Raise its limit under When it runs.</source>
        <translation>Seine Grenze unter „Beim Ausführen“ erhöhen.</translation>
    </message>
    <message>
        <source>Raise its time limit.</source>
        <translation>Seine Zeitgrenze erhöhen.</translation>
    </message>
    <message>
        <source>Raise the limit under More options.</source>
        <translation>Die Grenze unter „Weitere Optionen“ erhöhen.</translation>
    </message>
    <message>
        <source>Raise the memory limit ({0} MB).</source>
        <translation>Die Speichergrenze ({0} MB) anheben.</translation>
    </message>
    <message>
        <source>Raise the time limit.</source>
        <translation>Die Zeitgrenze erhöhen.</translation>
    </message>
    <message>
        <source>Remove it, or set TMPDIR.</source>
        <translation>Ihn entfernen, oder TMPDIR setzen.</translation>
    </message>
    <message>
        <source>Remove one of them.</source>
        <translation>Eine davon entfernen.</translation>
    </message>
    <message>
        <source>Remove the wire, or put a tool that converts in between.</source>
        <translation>Die Verbindung entfernen, oder ein Werkzeug dazwischensetzen, das umwandelt.</translation>
    </message>
    <message>
        <source>Remove the wire.</source>
        <translation>Die Verbindung entfernen.</translation>
    </message>
    <message>
        <source>Remove this value.</source>
        <translation>Diesen Wert entfernen.</translation>
    </message>
    <message>
        <source>Rename one, or go by position.</source>
        <translation>Eine umbenennen oder nach der Position gehen.</translation>
    </message>
    <message>
        <source>Restart it.</source>
        <translation>Sie neu starten.</translation>
    </message>
    <message>
        <source>Return a file or a table.</source>
        <translation>Eine Datei oder eine Tabelle zurückgeben.</translation>
    </message>
    <message>
        <source>Run all of it once.</source>
        <translation>Einmal alles ausführen.</translation>
    </message>
    <message>
        <source>Run it again.</source>
        <translation>Noch einmal ausführen.</translation>
    </message>
    <message>
        <source>Run the chain again.</source>
        <translation>Die Kette erneut ausführen.</translation>
    </message>
    <message>
        <source>Run the chain to see its rows.</source>
        <translation>Die Kette ausführen, um die Zeilen zu sehen.</translation>
    </message>
    <message>
        <source>Run up to {0} instead.</source>
        <translation>Stattdessen bis {0} ausführen.</translation>
    </message>
    <message>
        <source>Save it in one encoding, or choose the encoding under More options.</source>
        <translation>In einer einzigen Kodierung speichern, oder die Kodierung unter „Weitere Optionen“ wählen.</translation>
    </message>
    <message>
        <source>Set ICEOS_FILES.</source>
        <translation>ICEOS_FILES setzen.</translation>
    </message>
    <message>
        <source>Set it under Run › Secrets, or in the environment as ICEOS_SECRET_{0}.</source>
        <translation>Unter Ausführen › Geheimnisse setzen, oder in der Umgebung als ICEOS_SECRET_{0}.</translation>
    </message>
    <message>
        <source>Set its placement to inline.</source>
        <translation>Den Ort auf dieses Programm setzen.</translation>
    </message>
    <message>
        <source>Set retries on nodes inside it.</source>
        <translation>Versuche an den Knoten darin einstellen.</translation>
    </message>
    <message>
        <source>Set the secret under Run › Secrets.</source>
        <translation>Das Geheimnis unter Ausführen › Geheimnisse setzen.</translation>
    </message>
    <message>
        <source>Set {0} in the form.</source>
        <translation>{0} im Formular setzen.</translation>
    </message>
    <message>
        <source>Set {0}{1} in the environment instead.</source>
        <translation>Stattdessen {0}{1} in der Umgebung setzen.</translation>
    </message>
    <message>
        <source>Show its log.</source>
        <translation>Sein Protokoll zeigen.</translation>
    </message>
    <message>
        <source>Start it with https://</source>
        <translation>Mit https:// beginnen</translation>
    </message>
    <message>
        <source>Such as 0, 18, 65.</source>
        <translation>Etwa 0, 18, 65.</translation>
    </message>
    <message>
        <source>Take another chain.</source>
        <translation>Eine andere Kette nehmen.</translation>
    </message>
    <message>
        <source>The columns are: {0}</source>
        <translation>Die Spalten sind: {0}</translation>
    </message>
    <message>
        <source>The image is broken: look at its ENTRYPOINT and CMD.</source>
        <translation>Das Image ist kaputt: ENTRYPOINT und CMD ansehen.</translation>
    </message>
    <message>
        <source>The server does not keep to what its OpenAPI document says.</source>
        <translation>Der Server hält sich nicht an sein OpenAPI-Dokument.</translation>
    </message>
    <message>
        <source>Try again later, or set retries on the node.</source>
        <translation>Später erneut versuchen, oder am Knoten Versuche einstellen.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Update iceOS to open it.</source>
        <translation>iceOS aktualisieren, um sie zu öffnen.</translation>
    </message>
    <message>
        <source>Update the node (Edit › Update to the version here), or install the version it asks for.</source>
        <translation>Den Knoten aktualisieren (Bearbeiten › Auf die hiesige Version aktualisieren) oder die verlangte Version installieren.</translation>
    </message>
    <message>
        <source>Update this one, or use another database.</source>
        <translation>Diese Version aktualisieren oder eine andere Datenbank verwenden.</translation>
    </message>
    <message>
        <source>Use Parse JSON and Pick for it.</source>
        <translation>JSON lesen und Herausgreifen dafür benutzen.</translation>
    </message>
    <message>
        <source>Use Union for them.</source>
        <translation>Dafür Union verwenden.</translation>
    </message>
    <message>
        <source>Use small letters, digits and underscores.</source>
        <translation>Kleinbuchstaben, Ziffern und Unterstriche benutzen.</translation>
    </message>
    <message>
        <source>Value error, </source>
        <translation>Wertfehler, </translation>
    </message>
    <message>
        <source>Who set the secret decides where it goes.</source>
        <translation>Wer das Geheimnis gesetzt hat, bestimmt, wohin es geht.</translation>
    </message>
    <message>
        <source>Wire {0} to it.</source>
        <translation>{0} damit verbinden.</translation>
    </message>
    <message>
        <source>Write it as B3:F20.</source>
        <translation>Schreiben Sie ihn wie B3:F20.</translation>
    </message>
    <message>
        <source>Write it as ^1.2.</source>
        <translation>Als ^1.2 schreiben.</translation>
    </message>
    <message>
        <source>Write it as name:version, such as iceos/node-js:^1.0.</source>
        <translation>Als Name:Version schreiben, etwa iceos/node-js:^1.0.</translation>
    </message>
    <message>
        <source>Write it without, or use Python code.</source>
        <translation>Schreiben Sie es ohne, oder nehmen Sie Python-Code.</translation>
    </message>
    <message>
        <source>`iceos runs` lists them.</source>
        <translation>`iceos runs` zählt sie auf.</translation>
    </message>
    <message>
        <source>a backslash stands before quotes inside of values</source>
        <translation>vor Anführungszeichen in Werten steht ein umgekehrter Schrägstrich</translation>
    </message>
    <message>
        <source>a comma is taken for the decimal sign</source>
        <translation>ein Komma wird als Dezimalzeichen gelesen</translation>
    </message>
    <message>
        <source>a condition has at most {0} letters</source>
        <translation>eine Bedingung hat höchstens {0} Zeichen</translation>
    </message>
    <message>
        <source>a file is needed, and what came is a {0}</source>
        <translation>eine Datei wird gebraucht, gekommen ist ein Wert der Art {0}</translation>
    </message>
    <message>
        <source>a file of its answer cannot be taken: {0}</source>
        <translation>eine Datei seiner Antwort kann nicht genommen werden: {0}</translation>
    </message>
    <message>
        <source>a list of JSON objects is needed</source>
        <translation>eine Liste von JSON-Objekten wird gebraucht</translation>
    </message>
    <message>
        <source>a name of a column is no UTF-8: {0}</source>
        <translation>ein Spaltenname ist kein UTF-8: {0}</translation>
    </message>
    <message>
        <source>a name or a text of the chain holds the character NUL</source>
        <translation>ein Name oder Text der Kette enthält das Zeichen NUL</translation>
    </message>
    <message>
        <source>a node cannot feed itself</source>
        <translation>ein Knoten kann sich nicht selbst speisen</translation>
    </message>
    <message>
        <source>a number is too large: {0}</source>
        <translation>eine Zahl ist zu groß: {0}</translation>
    </message>
    <message>
        <source>a path with {0} in it leads to another operation</source>
        <translation>ein Pfad mit {0} darin führt zu einer anderen Operation</translation>
    </message>
    <message>
        <source>a pattern cannot refer to its own groups, as \1 does</source>
        <translation>ein Muster kann sich nicht auf seine eigenen Gruppen beziehen, wie \1 es tut</translation>
    </message>
    <message>
        <source>a place that is not known</source>
        <translation>einen Ort, der nicht bekannt ist</translation>
    </message>
    <message>
        <source>a quotation mark that opens here is never closed</source>
        <translation>ein Anführungszeichen, das hier beginnt, wird nie geschlossen</translation>
    </message>
    <message>
        <source>a rank needs an order</source>
        <translation>ein Rang braucht eine Reihenfolge</translation>
    </message>
    <message>
        <source>a record with the key $secret cannot be sent to a server</source>
        <translation>ein Datensatz mit dem Schlüssel $secret lässt sich nicht an einen Server senden</translation>
    </message>
    <message>
        <source>a sample of {0} of {1} rows is drawn</source>
        <translation>gezeichnet ist eine Stichprobe von {0} aus {1} Zeilen</translation>
    </message>
    <message>
        <source>a second column {0} is called {1}</source>
        <translation>eine zweite Spalte {0} heißt {1}</translation>
    </message>
    <message>
        <source>a secret is never wired: choose it by name in the form</source>
        <translation>ein Geheimnis wird nie verbunden: im Formular beim Namen wählen</translation>
    </message>
    <message>
        <source>a sub-chain is not tried again as a whole</source>
        <translation>eine Teilkette wird nicht als Ganzes erneut versucht</translation>
    </message>
    <message>
        <source>a table is needed, not {0}</source>
        <translation>eine Tabelle wird gebraucht, nicht {0}</translation>
    </message>
    <message>
        <source>a table is not where it belongs</source>
        <translation>eine Tabelle liegt nicht, wo sie hingehört</translation>
    </message>
    <message>
        <source>a text cannot go without quotes: {0}</source>
        <translation>ein Text braucht Anführungszeichen: {0}</translation>
    </message>
    <message>
        <source>a text holds U+{0}, which is half a character</source>
        <translation>ein Text enthält U+{0}, ein halbes Zeichen</translation>
    </message>
    <message>
        <source>a value that cannot be read: {0}</source>
        <translation>ein Wert, der sich nicht lesen lässt: {0}</translation>
    </message>
    <message>
        <source>a {0}</source>
        <translation>{0}</translation>
    </message>
    <message>
        <source>a {0} cannot be handed to another process</source>
        <translation>ein {0} kann keinem anderen Prozess gegeben werden</translation>
    </message>
    <message>
        <source>a {0} file is not compressed so</source>
        <translation>eine Datei der Art {0} wird so nicht gepackt</translation>
    </message>
    <message>
        <source>a {0}, which cannot be kept</source>
        <translation>ein {0}, der nicht aufbewahrt werden kann</translation>
    </message>
    <message>
        <source>after {0} times {1} does not hold</source>
        <translation>nach {0} Malen gilt {1} nicht</translation>
    </message>
    <message>
        <source>an answer of more than {0} MB is given as a file, not as text</source>
        <translation>eine Antwort von mehr als {0} MB gibt es als Datei, nicht als Text</translation>
    </message>
    <message>
        <source>an event of its stream is no JSON: {0}</source>
        <translation>ein Ereignis seines Stroms ist kein JSON: {0}</translation>
    </message>
    <message>
        <source>an expression has at most {0} letters</source>
        <translation>ein Ausdruck hat höchstens {0} Zeichen</translation>
    </message>
    <message>
        <source>an input cannot be handed to the code: {0}</source>
        <translation>eine Eingabe kann dem Code nicht gegeben werden: {0}</translation>
    </message>
    <message>
        <source>an input cannot be handed to the container: {0}</source>
        <translation>eine Eingabe kann dem Container nicht gegeben werden: {0}</translation>
    </message>
    <message>
        <source>an input cannot leave this process: {0}</source>
        <translation>eine Eingabe kann diesen Prozess nicht verlassen: {0}</translation>
    </message>
    <message>
        <source>an input of the run is lost: {0}</source>
        <translation>eine Eingabe des Laufs ist verloren: {0}</translation>
    </message>
    <message>
        <source>an object is expected</source>
        <translation>ein Objekt wird erwartet</translation>
    </message>
    <message>
        <source>an output cannot leave its process: {0}</source>
        <translation>eine Ausgabe kann ihren Prozess nicht verlassen: {0}</translation>
    </message>
    <message>
        <source>an {0}</source>
        <translation>{0}</translation>
    </message>
    <message>
        <source>any address that {0} is given when it runs</source>
        <translation>jede Adresse, die {0} beim Ausführen bekommt</translation>
    </message>
    <message>
        <source>anything</source>
        <translation>beliebig</translation>
    </message>
    <message>
        <source>at least one is needed</source>
        <translation>mindestens eines wird gebraucht</translation>
    </message>
    <message>
        <source>at least {0} needed</source>
        <translation>mindestens {0} werden gebraucht</translation>
    </message>
    <message>
        <source>bad escape {0}</source>
        <translation>ungültige Maskierung {0}</translation>
    </message>
    <message>
        <source>broken quoting: {0}</source>
        <translation>kaputte Anführungszeichen: {0}</translation>
    </message>
    <message>
        <source>by its content this is a file of the kind {0}</source>
        <translation>dem Inhalt nach ist dies eine Datei der Art {0}</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>bytes are a text here</source>
        <translation>Bytes sind hier ein Text</translation>
    </message>
    <message>
        <source>cached</source>
        <translation>behalten</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>chain input {0}: {1}</source>
        <translation>Eingabe {0} der Kette: {1}</translation>
    </message>
    <message>
        <source>columns without a name are called by their number</source>
        <translation>Spalten ohne Namen heißen nach ihrer Nummer</translation>
    </message>
    <message>
        <source>commas between groups of three digits are left out of numbers</source>
        <translation>Kommas zwischen Gruppen von drei Ziffern werden aus Zahlen weggelassen</translation>
    </message>
    <message>
        <source>control characters are left out, for Excel refuses them</source>
        <translation>Steuerzeichen sind weggelassen, denn Excel nimmt sie nicht</translation>
    </message>
    <message>
        <source>control flow cannot run in a {0}</source>
        <translation>Ablaufsteuerung kann nicht in {0} laufen</translation>
    </message>
    <message>
        <source>dates of the column {0} are read {1}</source>
        <translation>Daten der Spalte {0} werden so gelesen: {1}</translation>
    </message>
    <message>
        <source>days before March 1900 are written as text, for Excel does not know them</source>
        <translation>Tage vor März 1900 stehen als Text, denn Excel kennt sie nicht</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>errors of formulas are missing values</source>
        <translation>Fehler von Formeln sind fehlende Werte</translation>
    </message>
    <message>
        <source>every output of these nodes feeds something already</source>
        <translation>jede Ausgabe dieser Knoten speist schon etwas</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>formats in a text are not available</source>
        <translation>Formate in einem Text gibt es hier nicht</translation>
    </message>
    <message>
        <source>formulas have no calculated values: open and save the file in Excel</source>
        <translation>Formeln haben keine berechneten Werte: die Datei in Excel öffnen und speichern</translation>
    </message>
    <message>
        <source>hidden sheets are left out: {0}</source>
        <translation>verborgene Blätter werden ausgelassen: {0}</translation>
    </message>
    <message>
        <source>image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>in which columns are the rows equal?</source>
        <translation>in welchen Spalten sind die Zeilen gleich?</translation>
    </message>
    <message>
        <source>is done</source>
        <translation>ist fertig</translation>
    </message>
    <message>
        <source>is still running</source>
        <translation>läuft noch</translation>
    </message>
    <message>
        <source>it answered {0}</source>
        <translation>er antwortete {0}</translation>
    </message>
    <message>
        <source>it answered {0}: {1}</source>
        <translation>er antwortete {0}: {1}</translation>
    </message>
    <message>
        <source>it cannot be reached: {0}</source>
        <translation>nicht erreichbar: {0}</translation>
    </message>
    <message>
        <source>it cannot be shown: {0}</source>
        <translation>lässt sich nicht zeigen: {0}</translation>
    </message>
    <message>
        <source>it declares no outputs: whoever runs it is answered with nothing</source>
        <translation>sie weist keine Ausgaben aus: Wer sie ausführt, bekommt nichts zur Antwort</translation>
    </message>
    <message>
        <source>it did not stop within {0} s and was abandoned</source>
        <translation>es hörte nicht innerhalb von {0} s auf und wurde aufgegeben</translation>
    </message>
    <message>
        <source>it failed without a reason</source>
        <translation>er schlug ohne Grund fehl</translation>
    </message>
    <message>
        <source>it gives more than one value, or none, for a row</source>
        <translation>er ergibt für eine Zeile mehr als einen Wert oder keinen</translation>
    </message>
    <message>
        <source>it gives {0} MB of values, and {1} MB are the most</source>
        <translation>er gibt {0} MB an Werten aus, und höchstens {1} MB sind erlaubt</translation>
    </message>
    <message>
        <source>it has a column of a type that no query has</source>
        <translation>es hat eine Spalte eines Typs, den keine Abfrage hat</translation>
    </message>
    <message>
        <source>it has half of a character in it</source>
        <translation>es enthält ein halbes Zeichen</translation>
    </message>
    <message>
        <source>it has kinds of another version of iceOS</source>
        <translation>er hat Arten einer anderen Version von iceOS</translation>
    </message>
    <message>
        <source>it is nested too deeply</source>
        <translation>es ist zu tief verschachtelt</translation>
    </message>
    <message>
        <source>it is no file</source>
        <translation>es ist keine Datei</translation>
    </message>
    <message>
        <source>it is no packed value: {0}</source>
        <translation>das ist kein gepackter Wert: {0}</translation>
    </message>
    <message>
        <source>it is no query: {0}</source>
        <translation>es ist keine Abfrage: {0}</translation>
    </message>
    <message>
        <source>it is no record</source>
        <translation>es ist kein Datensatz</translation>
    </message>
    <message>
        <source>it is not as OpenAPI says: {0}</source>
        <translation>es ist nicht so, wie OpenAPI es sagt: {0}</translation>
    </message>
    <message>
        <source>it is not there any more</source>
        <translation>es ist nicht mehr da</translation>
    </message>
    <message>
        <source>it is not there any more: {0}</source>
        <translation>es ist nicht mehr da: {0}</translation>
    </message>
    <message>
        <source>it is of another version of iceOS</source>
        <translation>er stammt von einer anderen Version von iceOS</translation>
    </message>
    <message>
        <source>it is starting</source>
        <translation>er startet gerade</translation>
    </message>
    <message>
        <source>it is switched off</source>
        <translation>er ist ausgeschaltet</translation>
    </message>
    <message>
        <source>it is to run on a server, and none is named</source>
        <translation>er soll auf einem Server laufen, und keiner ist genannt</translation>
    </message>
    <message>
        <source>it leaves by {0}</source>
        <translation>er geht durch {0} hinaus</translation>
    </message>
    <message>
        <source>it lies elsewhere</source>
        <translation>sie liegt anderswo</translation>
    </message>
    <message>
        <source>it lies on the server only</source>
        <translation>es liegt nur auf dem Server</translation>
    </message>
    <message>
        <source>it made more than {0} files</source>
        <translation>er hat mehr als {0} Dateien angelegt</translation>
    </message>
    <message>
        <source>it makes no sense: {0}</source>
        <translation>es ergibt keinen Sinn: {0}</translation>
    </message>
    <message>
        <source>it names no sub-chain to run</source>
        <translation>er nennt keine Teilkette zum Ausführen</translation>
    </message>
    <message>
        <source>it needed more than its {0} MB of memory</source>
        <translation>er brauchte mehr als seine {0} MB Speicher</translation>
    </message>
    <message>
        <source>it returned {0}, which is no file of this run</source>
        <translation>es gab {0} zurück, das ist keine Datei dieses Laufs</translation>
    </message>
    <message>
        <source>it said more than {0} things of its data; the rest is left out</source>
        <translation>er meldete mehr als {0} Dinge über seine Daten; der Rest ist ausgelassen</translation>
    </message>
    <message>
        <source>it sends the request on to {0}, which is another server</source>
        <translation>er schickt die Anfrage weiter an {0}, einen anderen Server</translation>
    </message>
    <message>
        <source>it serves no OpenAPI document</source>
        <translation>er bietet kein OpenAPI-Dokument an</translation>
    </message>
    <message>
        <source>it shares no folders with this machine, so files and tables cannot travel</source>
        <translation>es teilt keine Ordner mit diesem Rechner, also können Dateien und Tabellen nicht reisen</translation>
    </message>
    <message>
        <source>it takes longer than {0} s</source>
        <translation>es dauert länger als {0} s</translation>
    </message>
    <message>
        <source>it takes too long</source>
        <translation>es dauert zu lange</translation>
    </message>
    <message>
        <source>it tells of {0}, where nothing is</source>
        <translation>er spricht von {0}, wo nichts ist</translation>
    </message>
    <message>
        <source>it took longer than {0} s</source>
        <translation>es dauerte länger als {0} s</translation>
    </message>
    <message>
        <source>it took more than its {0} s of processor time</source>
        <translation>es hat mehr als seine {0} s Rechenzeit gebraucht</translation>
    </message>
    <message>
        <source>it was never kept</source>
        <translation>sie wurde nie aufbewahrt</translation>
    </message>
    <message>
        <source>it would make something too long</source>
        <translation>es würde etwas zu Langes ergeben</translation>
    </message>
    <message>
        <source>it would make too large a number</source>
        <translation>es würde eine zu große Zahl ergeben</translation>
    </message>
    <message>
        <source>it would make too long a text</source>
        <translation>es würde einen zu langen Text ergeben</translation>
    </message>
    <message>
        <source>it would take too long, or make too much</source>
        <translation>es würde zu lange dauern oder zu viel ergeben</translation>
    </message>
    <message>
        <source>its answer cannot be read: {0}</source>
        <translation>seine Antwort kann nicht gelesen werden: {0}</translation>
    </message>
    <message>
        <source>its answer is a {0} where an object is promised</source>
        <translation>seine Antwort ist ein {0}, versprochen ist ein Objekt</translation>
    </message>
    <message>
        <source>its answer is nested too deep</source>
        <translation>seine Antwort ist zu tief verschachtelt</translation>
    </message>
    <message>
        <source>its answer is no JSON: {0}</source>
        <translation>seine Antwort ist kein JSON: {0}</translation>
    </message>
    <message>
        <source>its configuration</source>
        <translation>seiner Einstellung</translation>
    </message>
    <message>
        <source>its container ended with code {0}{1}</source>
        <translation>sein Container endete mit Code {0}{1}</translation>
    </message>
    <message>
        <source>its container is gone</source>
        <translation>sein Container ist weg</translation>
    </message>
    <message>
        <source>its container was killed from outside</source>
        <translation>sein Container wurde von außen beendet</translation>
    </message>
    <message>
        <source>its container was removed from outside</source>
        <translation>sein Container wurde von außen entfernt</translation>
    </message>
    <message>
        <source>its files are more than {0} MB</source>
        <translation>seine Dateien sind größer als {0} MB</translation>
    </message>
    <message>
        <source>its files would take more than half of what the disk has left</source>
        <translation>seine Dateien nähmen mehr als die Hälfte dessen ein, was auf dem Datenträger frei ist</translation>
    </message>
    <message>
        <source>its first line says that {0} stands between values</source>
        <translation>ihre erste Zeile sagt, dass {0} zwischen Werten steht</translation>
    </message>
    <message>
        <source>its letters are taken for {0}</source>
        <translation>ihre Buchstaben werden als {0} gelesen</translation>
    </message>
    <message>
        <source>its lines end in different ways: all are read as ends of lines</source>
        <translation>ihre Zeilen enden verschieden: alle Enden werden als Zeilenenden gelesen</translation>
    </message>
    <message>
        <source>its points or commas may be decimal signs or stand between thousands</source>
        <translation>ihre Punkte oder Kommas können Dezimalzeichen sein oder Tausender trennen</translation>
    </message>
    <message>
        <source>its ports cannot be made: {0}</source>
        <translation>seine Anschlüsse können nicht gebildet werden: {0}</translation>
    </message>
    <message>
        <source>its process crashed ({0})</source>
        <translation>sein Prozess ist abgestürzt ({0})</translation>
    </message>
    <message>
        <source>its process crashed ({0}), perhaps at its limit of {1} MB of memory</source>
        <translation>sein Prozess ist abgestürzt ({0}), vielleicht an seiner Grenze von {1} MB Speicher</translation>
    </message>
    <message>
        <source>its process ended with code {0} in the middle of the work</source>
        <translation>sein Prozess endete mitten in der Arbeit mit Code {0}</translation>
    </message>
    <message>
        <source>its process gives no answer that makes sense</source>
        <translation>sein Prozess gibt keine sinnvolle Antwort</translation>
    </message>
    <message>
        <source>its process was killed, perhaps because the machine ran out of memory</source>
        <translation>sein Prozess wurde beendet, vielleicht weil dem Rechner der Speicher ausging</translation>
    </message>
    <message>
        <source>its references run in a circle</source>
        <translation>seine Verweise laufen im Kreis</translation>
    </message>
    <message>
        <source>its rows are made in a process of its own</source>
        <translation>die Zeilen entstehen in einem eigenen Prozess</translation>
    </message>
    <message>
        <source>its rows were not made: they went straight on into other nodes</source>
        <translation>die Zeilen gibt es nicht: sie gingen gleich in andere Knoten weiter</translation>
    </message>
    <message>
        <source>its run there was {0}</source>
        <translation>sein Lauf dort ist {0}</translation>
    </message>
    <message>
        <source>its server failed to start: {0}</source>
        <translation>sein Server konnte nicht starten: {0}</translation>
    </message>
    <message>
        <source>its server was not ready within {0} s</source>
        <translation>sein Server war nicht innerhalb von {0} s bereit</translation>
    </message>
    <message>
        <source>its stored ports are not those of {0}</source>
        <translation>seine gespeicherten Anschlüsse sind nicht die {0}</translation>
    </message>
    <message>
        <source>its sub-chain</source>
        <translation>seiner Teilkette</translation>
    </message>
    <message>
        <source>its wires run in a circle</source>
        <translation>ihre Verbindungen laufen im Kreis</translation>
    </message>
    <message>
        <source>line {0}, column {1}: {2}</source>
        <translation>Zeile {0}, Spalte {1}: {2}</translation>
    </message>
    <message>
        <source>line {0}: {1}</source>
        <translation>Zeile {0}: {1}</translation>
    </message>
    <message>
        <source>links that lead out of the folder are left out</source>
        <translation>Verknüpfungen, die aus dem Ordner hinausführen, sind weggelassen</translation>
    </message>
    <message>
        <source>list</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>list of {0}</source>
        <translation>Liste von {0}</translation>
    </message>
    <message>
        <source>longer than {0} characters</source>
        <translation>länger als {0} Zeichen</translation>
    </message>
    <message>
        <source>looking ahead or behind, as (?=…) does, is not possible here</source>
        <translation>nach vorn oder zurück schauen, wie (?=…) es tut, geht hier nicht</translation>
    </message>
    <message>
        <source>more than 100 percent cannot be taken</source>
        <translation>mehr als 100 Prozent können nicht genommen werden</translation>
    </message>
    <message>
        <source>more than {0} files belong to this chain</source>
        <translation>mehr als {0} Dateien gehören zu dieser Kette</translation>
    </message>
    <message>
        <source>more than {0} rows are more than a sheet of Excel holds</source>
        <translation>mehr als {0} Zeilen passen nicht in ein Blatt von Excel</translation>
    </message>
    <message>
        <source>name and media type of a file are texts</source>
        <translation>Name und Medientyp einer Datei sind Texte</translation>
    </message>
    <message>
        <source>names that are no UTF-8 are written with \x…, and cannot be opened by them</source>
        <translation>Namen, die kein UTF-8 sind, stehen mit \x… da und lassen sich damit nicht öffnen</translation>
    </message>
    <message>
        <source>nested too deeply</source>
        <translation>zu tief verschachtelt</translation>
    </message>
    <message>
        <source>no SHA-256</source>
        <translation>kein SHA-256</translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation>keine Antwort in der Zeit</translation>
    </message>
    <message>
        <source>no column is left that could become rows</source>
        <translation>es ist keine Spalte übrig, die zu Zeilen werden könnte</translation>
    </message>
    <message>
        <source>no column would be left</source>
        <translation>es bliebe keine Spalte übrig</translation>
    </message>
    <message>
        <source>no container engine answers</source>
        <translation>keine Container-Engine antwortet</translation>
    </message>
    <message>
        <source>no encoding is called {0}</source>
        <translation>keine Kodierung heißt {0}</translation>
    </message>
    <message>
        <source>no encoding is called {0}: the answer is read as UTF-8</source>
        <translation>keine Kodierung heißt {0}: die Antwort wird als UTF-8 gelesen</translation>
    </message>
    <message>
        <source>no name of a file ends so</source>
        <translation>so endet kein Dateiname</translation>
    </message>
    <message>
        <source>no process can be started for it: {0}</source>
        <translation>Dafür lässt sich kein Prozess starten: {0}</translation>
    </message>
    <message>
        <source>no reason given</source>
        <translation>ohne Angabe von Gründen</translation>
    </message>
    <message>
        <source>no regular expression: {0}</source>
        <translation>kein regulärer Ausdruck: {0}</translation>
    </message>
    <message>
        <source>no separator stands in every line: it is read as one column</source>
        <translation>kein Trennzeichen steht in jeder Zeile: sie wird als eine Spalte gelesen</translation>
    </message>
    <message>
        <source>no tool {0} here</source>
        <translation>kein Werkzeug {0} hier</translation>
    </message>
    <message>
        <source>no version and no range of versions: {0}</source>
        <translation>keine Version und kein Versionsbereich: {0}</translation>
    </message>
    <message>
        <source>no version of {0} is in {1} (there is: {2})</source>
        <translation>keine Version von {0} liegt in {1} (vorhanden: {2})</translation>
    </message>
    <message>
        <source>nodes.sdk has no {0}</source>
        <translation>nodes.sdk hat kein {0}</translation>
    </message>
    <message>
        <source>not every value of the column {0} can be read as {1}</source>
        <translation>nicht jeder Wert der Spalte {0} kann als {1} gelesen werden</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>nothing is in {0}</source>
        <translation>in {0} ist nichts</translation>
    </message>
    <message>
        <source>nothing leads from {0} to {1}</source>
        <translation>von {0} führt nichts nach {1}</translation>
    </message>
    <message>
        <source>number</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>numbers are needed, with commas between</source>
        <translation>Zahlen werden gebraucht, mit Kommas dazwischen</translation>
    </message>
    <message>
        <source>numbers of more than 15 digits are written as text, for Excel would round them</source>
        <translation>Zahlen mit mehr als 15 Ziffern stehen als Text, denn Excel würde sie runden</translation>
    </message>
    <message>
        <source>numbers of several kinds become one kind</source>
        <translation>Zahlen mehrerer Arten werden zu einer Art</translation>
    </message>
    <message>
        <source>numbers that are too long or too large are kept as text</source>
        <translation>Zahlen, die zu lang oder zu groß sind, bleiben Text</translation>
    </message>
    <message>
        <source>numbers with zeros in front, or of more digits than a number holds, would change</source>
        <translation>Zahlen mit führenden Nullen oder mit mehr Ziffern, als eine Zahl fasst, würden sich ändern</translation>
    </message>
    <message>
        <source>of rows that share a place across the lowest and the highest are drawn</source>
        <translation>von Zeilen, die sich einen Platz in der Breite teilen, sind die tiefste und die höchste gezeichnet</translation>
    </message>
    <message>
        <source>of several values of one name the last is taken, as of {0}</source>
        <translation>von mehreren Werten eines Namens gilt der letzte, so bei {0}</translation>
    </message>
    <message>
        <source>of which column is the {0}?</source>
        <translation>von welcher Spalte ist die Kennzahl {0}?</translation>
    </message>
    <message>
        <source>on a server a node sees the files of its run only</source>
        <translation>auf einem Server sieht ein Knoten nur die Dateien seines Laufs</translation>
    </message>
    <message>
        <source>on a server each file is an input of its own</source>
        <translation>auf einem Server ist jede Datei eine eigene Eingabe</translation>
    </message>
    <message>
        <source>one expression is needed, no more and no less</source>
        <translation>genau ein Ausdruck wird gebraucht, nicht mehr und nicht weniger</translation>
    </message>
    <message>
        <source>one text has {0} parts</source>
        <translation>ein Text hat {0} Teile</translation>
    </message>
    <message>
        <source>only a sub-chain that is part of this chain can be dissolved</source>
        <translation>nur eine Teilkette, die Teil dieser Kette ist, kann aufgelöst werden</translation>
    </message>
    <message>
        <source>only one thing is sent, and there is a {0}</source>
        <translation>nur eines wird geschickt, und es gibt schon {0}</translation>
    </message>
    <message>
        <source>only texts can be repeated</source>
        <translation>nur Texte können wiederholt werden</translation>
    </message>
    <message>
        <source>only the first {0} are drawn</source>
        <translation>nur die ersten {0} sind gezeichnet</translation>
    </message>
    <message>
        <source>only the first {0} marks are drawn</source>
        <translation>nur die ersten {0} Zeichen sind gezeichnet</translation>
    </message>
    <message>
        <source>only the first {0} rows are taken</source>
        <translation>nur die ersten {0} Zeilen sind genommen</translation>
    </message>
    <message>
        <source>only the first {0} rows of {1} are read, and decide the types</source>
        <translation>nur die ersten {0} Zeilen von {1} werden gelesen und bestimmen die Typen</translation>
    </message>
    <message>
        <source>output {0} cannot leave the code: {1}</source>
        <translation>Ausgabe {0} kann den Code nicht verlassen: {1}</translation>
    </message>
    <message>
        <source>pulling {0}</source>
        <translation>holt {0}</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>eingereiht</translation>
    </message>
    <message>
        <source>reading {0}</source>
        <translation>liest {0}</translation>
    </message>
    <message>
        <source>record</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>records have one value a name: of several columns {0} only the last is written</source>
        <translation>Datensätze haben einen Wert je Namen: von mehreren Spalten {0} wird nur die letzte geschrieben</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>saved to {0}</source>
        <translation>gespeichert in {0}</translation>
    </message>
    <message>
        <source>secret</source>
        <translation>Geheimnis</translation>
    </message>
    <message>
        <source>select the nodes that are to be inside</source>
        <translation>die Knoten auswählen, die hinein sollen</translation>
    </message>
    <message>
        <source>sending it to {0}</source>
        <translation>wird an {0} gesendet</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>übersprungen</translation>
    </message>
    <message>
        <source>so many values are equal that there are {0} classes</source>
        <translation>so viele Werte sind gleich, dass es {0} Klassen gibt</translation>
    </message>
    <message>
        <source>somebody else goes on with this run</source>
        <translation>jemand anderes führt diesen Lauf fort</translation>
    </message>
    <message>
        <source>something else has that name or port: {0}</source>
        <translation>etwas anderes hat diesen Namen oder Port: {0}</translation>
    </message>
    <message>
        <source>something is nested too deeply, or calls itself without an end</source>
        <translation>etwas ist zu tief verschachtelt oder ruft sich endlos selbst auf</translation>
    </message>
    <message>
        <source>starting {0}</source>
        <translation>startet {0}</translation>
    </message>
    <message>
        <source>starting: {0}</source>
        <translation>startet: {0}</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>texts of more than {0} letters are cut, for a cell of Excel holds no more</source>
        <translation>Texte von mehr als {0} Buchstaben sind gekürzt, denn eine Zelle von Excel fasst nicht mehr</translation>
    </message>
    <message>
        <source>that would run in a circle</source>
        <translation>das liefe im Kreis</translation>
    </message>
    <message>
        <source>the JSON is nested too deeply to be a chain</source>
        <translation>das JSON ist zu tief verschachtelt, um eine Kette zu sein</translation>
    </message>
    <message>
        <source>the JSON is nested too deeply to be a chain (limit {0})</source>
        <translation>das JSON ist zu tief verschachtelt für eine Kette (höchstens {0})</translation>
    </message>
    <message>
        <source>the answer does not say its encoding and is no UTF-8: it is read as cp1252</source>
        <translation>die Antwort nennt keine Kodierung und ist kein UTF-8: sie wird als cp1252 gelesen</translation>
    </message>
    <message>
        <source>the answer has {0} MB: JSON of more than {1} MB is not parsed here, take the text or the file</source>
        <translation>Die Antwort hat {0} MB: JSON von mehr als {1} MB wird hier nicht zerlegt, nehmen Sie den Text oder die Datei</translation>
    </message>
    <message>
        <source>the answer is larger than {0} MB</source>
        <translation>die Antwort ist größer als {0} MB</translation>
    </message>
    <message>
        <source>the budget of {0} is spent</source>
        <translation>das Budget von {0} ist verbraucht</translation>
    </message>
    <message>
        <source>the budget of {0} tokens is spent</source>
        <translation>das Budget von {0} Token ist verbraucht</translation>
    </message>
    <message>
        <source>the chain declares no input {0}</source>
        <translation>die Kette weist keine Eingabe {0} aus</translation>
    </message>
    <message>
        <source>the chain declares no output {0}</source>
        <translation>die Kette weist keine Ausgabe {0} aus</translation>
    </message>
    <message>
        <source>the chain has no input {0} (it has: {1})</source>
        <translation>die Kette hat keine Eingabe {0} (vorhanden: {1})</translation>
    </message>
    <message>
        <source>the chain has no nodes</source>
        <translation>die Kette hat keine Knoten</translation>
    </message>
    <message>
        <source>the chain holds no sub-chain {0}</source>
        <translation>die Kette enthält keine Teilkette {0}</translation>
    </message>
    <message>
        <source>the chain input {0} has no value</source>
        <translation>die Eingabe {0} der Kette hat keinen Wert</translation>
    </message>
    <message>
        <source>the chain took longer than its {0} s</source>
        <translation>die Kette hat länger als ihre {0} s gebraucht</translation>
    </message>
    <message>
        <source>the chart cannot be drawn: {0}</source>
        <translation>das Diagramm kann nicht gezeichnet werden: {0}</translation>
    </message>
    <message>
        <source>the clipboard holds no nodes</source>
        <translation>die Zwischenablage enthält keine Knoten</translation>
    </message>
    <message>
        <source>the code ended without an answer</source>
        <translation>der Code endete ohne Antwort</translation>
    </message>
    <message>
        <source>the code sets no variable {0}, which is one of its outputs</source>
        <translation>der Code setzt keine Variable {0}, die eine seiner Ausgaben ist</translation>
    </message>
    <message>
        <source>the code took longer than {0} s</source>
        <translation>der Code dauerte länger als {0} s</translation>
    </message>
    <message>
        <source>the column of {0} is called {1}, for there is one of that name</source>
        <translation>die Spalte von {0} heißt {1}, denn es gibt schon eine dieses Namens</translation>
    </message>
    <message>
        <source>the column {0} is decimal: its numbers are longer than 18 digits</source>
        <translation>die Spalte {0} ist dezimal: ihre Zahlen sind länger als 18 Ziffern</translation>
    </message>
    <message>
        <source>the column {0} is text: day or month may stand first in its dates</source>
        <translation>die Spalte {0} ist Text: in ihren Daten kann Tag oder Monat zuerst stehen</translation>
    </message>
    <message>
        <source>the column {0} is text: its cells are of unlike types</source>
        <translation>die Spalte {0} ist Text: ihre Zellen haben ungleiche Typen</translation>
    </message>
    <message>
        <source>the column {0} is text: its values are of unlike types, or longer than a number</source>
        <translation>die Spalte {0} ist Text: ihre Werte haben ungleiche Typen oder sind länger als eine Zahl</translation>
    </message>
    <message>
        <source>the column {0} is text: values further down are no {1}</source>
        <translation>die Spalte {0} ist Text: Werte weiter unten sind nicht vom Typ {1}</translation>
    </message>
    <message>
        <source>the column {0} is text: {1}</source>
        <translation>die Spalte {0} ist Text: {1}</translation>
    </message>
    <message>
        <source>the condition {0} cannot be worked out: {1}</source>
        <translation>die Bedingung {0} kann nicht ausgewertet werden: {1}</translation>
    </message>
    <message>
        <source>the connection to its container broke</source>
        <translation>die Verbindung zu seinem Container brach ab</translation>
    </message>
    <message>
        <source>the container engine does not answer</source>
        <translation>die Container-Engine antwortet nicht</translation>
    </message>
    <message>
        <source>the database was made by a newer version of iceOS</source>
        <translation>die Datenbank stammt von einer neueren Version von iceOS</translation>
    </message>
    <message>
        <source>the disk was filling up while it ran</source>
        <translation>der Datenträger lief voll, während er arbeitete</translation>
    </message>
    <message>
        <source>the engine does not find it: {0}</source>
        <translation>die Engine findet es nicht: {0}</translation>
    </message>
    <message>
        <source>the engine has no GPU to give</source>
        <translation>die Engine hat keine GPU zu vergeben</translation>
    </message>
    <message>
        <source>the engine refused: {0}</source>
        <translation>die Engine lehnte ab: {0}</translation>
    </message>
    <message>
        <source>the engine&apos;s disk is full</source>
        <translation>die Platte der Engine ist voll</translation>
    </message>
    <message>
        <source>the file comes from another node, and has none beside it</source>
        <translation>die Datei kommt von einem anderen Knoten und hat keine neben sich</translation>
    </message>
    <message>
        <source>the file is called {0}: its name was longer, or of other characters</source>
        <translation>die Datei heißt {0}: ihr Name war länger oder hatte andere Zeichen</translation>
    </message>
    <message>
        <source>the file of secrets {0} cannot be read: {1}</source>
        <translation>die Datei der Geheimnisse {0} kann nicht gelesen werden: {1}</translation>
    </message>
    <message>
        <source>the first line is taken as a row, not as names</source>
        <translation>die erste Zeile wird als Werte gelesen, nicht als Namen</translation>
    </message>
    <message>
        <source>the first line is taken as names, though it looks as the others do</source>
        <translation>die erste Zeile wird als Namen gelesen, obwohl sie wie die anderen aussieht</translation>
    </message>
    <message>
        <source>the first row is taken as names, though not all of it is text</source>
        <translation>die erste Zeile wird als Namen gelesen, obwohl nicht alles darin Text ist</translation>
    </message>
    <message>
        <source>the history cannot be read: {0}</source>
        <translation>der Verlauf kann nicht gelesen werden: {0}</translation>
    </message>
    <message>
        <source>the history of this run is not complete: {0}</source>
        <translation>der Verlauf dieses Laufs ist unvollständig: {0}</translation>
    </message>
    <message>
        <source>the history was damaged ({0}); it is kept as {1}, and a new one begun</source>
        <translation>der Verlauf war beschädigt ({0}); er liegt jetzt in {1}, ein neuer wurde begonnen</translation>
    </message>
    <message>
        <source>the image is not here: {0}</source>
        <translation>das Image ist nicht hier: {0}</translation>
    </message>
    <message>
        <source>the image of the standard tools does not have {0}</source>
        <translation>das Image der Standardwerkzeuge hat {0} nicht</translation>
    </message>
    <message>
        <source>the image&apos;s command cannot be run: {0}</source>
        <translation>der Befehl des Images kann nicht ausgeführt werden: {0}</translation>
    </message>
    <message>
        <source>the lists are not equally long ({0})</source>
        <translation>die Listen sind nicht gleich lang ({0})</translation>
    </message>
    <message>
        <source>the longest text has {0} parts</source>
        <translation>der längste Text hat {0} Teile</translation>
    </message>
    <message>
        <source>the model failed: {0}</source>
        <translation>das Modell schlug fehl: {0}</translation>
    </message>
    <message>
        <source>the name of a file is a text</source>
        <translation>der Name einer Datei ist ein Text</translation>
    </message>
    <message>
        <source>the node around it was stopped</source>
        <translation>der Knoten darum herum wurde angehalten</translation>
    </message>
    <message>
        <source>the node does not fit into this wire</source>
        <translation>der Knoten passt nicht in diese Verbindung</translation>
    </message>
    <message>
        <source>the number {0} is too large for JSON</source>
        <translation>die Zahl {0} ist zu groß für JSON</translation>
    </message>
    <message>
        <source>the overlap must be smaller than a piece</source>
        <translation>die Überlappung muss kleiner sein als ein Stück</translation>
    </message>
    <message>
        <source>the path of a file is a text</source>
        <translation>der Pfad einer Datei ist ein Text</translation>
    </message>
    <message>
        <source>the path {0} leads elsewhere</source>
        <translation>der Pfad {0} führt anderswohin</translation>
    </message>
    <message>
        <source>the process ended with code {0}</source>
        <translation>der Prozess endete mit Code {0}</translation>
    </message>
    <message>
        <source>the query selects nothing</source>
        <translation>die Abfrage wählt nichts aus</translation>
    </message>
    <message>
        <source>the records make no table: {0}</source>
        <translation>die Datensätze ergeben keine Tabelle: {0}</translation>
    </message>
    <message>
        <source>the run {0} {1}, there is nothing to go on with</source>
        <translation>der Lauf {0} {1}, es gibt nichts fortzusetzen</translation>
    </message>
    <message>
        <source>the secret {0}</source>
        <translation>das Geheimnis {0}</translation>
    </message>
    <message>
        <source>the secret {0} is not sent to {1}: it is for {2}</source>
        <translation>das Geheimnis {0} wird nicht an {1} gesendet: es ist für {2}</translation>
    </message>
    <message>
        <source>the secret {0} is not set</source>
        <translation>das Geheimnis {0} ist nicht gesetzt</translation>
    </message>
    <message>
        <source>the server answered something else than vectors: {0}</source>
        <translation>der Server antwortete etwas anderes als Vektoren: {0}</translation>
    </message>
    <message>
        <source>the server answered {0} {1}</source>
        <translation>der Server antwortete {0} {1}</translation>
    </message>
    <message>
        <source>the server&apos;s answer is no JSON: {0}</source>
        <translation>die Antwort des Servers ist kein JSON: {0}</translation>
    </message>
    <message>
        <source>the server&apos;s stream cannot be read: {0}</source>
        <translation>der Strom des Servers kann nicht gelesen werden: {0}</translation>
    </message>
    <message>
        <source>the sheet {0} is hidden in Excel</source>
        <translation>das Blatt {0} ist in Excel ausgeblendet</translation>
    </message>
    <message>
        <source>the sheet {0} is read; others are: {1}</source>
        <translation>das Blatt {0} wird gelesen; weitere sind: {1}</translation>
    </message>
    <message>
        <source>the stream ended before the call did</source>
        <translation>der Strom endete vor dem Aufruf</translation>
    </message>
    <message>
        <source>the sub-chain has no input to take an item</source>
        <translation>die Teilkette hat keine Eingabe für ein Element</translation>
    </message>
    <message>
        <source>the sub-chain has no input {0} (it has: {1})</source>
        <translation>die Teilkette hat keine Eingabe {0} (vorhanden: {1})</translation>
    </message>
    <message>
        <source>the sub-chain&apos;s {0} is the name of a port that this node has already</source>
        <translation>{0} der Teilkette heißt wie ein Anschluss, den dieser Knoten schon hat</translation>
    </message>
    <message>
        <source>the system&apos;s keyring does not remove it: {0}</source>
        <translation>der Schlüsselbund des Systems entfernt es nicht: {0}</translation>
    </message>
    <message>
        <source>the system&apos;s keyring does not take it: {0}</source>
        <translation>der Schlüsselbund des Systems nimmt es nicht an: {0}</translation>
    </message>
    <message>
        <source>the table has no column {0}</source>
        <translation>die Tabelle hat keine Spalte {0}</translation>
    </message>
    <message>
        <source>the table is not there any more: {0}</source>
        <translation>die Tabelle ist nicht mehr da: {0}</translation>
    </message>
    <message>
        <source>the text would become larger than a value may be</source>
        <translation>der Text würde größer, als ein Wert sein darf</translation>
    </message>
    <message>
        <source>the thread did not end within {0} s and was abandoned</source>
        <translation>der Thread endete nicht innerhalb von {0} s und wurde aufgegeben</translation>
    </message>
    <message>
        <source>the tool tried to end the program (exit {0})</source>
        <translation>das Werkzeug wollte das Programm beenden (exit {0})</translation>
    </message>
    <message>
        <source>the wire from {0} brings the wrong type: {1}</source>
        <translation>die Verbindung von {0} bringt den falschen Typ: {1}</translation>
    </message>
    <message>
        <source>the wires run in a circle: {0}</source>
        <translation>die Verbindungen laufen im Kreis: {0}</translation>
    </message>
    <message>
        <source>there are bytes that are no {0}</source>
        <translation>es gibt Bytes, die kein {0} sind</translation>
    </message>
    <message>
        <source>there are none</source>
        <translation>es gibt keine</translation>
    </message>
    <message>
        <source>there are {0} rows for {1}</source>
        <translation>es gibt {0} Zeilen für {1}</translation>
    </message>
    <message>
        <source>there is a column {0} already</source>
        <translation>es gibt schon eine Spalte {0}</translation>
    </message>
    <message>
        <source>there is no column {0}</source>
        <translation>es gibt keine Spalte {0}</translation>
    </message>
    <message>
        <source>there is no group {0}</source>
        <translation>es gibt keine Gruppe {0}</translation>
    </message>
    <message>
        <source>there is no image {0} here</source>
        <translation>es gibt kein Image {0} hier</translation>
    </message>
    <message>
        <source>there is no model here</source>
        <translation>hier gibt es kein Modell</translation>
    </message>
    <message>
        <source>there is no node {0}</source>
        <translation>es gibt keinen Knoten {0}</translation>
    </message>
    <message>
        <source>there is no node {0} to come from</source>
        <translation>es gibt keinen Knoten {0}, von dem sie kommen könnte</translation>
    </message>
    <message>
        <source>there is no node {0} to go to</source>
        <translation>es gibt keinen Knoten {0}, zu dem sie gehen könnte</translation>
    </message>
    <message>
        <source>there is no port {0}</source>
        <translation>es gibt keinen Anschluss {0}</translation>
    </message>
    <message>
        <source>there is no run {0}</source>
        <translation>es gibt keinen Lauf {0}</translation>
    </message>
    <message>
        <source>there is no sheet {0}</source>
        <translation>es gibt kein Blatt {0}</translation>
    </message>
    <message>
        <source>there is no {0}</source>
        <translation>es gibt kein {0}</translation>
    </message>
    <message>
        <source>there is none</source>
        <translation>es gibt keinen</translation>
    </message>
    <message>
        <source>there is not enough memory for it</source>
        <translation>dafür reicht der Speicher nicht</translation>
    </message>
    <message>
        <source>this JSON is no chain: it has neither a format number nor nodes</source>
        <translation>dieses JSON ist keine Kette: es hat weder Formatnummer noch Knoten</translation>
    </message>
    <message>
        <source>this chain has format {0}, and this iceOS reads up to {1}</source>
        <translation>diese Kette hat Format {0}, und dieses iceOS liest bis {1}</translation>
    </message>
    <message>
        <source>this engine is Podman, whose network namespaces and attach differ from Docker&apos;s</source>
        <translation>diese Engine ist Podman, dessen Netzwerk-Namensräume und Anbindung anders sind als die von Docker</translation>
    </message>
    <message>
        <source>this engine is rootless: its containers see private folders as somebody else&apos;s</source>
        <translation>diese Engine läuft ohne Root: ihre Container sehen private Ordner als fremde</translation>
    </message>
    <message>
        <source>this is a PDF, not a table</source>
        <translation>dies ist ein PDF, keine Tabelle</translation>
    </message>
    <message>
        <source>this is a database, not a table</source>
        <translation>dies ist eine Datenbank, keine Tabelle</translation>
    </message>
    <message>
        <source>this is a picture, not a table</source>
        <translation>dies ist ein Bild, keine Tabelle</translation>
    </message>
    <message>
        <source>this is a web page, not a table; export the data as CSV or Excel</source>
        <translation>dies ist eine Webseite, keine Tabelle; die Daten als CSV oder Excel exportieren</translation>
    </message>
    <message>
        <source>this is a workbook of an old Excel, or one with a password; save it as .xlsx</source>
        <translation>dies ist eine Arbeitsmappe eines alten Excel oder eine mit Passwort; als .xlsx speichern</translation>
    </message>
    <message>
        <source>this is a zip archive, not a table; unpack it first</source>
        <translation>dies ist ein ZIP-Archiv, keine Tabelle; erst entpacken</translation>
    </message>
    <message>
        <source>this is an archive; unpack it first</source>
        <translation>dies ist ein Archiv; erst entpacken</translation>
    </message>
    <message>
        <source>this is empty</source>
        <translation>dies ist leer</translation>
    </message>
    <message>
        <source>this is no OpenAPI document: it has no paths</source>
        <translation>dies ist kein OpenAPI-Dokument: es hat keine Pfade</translation>
    </message>
    <message>
        <source>this is no chain: it has no format number</source>
        <translation>dies ist keine Kette: es hat keine Formatnummer</translation>
    </message>
    <message>
        <source>this is no list and no table but a {0}</source>
        <translation>dies ist keine Liste und keine Tabelle, sondern ein {0}</translation>
    </message>
    <message>
        <source>this is not JSON: {0}</source>
        <translation>dies ist kein JSON: {0}</translation>
    </message>
    <message>
        <source>this is not UTF-8 text (byte {0})</source>
        <translation>dies ist kein UTF-8-Text (Byte {0})</translation>
    </message>
    <message>
        <source>this server shares no folder with its caller</source>
        <translation>dieser Server teilt keinen Ordner mit seinem Aufrufer</translation>
    </message>
    <message>
        <source>this user may not use the container engine</source>
        <translation>dieser Benutzer darf die Container-Engine nicht benutzen</translation>
    </message>
    <message>
        <source>time {0}</source>
        <translation>Durchgang {0}</translation>
    </message>
    <message>
        <source>times with a zone are written in UTC, for Excel knows no zones</source>
        <translation>Zeiten mit Zeitzone stehen in UTC, denn Excel kennt keine Zonen</translation>
    </message>
    <message>
        <source>to SQL {0} is another column, whose name differs in case only</source>
        <translation>für SQL ist {0} eine andere Spalte, deren Name sich nur in Groß- und Kleinschreibung unterscheidet</translation>
    </message>
    <message>
        <source>tools of {0}: {1}: {2}</source>
        <translation>Werkzeuge von {0}: {1}: {2}</translation>
    </message>
    <message>
        <source>trying again in {0} s ({1} of {2}): {3}</source>
        <translation>neuer Versuch in {0} s ({1} von {2}): {3}</translation>
    </message>
    <message>
        <source>two branches have the same name</source>
        <translation>zwei Zweige haben denselben Namen</translation>
    </message>
    <message>
        <source>two columns have the same name</source>
        <translation>zwei Spalten heißen gleich</translation>
    </message>
    <message>
        <source>two columns of {0} have one name</source>
        <translation>zwei Spalten von {0} heißen gleich</translation>
    </message>
    <message>
        <source>two columns would have the same name</source>
        <translation>zwei Spalten hätten denselben Namen</translation>
    </message>
    <message>
        <source>two or more numbers are needed, each above the last</source>
        <translation>zwei oder mehr Zahlen werden gebraucht, jede größer als die vorige</translation>
    </message>
    <message>
        <source>two sections have the same name</source>
        <translation>zwei Abschnitte haben denselben Namen</translation>
    </message>
    <message>
        <source>two tables have the same name</source>
        <translation>zwei Tabellen haben denselben Namen</translation>
    </message>
    <message>
        <source>two variables have the same name</source>
        <translation>zwei Variablen haben denselben Namen</translation>
    </message>
    <message>
        <source>two wires end here, from {0} and {1}</source>
        <translation>zwei Verbindungen enden hier, von {0} und {1}</translation>
    </message>
    <message>
        <source>values are in no class</source>
        <translation>Werte liegen in keiner Klasse</translation>
    </message>
    <message>
        <source>values are taken for missing: those that read {0}</source>
        <translation>Werte gelten als fehlend: die, die {0} lauten</translation>
    </message>
    <message>
        <source>values of {0} are missing or no finite number: not drawn</source>
        <translation>Werte von {0} fehlen oder sind keine endliche Zahl: nicht gezeichnet</translation>
    </message>
    <message>
        <source>values stand in single quotes</source>
        <translation>Werte stehen in einfachen Anführungszeichen</translation>
    </message>
    <message>
        <source>version {0} is asked for, {1} is {2}</source>
        <translation>Version {0} ist verlangt, {1} ist {2}</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>waiting for a person</source>
        <translation>wartet auf einen Menschen</translation>
    </message>
    <message>
        <source>waiting for the service, which is away</source>
        <translation>wartet auf den Dienst, der gerade nicht da ist</translation>
    </message>
    <message>
        <source>waiting on {0}</source>
        <translation>wartet auf {0}</translation>
    </message>
    <message>
        <source>waits for a free worker process</source>
        <translation>wartet auf einen freien Arbeitsprozess</translation>
    </message>
    <message>
        <source>what came back held a secret ({0}), which is hidden in it</source>
        <translation>was zurückkam, enthielt ein Geheimnis ({0}); es ist darin unkenntlich</translation>
    </message>
    <message>
        <source>what its process gives cannot be read: {0}</source>
        <translation>was sein Prozess ausgibt, kann nicht gelesen werden: {0}</translation>
    </message>
    <message>
        <source>what the function returns</source>
        <translation>was die Funktion zurückgibt</translation>
    </message>
    <message>
        <source>which failures to try again is no regular expression: {0}</source>
        <translation>welche Fehler erneut versucht werden, ist kein regulärer Ausdruck: {0}</translation>
    </message>
    <message>
        <source>whole number</source>
        <translation>ganze Zahl</translation>
    </message>
    <message>
        <source>wire {0} → {1}: {2}</source>
        <translation>Verbindung {0} → {1}: {2}</translation>
    </message>
    <message>
        <source>without one</source>
        <translation>ohne eine</translation>
    </message>
    <message>
        <source>yes/no</source>
        <translation>ja/nein</translation>
    </message>
    <message>
        <source>{0} (and {1} more)</source>
        <translation>{0} (und {1} weitere)</translation>
    </message>
    <message>
        <source>{0} (in a container, to read)</source>
        <translation>{0} (in einem Container, zum Lesen)</translation>
    </message>
    <message>
        <source>{0} (in a container, which may change what is there)</source>
        <translation>{0} (in einem Container, der dort ändern darf)</translation>
    </message>
    <message>
        <source>{0} MB</source>
        <translation>{0} MB</translation>
    </message>
    <message>
        <source>{0} MB is too large for a chain (limit {1} MB)</source>
        <translation>{0} MB sind zu viel für eine Kette (Grenze {1} MB)</translation>
    </message>
    <message>
        <source>{0} answered with broken JSON: {1}</source>
        <translation>{0} antwortete mit kaputtem JSON: {1}</translation>
    </message>
    <message>
        <source>{0} answered {1} {2}</source>
        <translation>{0} antwortete {1} {2}</translation>
    </message>
    <message>
        <source>{0} answered {1}: {2}</source>
        <translation>{0} antwortete {1}: {2}</translation>
    </message>
    <message>
        <source>{0} answers more than {1} MB</source>
        <translation>{0} antwortet mit mehr als {1} MB</translation>
    </message>
    <message>
        <source>{0} answers with something else than JSON</source>
        <translation>{0} antwortet mit etwas anderem als JSON</translation>
    </message>
    <message>
        <source>{0} asks nothing</source>
        <translation>{0} fragt nichts</translation>
    </message>
    <message>
        <source>{0} became text, for it is not of one type in all tables</source>
        <translation>{0} wurde zu Text, denn die Spalte hat nicht in allen Tabellen denselben Typ</translation>
    </message>
    <message>
        <source>{0} belongs to somebody else</source>
        <translation>{0} gehört jemand anderem</translation>
    </message>
    <message>
        <source>{0} by {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>{0} cached</source>
        <translation>{0} behalten</translation>
    </message>
    <message>
        <source>{0} cancelled</source>
        <translation>{0} angehalten</translation>
    </message>
    <message>
        <source>{0} cannot be compared by {1}</source>
        <translation>{0} kann nicht mit {1} verglichen werden</translation>
    </message>
    <message>
        <source>{0} cannot be compared with a column of {1}</source>
        <translation>{0} kann nicht mit einer Spalte vom Typ {1} verglichen werden</translation>
    </message>
    <message>
        <source>{0} cannot be pulled: {1}</source>
        <translation>{0} kann nicht geholt werden: {1}</translation>
    </message>
    <message>
        <source>{0} cannot be reached: {1}</source>
        <translation>{0} ist nicht erreichbar: {1}</translation>
    </message>
    <message>
        <source>{0} cannot be read: {1}</source>
        <translation>{0} kann nicht gelesen werden: {1}</translation>
    </message>
    <message>
        <source>{0} cannot be used to work in: {1}</source>
        <translation>in {0} kann nicht gearbeitet werden: {1}</translation>
    </message>
    <message>
        <source>{0} cannot be written as {1}</source>
        <translation>{0} lässt sich nicht als {1} schreiben</translation>
    </message>
    <message>
        <source>{0} cannot name a node</source>
        <translation>{0} kann keinen Knoten benennen</translation>
    </message>
    <message>
        <source>{0} cannot name a port: use letters, digits and underscores</source>
        <translation>{0} kann keinen Anschluss benennen: Buchstaben, Ziffern und Unterstriche benutzen</translation>
    </message>
    <message>
        <source>{0} cannot take over version {1}: {2}</source>
        <translation>{0} kann Version {1} nicht übernehmen: {2}</translation>
    </message>
    <message>
        <source>{0} columns</source>
        <translation>{0} Spalten</translation>
    </message>
    <message>
        <source>{0} columns are more than a sheet of Excel holds ({1})</source>
        <translation>{0} Spalten sind mehr, als ein Blatt von Excel fasst ({1})</translation>
    </message>
    <message>
        <source>{0} did not answer in time</source>
        <translation>{0} antwortete nicht rechtzeitig</translation>
    </message>
    <message>
        <source>{0} did not answer within {1} s</source>
        <translation>{0} antwortete nicht innerhalb von {1} s</translation>
    </message>
    <message>
        <source>{0} does not fit {1}</source>
        <translation>{0} passt nicht zu {1}</translation>
    </message>
    <message>
        <source>{0} does not honour the node contract, so it cannot run {1}</source>
        <translation>{0} erfüllt den Knotenvertrag nicht und kann {1} daher nicht ausführen</translation>
    </message>
    <message>
        <source>{0} does not look right (pattern {1})</source>
        <translation>{0} sieht nicht richtig aus (Muster {1})</translation>
    </message>
    <message>
        <source>{0} does not say what kind of file</source>
        <translation>{0} sagt nicht, welche Art von Datei</translation>
    </message>
    <message>
        <source>{0} does not take the key</source>
        <translation>{0} nimmt den Schlüssel nicht an</translation>
    </message>
    <message>
        <source>{0} done</source>
        <translation>{0} fertig</translation>
    </message>
    <message>
        <source>{0} failed</source>
        <translation>{0} fehlgeschlagen</translation>
    </message>
    <message>
        <source>{0} failed, and the chain stops at the first failure</source>
        <translation>{0} ist fehlgeschlagen, und die Kette hält beim ersten Fehler an</translation>
    </message>
    <message>
        <source>{0} files have such names, and {1} are the most</source>
        <translation>{0} Dateien heißen so, und {1} sind das Meiste</translation>
    </message>
    <message>
        <source>{0} finds nothing in the data</source>
        <translation>{0} findet nichts in den Daten</translation>
    </message>
    <message>
        <source>{0} gave no result</source>
        <translation>{0} gab kein Ergebnis</translation>
    </message>
    <message>
        <source>{0} has changed since it was read, and it is too large to be copied</source>
        <translation>{0} hat sich geändert, seit es gelesen wurde, und ist zu groß, um kopiert zu werden</translation>
    </message>
    <message>
        <source>{0} has had too many requests</source>
        <translation>{0} hatte zu viele Anfragen</translation>
    </message>
    <message>
        <source>{0} has more than {1} different values</source>
        <translation>{0} hat mehr als {1} verschiedene Werte</translation>
    </message>
    <message>
        <source>{0} has no column {1}: missing in its rows</source>
        <translation>{0} hat keine Spalte {1}: sie fehlt in ihren Zeilen</translation>
    </message>
    <message>
        <source>{0} has no input {1}</source>
        <translation>{0} hat keine Eingabe {1}</translation>
    </message>
    <message>
        <source>{0} has no letter {1}</source>
        <translation>{0} hat keinen Buchstaben {1}</translation>
    </message>
    <message>
        <source>{0} has no output {1}</source>
        <translation>{0} hat keine Ausgabe {1}</translation>
    </message>
    <message>
        <source>{0} has no tool {1} at its top level, so no other process can find it</source>
        <translation>{0} hat kein Werkzeug {1} auf oberster Ebene, darum kann kein anderer Prozess es finden</translation>
    </message>
    <message>
        <source>{0} has not run yet, so there are no values to start from</source>
        <translation>{0} ist noch nicht gelaufen, darum gibt es keine Werte, mit denen begonnen werden kann</translation>
    </message>
    <message>
        <source>{0} has not the size that it says</source>
        <translation>{0} hat nicht die angegebene Größe</translation>
    </message>
    <message>
        <source>{0} has {1} columns, {2} {3}</source>
        <translation>{0} hat {1} Spalten, {2} {3}</translation>
    </message>
    <message>
        <source>{0} has {1} values: the first {2} are drawn</source>
        <translation>{0} hat {1} Werte: die ersten {2} sind gezeichnet</translation>
    </message>
    <message>
        <source>{0} holds the socket {1}, through which a container could command this machine</source>
        <translation>{0} enthält den Socket {1}, über den ein Container diesen Rechner steuern könnte</translation>
    </message>
    <message>
        <source>{0} holds {1} in {2}, {3} in {4}</source>
        <translation>{0} enthält {1} in {2}, {3} in {4}</translation>
    </message>
    <message>
        <source>{0} holds {1} on the left, {2} {3} on the right</source>
        <translation>{0} enthält links {1}, {2} rechts {3}</translation>
    </message>
    <message>
        <source>{0} holds {1}, no numbers</source>
        <translation>{0} enthält {1}, keine Zahlen</translation>
    </message>
    <message>
        <source>{0} holds {1}, which cannot be written by hand</source>
        <translation>{0} enthält {1}, das sich nicht von Hand schreiben lässt</translation>
    </message>
    <message>
        <source>{0} holds {1}, {2} {3}</source>
        <translation>{0} enthält {1}, {2} {3}</translation>
    </message>
    <message>
        <source>{0} holds {1}: no {2} can be made of it</source>
        <translation>{0} enthält {1}: daraus lässt sich kein Wert vom Typ {2} machen</translation>
    </message>
    <message>
        <source>{0} holds, or is, {1}, which no container gets</source>
        <translation>{0} enthält oder ist {1}, und das bekommt kein Container</translation>
    </message>
    <message>
        <source>{0} is a part of several ids: {1}, {2}, …</source>
        <translation>{0} ist Teil mehrerer Kennungen: {1}, {2}, …</translation>
    </message>
    <message>
        <source>{0} is a port already</source>
        <translation>{0} ist schon ein Anschluss</translation>
    </message>
    <message>
        <source>{0} is a socket, which no container gets</source>
        <translation>{0} ist ein Socket, den kein Container bekommt</translation>
    </message>
    <message>
        <source>{0} is an address that a chain on this server may not reach</source>
        <translation>{0} ist eine Adresse, die eine Kette auf diesem Server nicht erreichen darf</translation>
    </message>
    <message>
        <source>{0} is larger than {1} MiB</source>
        <translation>{0} ist größer als {1} MiB</translation>
    </message>
    <message>
        <source>{0} is less than {1}</source>
        <translation>{0} ist weniger als {1}</translation>
    </message>
    <message>
        <source>{0} is missing</source>
        <translation>{0} fehlt</translation>
    </message>
    <message>
        <source>{0} is more than {1}</source>
        <translation>{0} ist mehr als {1}</translation>
    </message>
    <message>
        <source>{0} is neither a tag nor a range of versions</source>
        <translation>{0} ist weder ein Tag noch ein Versionsbereich</translation>
    </message>
    <message>
        <source>{0} is no Excel workbook that can be read: {1}</source>
        <translation>{0} ist keine lesbare Excel-Arbeitsmappe: {1}</translation>
    </message>
    <message>
        <source>{0} is no JSON: {1}</source>
        <translation>{0} ist kein JSON: {1}</translation>
    </message>
    <message>
        <source>{0} is no address: {1}</source>
        <translation>{0} ist keine Adresse: {1}</translation>
    </message>
    <message>
        <source>{0} is no condition: {1}</source>
        <translation>{0} ist keine Bedingung: {1}</translation>
    </message>
    <message>
        <source>{0} is no digest</source>
        <translation>{0} ist kein Digest</translation>
    </message>
    <message>
        <source>{0} is no file</source>
        <translation>{0} ist keine Datei</translation>
    </message>
    <message>
        <source>{0} is no file and no folder, and no container gets it</source>
        <translation>{0} ist weder Datei noch Ordner, und kein Container bekommt es</translation>
    </message>
    <message>
        <source>{0} is no file of the shared folder</source>
        <translation>{0} ist keine Datei des geteilten Ordners</translation>
    </message>
    <message>
        <source>{0} is no folder</source>
        <translation>{0} ist kein Ordner</translation>
    </message>
    <message>
        <source>{0} is no json that can be read: {1}</source>
        <translation>{0} ist kein lesbares json: {1}</translation>
    </message>
    <message>
        <source>{0} is no jsonl that can be read: line {1}: {2}</source>
        <translation>{0} ist kein lesbares jsonl: Zeile {1}: {2}</translation>
    </message>
    <message>
        <source>{0} is no name of a file</source>
        <translation>{0} ist kein Name einer Datei</translation>
    </message>
    <message>
        <source>{0} is no name of a header</source>
        <translation>{0} ist kein Name einer Kopfzeile</translation>
    </message>
    <message>
        <source>{0} is no range of cells</source>
        <translation>{0} ist kein Bereich von Zellen</translation>
    </message>
    <message>
        <source>{0} is no range of versions</source>
        <translation>{0} ist kein Versionsbereich</translation>
    </message>
    <message>
        <source>{0} is no regular expression: {1}</source>
        <translation>{0} ist kein regulärer Ausdruck: {1}</translation>
    </message>
    <message>
        <source>{0} is no type; there are {1}</source>
        <translation>{0} ist kein Typ; es gibt {1}</translation>
    </message>
    <message>
        <source>{0} is no value of {1}: left as they are</source>
        <translation>{0} ist kein Wert von {1}: sie bleiben, wie sie sind</translation>
    </message>
    <message>
        <source>{0} is no web address</source>
        <translation>{0} ist keine Webadresse</translation>
    </message>
    <message>
        <source>{0} is no web address: {1}</source>
        <translation>{0} ist keine Webadresse: {1}</translation>
    </message>
    <message>
        <source>{0} is no {1} that can be read: {2}</source>
        <translation>{0} ist kein lesbares {1}: {2}</translation>
    </message>
    <message>
        <source>{0} is none of {1}</source>
        <translation>{0} ist keines von {1}</translation>
    </message>
    <message>
        <source>{0} is not a list of objects</source>
        <translation>{0} ist keine Liste von Objekten</translation>
    </message>
    <message>
        <source>{0} is not possible here</source>
        <translation>{0} ist hier nicht möglich</translation>
    </message>
    <message>
        <source>{0} is not the file that it says, by its SHA-256</source>
        <translation>{0} ist nach ihrem SHA-256 nicht die angegebene Datei</translation>
    </message>
    <message>
        <source>{0} is not there</source>
        <translation>{0} ist nicht da</translation>
    </message>
    <message>
        <source>{0} is not there any more</source>
        <translation>{0} ist nicht mehr da</translation>
    </message>
    <message>
        <source>{0} is not there, so it cannot be mounted</source>
        <translation>{0} ist nicht da und kann nicht eingehängt werden</translation>
    </message>
    <message>
        <source>{0} is not {1}</source>
        <translation>{0} ist nicht {1}</translation>
    </message>
    <message>
        <source>{0} is set in the form, it takes no wire</source>
        <translation>{0} wird im Formular gesetzt und nicht verbunden</translation>
    </message>
    <message>
        <source>{0} is shorter than {1} characters</source>
        <translation>{0} ist kürzer als {1} Zeichen</translation>
    </message>
    <message>
        <source>{0} is taken for what stands between values</source>
        <translation>{0} wird als Trennzeichen gelesen</translation>
    </message>
    <message>
        <source>{0} is there from before, and stays</source>
        <translation>{0} ist von vorher da und bleibt</translation>
    </message>
    <message>
        <source>{0} is too large for a preview</source>
        <translation>{0} ist zu groß für eine Vorschau</translation>
    </message>
    <message>
        <source>{0} is too large to be copied: the history has only its place, {1}</source>
        <translation>{0} ist zu groß zum Kopieren: der Verlauf kennt nur ihren Ort, {1}</translation>
    </message>
    <message>
        <source>{0} items</source>
        <translation>{0} Elemente</translation>
    </message>
    <message>
        <source>{0} leads out of the folder</source>
        <translation>{0} führt aus dem Ordner hinaus</translation>
    </message>
    <message>
        <source>{0} lies between these nodes: it feeds some of them and is fed by others</source>
        <translation>{0} liegt zwischen diesen Knoten: er speist einige davon und wird von anderen gespeist</translation>
    </message>
    <message>
        <source>{0} lines above the table are left out</source>
        <translation>{0} Zeilen über der Tabelle werden ausgelassen</translation>
    </message>
    <message>
        <source>{0} must be less than {1}</source>
        <translation>{0} muss weniger als {1} sein</translation>
    </message>
    <message>
        <source>{0} must be more than {1}</source>
        <translation>{0} muss mehr als {1} sein</translation>
    </message>
    <message>
        <source>{0} must look like node.port</source>
        <translation>{0} muss wie node.port aussehen</translation>
    </message>
    <message>
        <source>{0} names files outside of the chain&apos;s folder</source>
        <translation>{0} nennt Dateien außerhalb des Ordners der Kette</translation>
    </message>
    <message>
        <source>{0} names no file: {1}</source>
        <translation>{0} nennt keine Datei: {1}</translation>
    </message>
    <message>
        <source>{0} names no image</source>
        <translation>{0} nennt kein Image</translation>
    </message>
    <message>
        <source>{0} needs {1}, which has no value yet</source>
        <translation>{0} braucht {1}, das noch keinen Wert hat</translation>
    </message>
    <message>
        <source>{0} nodes are too many for a chain (limit {1})</source>
        <translation>{0} Knoten sind zu viele für eine Kette (höchstens {1})</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>{0} of {1} rows of the {2} table match nothing and are left out</source>
        <translation>{0} von {1} Zeilen der Tabelle {2} passen zu nichts und sind weggelassen</translation>
    </message>
    <message>
        <source>{0} points are drawn as a density</source>
        <translation>{0} Punkte sind als Dichte gezeichnet</translation>
    </message>
    <message>
        <source>{0} queued</source>
        <translation>{0} eingereiht</translation>
    </message>
    <message>
        <source>{0} returned a path, which means nothing outside of where it ran</source>
        <translation>{0} hat einen Pfad zurückgegeben, der außerhalb seines Ortes nichts bedeutet</translation>
    </message>
    <message>
        <source>{0} returned what it must not: </source>
        <translation>{0} gab zurück, was es nicht darf: </translation>
    </message>
    <message>
        <source>{0} takes no secret</source>
        <translation>{0} nimmt kein Geheimnis an</translation>
    </message>
    <message>
        <source>{0}, rows not counted</source>
        <translation>{0}, Zeilen nicht gezählt</translation>
    </message>
    <message>
        <source>{0}: only the first time is looked at</source>
        <translation>{0}: nur das erste Mal wird angesehen</translation>
    </message>
    <message>
        <source>{0}: {1} has letters that a header cannot hold</source>
        <translation>{0}: {1} hat Buchstaben, die eine Kopfzeile nicht fassen kann</translation>
    </message>
    <message>
        <source>{0}; its rows cannot be made: {1}</source>
        <translation>{0}; die Zeilen lassen sich nicht herstellen: {1}</translation>
    </message>
    <message>
        <source>{0}{1} is there twice: the second is called {2}</source>
        <translation>{0}{1} gibt es zweimal: das zweite heißt {2}</translation>
    </message>
    <message>
        <source>… {0} lines left out: they came faster than {1} a second</source>
        <translation>… {0} Zeilen ausgelassen: Sie kamen schneller als {1} je Sekunde</translation>
    </message>
    <message>
        <source>{0} rows × {1}</source>
        <translation>{0} Zeilen × {1}</translation>
    </message>
    <message>
        <source>The operator sets ICEOS_SERVICE_FILES; an engine of containers has to be of this machine.</source>
        <translation>Der Betreiber setzt ICEOS_SERVICE_FILES; eine Container-Engine muss auf diesem Rechner laufen.</translation>
    </message>
    <message>
        <source>The server does not keep to the node contract (docs/node-contract.md).</source>
        <translation>Der Server hält sich nicht an den Knotenvertrag (docs/node-contract.md).</translation>
    </message>
    <message>
        <source>item {0} of {1}: {2}</source>
        <translation>Element {0} von {1}: {2}</translation>
    </message>
    <message>
        <source>its OpenAPI document has no operations{0}</source>
        <translation>sein OpenAPI-Dokument hat keine Operationen{0}</translation>
    </message>
    <message>
        <source>{0} running</source>
        <translation>{0} laufend</translation>
    </message>
    <message>
        <source>{0} s left</source>
        <translation>noch {0} s</translation>
    </message>
    <message>
        <source>{0} sent another file than the one that was asked for</source>
        <translation>{0} hat eine andere Datei als die verlangte geschickt</translation>
    </message>
    <message>
        <source>{0} skipped</source>
        <translation>{0} übersprungen</translation>
    </message>
    <message>
        <source>{0} stands twice in one object</source>
        <translation>{0} steht zweimal in einem Objekt</translation>
    </message>
    <message>
        <source>{0} tokens</source>
        <translation>{0} Token</translation>
    </message>
    <message>
        <source>{0} unpacks to {1} MB, more than a workbook should</source>
        <translation>{0} wird entpackt {1} MB groß, mehr als eine Arbeitsmappe sein sollte</translation>
    </message>
    <message>
        <source>{0} values where the first line has {1}</source>
        <translation>{0} Werte, wo die erste Zeile {1} hat</translation>
    </message>
    <message>
        <source>{0} waiting</source>
        <translation>{0} wartend</translation>
    </message>
    <message>
        <source>{0} wires are too many for a chain (limit {1})</source>
        <translation>{0} Verbindungen sind zu viele für eine Kette (höchstens {1})</translation>
    </message>
    <message>
        <source>{0} would run itself</source>
        <translation>{0} würde sich selbst ausführen</translation>
    </message>
    <message>
        <source>{0} {1} is asked for, {2} is here</source>
        <translation>{0} {1} ist verlangt, {2} ist hier</translation>
    </message>
    <message>
        <source>{0} {1} is not here</source>
        <translation>{0} {1} ist hier nicht vorhanden</translation>
    </message>
    <message>
        <source>{0}, line 1: there are no rows in it</source>
        <translation>{0}, Zeile 1: es sind keine Zeilen darin</translation>
    </message>
    <message>
        <source>{0}, line {1}</source>
        <translation>{0}, Zeile {1}</translation>
    </message>
    <message>
        <source>{0}, line {1}: not UTF-8, as line {2} is: the file mixes encodings</source>
        <translation>{0}, Zeile {1}: nicht UTF-8 wie Zeile {2}: die Datei mischt Kodierungen</translation>
    </message>
    <message>
        <source>{0}, line {1}: this is not an object</source>
        <translation>{0}, Zeile {1}: dies ist kein Objekt</translation>
    </message>
    <message>
        <source>{0}, line {1}: this is not {2}</source>
        <translation>{0}, Zeile {1}: dies ist nicht {2}</translation>
    </message>
    <message>
        <source>{0}, row {1}: {2} is no {3} ({4} such values)</source>
        <translation>{0}, Zeile {1}: {2} ist nicht vom Typ {3} ({4} solche Werte)</translation>
    </message>
    <message>
        <source>{0}: give a type to {1}</source>
        <translation>{0}: {1} einen Typ geben</translation>
    </message>
    <message>
        <source>{0}: numbers of several kinds become one kind</source>
        <translation>{0}: Zahlen mehrerer Arten werden zu einer Art</translation>
    </message>
    <message>
        <source>{0}: the name {1} must look like &apos;tables.filter&apos;</source>
        <translation>{0}: der Name {1} muss wie „tables.filter“ aussehen</translation>
    </message>
    <message>
        <source>{0}: the version {1} must look like &apos;1.0.0&apos;</source>
        <translation>{0}: die Version {1} muss wie „1.0.0“ aussehen</translation>
    </message>
    <message>
        <source>{0}: the {1} in it is broken or cut off: {2}</source>
        <translation>{0}: das {1} darin ist beschädigt oder abgeschnitten: {2}</translation>
    </message>
    <message>
        <source>{0}: trying again in {1} s ({2} of {3})</source>
        <translation>{0}: neuer Versuch in {1} s ({2} von {3})</translation>
    </message>
    <message>
        <source>{0}: what is packed in it is larger than half of the free disk</source>
        <translation>{0}: der gepackte Inhalt ist größer als die Hälfte des freien Speicherplatzes</translation>
    </message>
    <message>
        <source>{0}: written as text, lists and records as JSON</source>
        <translation>{0}: als Text geschrieben, Listen und Datensätze als JSON</translation>
    </message>
    <message>
        <source>{0}: {1} and the like are no {2} and became missing</source>
        <translation>{0}: {1} und dergleichen sind nicht vom Typ {2} und fehlen nun</translation>
    </message>
</context>
</TS>
