#!/bin/sh
# Writes requirements.lock and requirements-dev.lock from pyproject.toml: every platform and Python, with hashes,
# without the address of any package index. Versions already locked stay unless --upgrade is given.
set -eu

if command -v uv >/dev/null 2>&1; then
    uv=uv
else
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
    "${PYTHON:-python3}" -m venv "$folder"
    "$folder/bin/python" -m pip --quiet --disable-pip-version-check install uv
    uv=$folder/bin/uv
fi

lock() {
    "$uv" pip compile pyproject.toml --extra build "$@" --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet
}

lock "$@" --output-file requirements.lock
lock "$@" --extra dev --constraint requirements.lock --output-file requirements-dev.lock
echo "requirements.lock och requirements-dev.lock är skrivna. Kör make test innan de checkas in."
