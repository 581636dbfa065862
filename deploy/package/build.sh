#!/usr/bin/env bash
# build/iceos: the program with its own Python and libraries, and build/share: what a desktop environment reads.
set -euo pipefail
cd "$(dirname "$0")/../.."
.venv/bin/pyinstaller --noconfirm --clean --log-level ERROR --distpath build --workpath build/work \
    deploy/package/iceos.spec
rm -rf build/share build/work
.venv/bin/python -c 'import sys; from pathlib import Path; from app.integration import files
for name, content in files("/usr/bin/iceos").items():
    path = Path("build/share", name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)'
echo "by part, in MB:"
{
    du -sm build/iceos
    du -sm build/iceos/_internal/* | sort -rn | sed -n 1,12p
} | sed 's|build/||'
