#!/usr/bin/env bash
# The images of iceOS: all of them, or those named (std js java llm server web orchestrator worker).
set -euo pipefail
cd "$(dirname "$0")/.."
docker=$(command -v /usr/bin/docker || command -v docker) || { echo "install Docker first"; exit 1; }
export DOCKER_BUILDKIT=1
[ $# -gt 0 ] || set -- std js java llm server web orchestrator worker
deploy/base-images.sh "$@"
build() { echo "building $1"; "$docker" build --quiet --tag "$@" >/dev/null; }
for wanted in "$@"; do
    case $wanted in
        std) build iceos/nodes-std:0.1.0 --target nodes-std . ;;
        js) build iceos/node-js:1.0.0 nodes/images/js ;;
        java) build iceos/node-java:1.0.0 nodes/images/java ;;
        llm) build iceos/node-llm:1.0.0 nodes/images/llm ;;
        server) build iceos:0.1.0 --target iceos . ;;
        web | orchestrator | worker) build "iceos/$wanted:0.1.0" --target "$wanted" . ;;
        *) echo "there is no image $wanted (std js java llm server web orchestrator worker)"; exit 1 ;;
    esac
done
