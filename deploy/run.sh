#!/bin/sh
# Opens the desktop on a chain (the example without one); without a display runs it in the terminal.
set -eu
iceos=.venv/bin/iceos
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname -s)" != Linux ]; then
    if [ $# -gt 0 ]; then exec "$iceos" open "$1"; else exec "$iceos" open --example; fi
fi
echo "There is no display here, so the chain runs in the terminal. Its results go to ./results"
exec "$iceos" run "${1:-resources/examples/penguins.iceos}" --output results
