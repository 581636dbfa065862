#!/usr/bin/env bash
# The images that ours are made from: pulled, or, where no registry is reached, made from the distribution's packages.
set -euo pipefail
docker=$(command -v /usr/bin/docker || command -v docker)

have() { "$docker" image inspect "$1" >/dev/null 2>&1 || timeout 60 "$docker" pull --quiet "$1" >/dev/null 2>&1; }

python_slim() {
    have python:3.11-slim && return
    echo "making a stand-in for python:3.11-slim"
    local root
    root=$(mktemp -d)
    debootstrap --variant=minbase --include=python3,python3-venv,python3-pip,ca-certificates bookworm "$root" >/tmp/iceos-debootstrap.log
    ln -s python3 "$root/usr/bin/python"
    rm -f "$root"/usr/lib/python3*/EXTERNALLY-MANAGED
    rm -rf "$root"/var/cache/apt "$root"/var/lib/apt/lists "$root"/usr/share/doc
    local bundle=/etc/ssl/certs/ca-certificates.crt
    cp "${SSL_CERT_FILE:-$bundle}" "$root$bundle"
    # what this machine installs packages from, so that images can, too
    cp /etc/apt/sources.list "$root/etc/apt/" 2>/dev/null || true
    cp -r /etc/apt/sources.list.d /etc/apt/apt.conf.d "$root/etc/apt/" 2>/dev/null || true
    tar -C "$root" -c . | "$docker" import \
        -c "ENV SSL_CERT_FILE=$bundle PIP_CERT=$bundle REQUESTS_CA_BUNDLE=$bundle" -c 'CMD ["python3"]' - python:3.11-slim >/dev/null
    rm -rf "$root"
}

# $1: name of the image, the rest: packages
from_packages() {
    local name=$1
    shift
    have "$name" && return
    echo "making a stand-in for $name"
    printf 'FROM python:3.11-slim\nRUN apt-get update -qq && apt-get install -y -qq --no-install-recommends %s >/dev/null && rm -rf /var/lib/apt/lists\n' "$*" \
        | DOCKER_BUILDKIT=1 "$docker" build --quiet --tag "$name" - >/dev/null
}

# as the real one: a database and its owner from the environment, data in a volume
postgres() {
    have "$1" && return
    echo "making a stand-in for $1"
    local context
    context=$(mktemp -d)
    cat > "$context/start" <<'EOF'
#!/bin/sh
set -eu
data=/var/lib/postgresql/data
bin=$(ls -d /usr/lib/postgresql/*/bin)
if [ ! -s "$data/PG_VERSION" ]; then
    printf '%s' "$POSTGRES_PASSWORD" > /tmp/password
    "$bin/initdb" -D "$data" -U "$POSTGRES_USER" --encoding=UTF8 --locale=C.UTF-8 --auth=scram-sha-256 --pwfile=/tmp/password >/dev/null
    rm /tmp/password
    echo "host all all all scram-sha-256" >> "$data/pg_hba.conf"
    "$bin/pg_ctl" -D "$data" -w -o "-c listen_addresses= -k /tmp" start >/dev/null
    PGPASSWORD="$POSTGRES_PASSWORD" "$bin/createdb" -h /tmp -U "$POSTGRES_USER" "$POSTGRES_DB" 2>/dev/null || true
    "$bin/pg_ctl" -D "$data" -w -m fast stop >/dev/null
fi
exec "$bin/postgres" -D "$data" -k /tmp -c listen_addresses='*'
EOF
    cat > "$context/Dockerfile" <<'EOF'
FROM python:3.11-slim
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql >/dev/null && rm -rf /var/lib/apt/lists \
    && install -d -o postgres -g postgres -m 700 /var/lib/postgresql/data
COPY --chmod=755 start /usr/local/bin/start
USER postgres
VOLUME /var/lib/postgresql/data
CMD ["start"]
EOF
    DOCKER_BUILDKIT=1 "$docker" build --quiet --tag "$1" "$context" >/dev/null
    rm -rf "$context"
}

python_slim
for wanted in "$@"; do
    case $wanted in
        js) from_packages node:22-slim nodejs ;;
        postgres) postgres "${ICEOS_POSTGRES_IMAGE:-postgres:16}" ;;
        java) from_packages eclipse-temurin:17-jdk openjdk-17-jdk-headless binutils ;;
    esac
done
