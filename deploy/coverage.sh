#!/usr/bin/env bash
# Prints how much of each package the last tests ran, in their own process: servers, workers and programs that they
# start are not counted. `.venv/bin/coverage report --show-missing` tells it line by line.
set -euo pipefail
for package in app canvas engine nodes; do
    printf 'coverage of %-7s %s %%\n' "$package" "$(.venv/bin/coverage report --include="$package/*" --format=total)"
done
