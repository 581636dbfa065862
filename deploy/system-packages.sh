#!/bin/sh
# Installs the system libraries that Qt needs where they are missing and this user may; says which otherwise.
set -eu

[ "$(uname -s)" = Linux ] || exit 0
if ! command -v dpkg-query >/dev/null 2>&1; then
    echo "This is no Debian or Ubuntu: please see to it that EGL, GL, xkbcommon, xcb-cursor, fontconfig and D-Bus libraries are there."
    exit 0
fi

wanted="python3-venv libegl1 libgl1 libxkbcommon0 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 libxcb-cursor0
libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 fonts-dejavu-core"
missing=""
for package in $wanted; do
    # another Python than the system's brings its own venv
    if [ "$package" = python3-venv ] && "${PYTHON:-python3}" -c 'import ensurepip' >/dev/null 2>&1; then continue; fi
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
# GLib's package has another name since 2024
if ! dpkg-query -W -f='${Status}\n' libglib2.0-0 libglib2.0-0t64 2>/dev/null | grep -q 'ok installed'; then
    missing="$missing libglib2.0-0"
fi
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
    as_root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as_root="sudo"
else
    echo "These packages are missing, and only an administrator may install them:$missing"
    echo "    sudo apt-get install$missing"
    exit 0
fi
echo "Installing$missing …"
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq || true
# shellcheck disable=SC2086  # a list of words
$as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null ||
    echo "Some could not be installed; iceOS may not start without them."
