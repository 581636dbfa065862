#!/usr/bin/env bash
# build/iceos_VERSION_ARCH.deb from build/iceos.
set -euo pipefail
cd "$(dirname "$0")/../.."
version=$(.venv/bin/python -c 'from importlib.metadata import version; print(version("iceos"))')
architecture=$(dpkg --print-architecture)
root=build/deb
rm -rf "$root"
mkdir -p "$root/DEBIAN" "$root/usr/bin" "$root/usr/lib" "$root/usr/share/doc/iceos"
cp -a build/iceos "$root/usr/lib/iceos"
cp -a build/share/. "$root/usr/share/"
ln -s ../lib/iceos/iceos "$root/usr/bin/iceos"
cp LICENSE "$root/usr/share/doc/iceos/copyright"
find "$root" -type d -exec chmod 755 {} +
chmod -R u+rwX,go+rX,go-w "$root/usr"

# what the program and its plug-ins need of the system and do not bring themselves, by the packages that hold it here
programs() { find "$root/usr/lib/iceos" -type f \( -name '*.so*' -o -name iceos \) -print0; }
needed() { programs | xargs -0 readelf -d 2>/dev/null | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' | sort -u; }
brought() { find "$root/usr/lib/iceos" -name '*.so*' -printf '%f\n' | sort -u; }
package_of() {
    local path
    path=$(ldconfig -p | awk -v name="$1" '$1 == name { print $NF; exit }')
    [ -n "$path" ] || return 0  # of a plug-in for what this system does not have
    path=$(realpath "$path")
    { dpkg -S "$path" || dpkg -S "${path#/usr}"; } 2>/dev/null | head -n 1 | cut -d: -f1
}
glibc=$(programs | xargs -0 readelf -V 2>/dev/null | grep -o 'GLIBC_2\.[0-9]*' | sort -uV | tail -n 1)
packages=$(comm -23 <(needed) <(brought) | while read -r library; do package_of "$library"; done | sort -u | grep -v '^libc6$')
depends="libc6 (>= ${glibc#GLIBC_}), $(echo "$packages" | paste -sd, | sed 's/,/, /g')"

cat >"$root/DEBIAN/control" <<CONTROL
Package: iceos
Version: $version
Architecture: $architecture
Maintainer: iceOS developers <developers@iceos.invalid>
Installed-Size: $(du -sk "$root/usr" | cut -f1)
Depends: $depends, fonts-dejavu-core | fonts-liberation | fonts-noto-core
Recommends: desktop-file-utils, shared-mime-info, xdg-utils
Suggests: docker.io
Section: science
Priority: optional
Description: draw chains of tools and run them
 Draw chains of tools on a canvas, run them on your own machine, and see every
 value on the way. Heavy nodes run in containers; the same file runs durably on
 a server for a team.
CONTROL
# menu and file type: the triggers of desktop-file-utils, shared-mime-info and hicolor-icon-theme see to them
(cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
deb="build/iceos_${version}_${architecture}.deb"
dpkg-deb --root-owner-group -Zxz -z9 --build "$root" "$deb" >/dev/null
rm -rf "$root"
echo "$deb: $(($(stat -c %s "$deb") / 1000000)) MB"
