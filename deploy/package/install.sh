#!/bin/sh
# Installs iceOS for you alone: the program, a menu entry, the file type, the command `iceos`. Run it again to update.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
to="${XDG_DATA_HOME:-$HOME/.local/share}/iceos-program"
mkdir -p "$to.new" "$HOME/.local/bin"
cp -R "$here/." "$to.new/"
rm -rf "$to"
mv "$to.new" "$to"
ln -sf "$to/iceos" "$HOME/.local/bin/iceos"
"$to/iceos" desktop install
echo "iceOS is in your menu. To remove it: $to/uninstall.sh"
case ":$PATH:" in
    *":$HOME/.local/bin:"*) ;;
    *) echo "The command iceos is in ~/.local/bin, which is not on your PATH." ;;
esac
