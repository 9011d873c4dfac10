#!/usr/bin/env bash
# Keeps a copy of dist/ that rollback.sh can bring back.
set -eu
cd "$(dirname "$0")/.."
[ -d dist ] || { echo "No dist/ yet: npm run build" >&2; exit 1; }
mkdir -p .backups
number=$(( $(find .backups -mindepth 1 -maxdepth 1 -type d | wc -l) + 1 ))
cp -R dist ".backups/$number"
echo "Kept dist/ as .backups/$number"
