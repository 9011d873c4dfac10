#!/usr/bin/env bash
# Opens a shift: ./scripts/shift-start.sh NUMBER TYPE
set -eu
cd "$(dirname "$0")/.."
number=${1:-}
agent=${2:-}
case $number in '' | *[!0-9]*) echo "Usage: shift-start.sh NUMBER TYPE" >&2; exit 2 ;; esac
[ -n "$agent" ] || { echo "Usage: shift-start.sh NUMBER TYPE" >&2; exit 2; }

folder=.agent-handoffs
previous="$folder/SHIFT_$((number - 1))_HANDOFF.md"
handoff="$folder/SHIFT_${number}_HANDOFF.md"

git pull --ff-only --quiet || echo "Not pulled: working from what is here"
echo "Score: $(cat "$folder/PRODUCTION_SCORE.txt")"
echo
if [ -f "$previous" ]; then
  cat "$previous"
else
  echo "No handoff from the shift before."
fi
echo
echo "Tasks of shift $number:"
awk -v want="### Shift $number " 'index($0, "### Shift ") == 1 { show = index($0 " ", want) == 1 } show' "$folder/PRIORITY_TASKS.md"

if [ -f "$handoff" ]; then
  echo "$handoff is there already."
  exit 0
fi
{
  echo "# Shift $number handoff"
  echo
  echo "**Shift:** $number"
  echo "**Agent:** $agent"
  echo "**State:** active"
  echo "**Started:** $(date -u +%Y-%m-%dT%H:%MZ)"
  echo "**Start commit:** $(git rev-parse --short HEAD)"
  for title in Status Summary Done "In progress" Blockers "Actions for the next shift" Watch; do
    printf '\n## %s\n\n' "$title"
  done
} >"$handoff"
echo "Opened $handoff"
