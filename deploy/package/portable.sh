#!/usr/bin/env bash
# build/iceos-VERSION-ARCH.tar.zst: the same folder, for a person without root.
set -euo pipefail
cd "$(dirname "$0")/../.."
version=$(.venv/bin/python -c 'from importlib.metadata import version; print(version("iceos"))')
name="iceos-$version-$(uname -m)"
rm -rf "build/$name"
cp -a build/iceos "build/$name"
cp LICENSE deploy/package/install.sh deploy/package/uninstall.sh "build/$name/"
tar --zstd --owner=0 --group=0 --sort=name -C build -cf "build/$name.tar.zst" "$name"
rm -rf "build/$name"
echo "build/$name.tar.zst: $(du -m "build/$name.tar.zst" | cut -f1) MB"
