#!/usr/bin/env bash
# How things stand, at any time. Reads only.
cd "$(dirname "$0")/.." || exit 1
echo "Score     $(cat .agent-handoffs/PRODUCTION_SCORE.txt)"
port=${PORT:-4870}
if health=$(node -e '
  fetch(`http://127.0.0.1:${process.argv[1]}/health`, { signal: AbortSignal.timeout(2000) })
    .then((response) => response.text())
    .then((text) => console.log(text.trim()), () => { process.exitCode = 1; });
' "$port"); then
  echo "Service   $health"
else
  echo "Service   not running on port $port (npm start)"
fi
echo "Branch    $(git rev-parse --abbrev-ref HEAD) at $(git rev-parse --short HEAD)"
echo "Changed   $(git status --porcelain | wc -l | tr -d ' ') files"
echo "Handoff   $(ls .agent-handoffs/SHIFT_*_HANDOFF.md 2>/dev/null | sort -V | tail -n 1)"
echo "Results   $(ls test-results 2>/dev/null | wc -l | tr -d ' ') logs"
