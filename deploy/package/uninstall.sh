#!/bin/sh
# Removes what install.sh made. Your settings, history and chains stay.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
"$here/iceos" desktop uninstall
[ "$(readlink "$HOME/.local/bin/iceos" 2>/dev/null)" != "$here/iceos" ] || rm "$HOME/.local/bin/iceos"
[ "$(basename "$here")" != iceos-program ] || rm -rf "$here"
echo "iceOS is gone. Your settings and history are still there: ${XDG_DATA_HOME:-$HOME/.local/share}/iceos"
