#!/bin/sh
# The simple index that pip itself uses; Poetry asks PyPI's JSON API otherwise, which mirrors do not have.
.poetry/bin/python - <<'PY'
import subprocess, sys
from pip._internal.models.index import PyPI

set_by_person = subprocess.run(
    [sys.executable, "-m", "pip", "config", "get", "global.index-url"], capture_output=True, text=True
).stdout.strip()
print(set_by_person or PyPI.simple_url)
PY
