#!/usr/bin/env bash
# Replaces dist/ by a kept copy: ./scripts/rollback.sh --to previous, or --to 3.
set -eu
cd "$(dirname "$0")/.."
[ "${1:-}" = "--to" ] && [ -n "${2:-}" ] || { echo "Usage: rollback.sh --to previous|NUMBER" >&2; exit 2; }
target=$2
if [ "$target" = previous ]; then
  target=$(ls .backups 2>/dev/null | sort -n | tail -n 1)
fi
[ -n "$target" ] && [ -d ".backups/$target" ] || { echo "Nothing to go back to: ./scripts/backup.sh keeps copies" >&2; exit 1; }
rm -rf dist
cp -R ".backups/$target" dist
echo "dist/ is .backups/$target again"
