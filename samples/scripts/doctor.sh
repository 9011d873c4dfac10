#!/usr/bin/env bash
# Says whether this machine can work on Tidebell. Exit code 1 if something is missing.
set -u
cd "$(dirname "$0")/.." || exit 1
missing=0
for tool in node npm git; do
  if command -v "$tool" >/dev/null; then
    echo "ok      $tool $("$tool" --version | head -n 1)"
  else
    echo "MISSING $tool"
    missing=1
  fi
done
major=$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)
if [ "$major" -lt 20 ]; then
  echo "MISSING Node 20 or newer"
  missing=1
fi
[ -f data/harbours.json ] && echo "ok      data/harbours.json" || { echo "MISSING data/harbours.json"; missing=1; }
exit "$missing"
