#!/bin/sh
# Makes .venv hold what a lock file names and the package itself, then writes the stamp that make looks at.
# Usage: environment.sh PYTHON LOCK STAMP. Ends with 2 and a message in Swedish when something is missing.
# The newest Python allowed is the newest one that every locked package has a built wheel for.
set -eu

python=$1
lock=$2
stamp=$3
oldest=11
newest=14

stop() {
    printf '%s\n' "$@" >&2
    exit 2
}

command -v "$python" >/dev/null 2>&1 || stop \
    "Python saknas: kommandot «$python» finns inte." \
    "Installera Python 3.$oldest–3.$newest (Debian och Ubuntu: sudo apt-get install python3 python3-venv)" \
    "eller ange var det finns: make PYTHON=/sökväg/till/python3 …"

version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])') || stop \
    "Kommandot «$python» går inte att köra som Python." \
    "Ange ett annat: make PYTHON=/sökväg/till/python3 …"
major=${version%%.*}
minor=${version#*.}
if [ "$major" -ne 3 ] || [ "$minor" -lt "$oldest" ] || [ "$minor" -gt "$newest" ]; then
    stop \
        "Kommandot «$python» är Python $version. Arbetsboken behöver 3.$oldest–3.$newest." \
        "Installera en sådan och ange den: make PYTHON=python3.$newest …"
fi

"$python" -c 'import ensurepip, venv' 2>/dev/null || stop \
    "Python $version saknar modulen venv." \
    "Installera den (Debian och Ubuntu: sudo apt-get install python3-venv)."

if [ ! -f "$stamp" ]; then
    echo "Förbereder .venv ur $lock, tar någon minut första gången …"
else
    echo "Uppdaterar .venv ur $lock …"
fi
here=$(pwd -P)
made_in=$(cat .venv/prepared 2>/dev/null || printf '%s' "$here")
if [ "$made_in" != "$here" ] || ! .venv/bin/python -c '' 2>/dev/null; then
    "$python" -m venv --clear .venv || stop "Mappen .venv kunde inte skapas i $here. Läs meddelandet ovan."
fi

install() {
    .venv/bin/python -m pip --quiet --quiet --disable-pip-version-check --no-input install "$@"
}

install --require-hashes --only-binary :all: -r "$lock" || stop \
    "Paketen i $lock kunde inte installeras. Läs pips meddelande ovan." \
    "Vanligast är att datorn saknar nät eller behöver en proxy (HTTPS_PROXY) eller ett eget paketarkiv (PIP_INDEX_URL)."
install --no-deps --no-build-isolation --editable . || stop \
    "Paketet statsbidrag kunde inte installeras i .venv. Läs pips meddelande ovan."
printf '%s\n' "$here" >"$stamp"
