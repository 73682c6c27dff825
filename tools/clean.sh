#!/bin/sh
# Removes what can be built again: the import store, executed notebooks and report pages.
# Everything in a folder named forms stays, because a frozen paper is never rebuilt.
set -eu

rm -rf data/processed
[ -d reports ] || exit 0
find reports/ -type d -name forms -prune -o ! -type d -exec rm -f {} +
find reports/ -depth -mindepth 1 -type d -empty ! -name forms ! -path '*/forms/*' -exec rmdir {} +
