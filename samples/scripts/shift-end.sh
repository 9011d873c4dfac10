#!/usr/bin/env bash
# Closes a shift: ./scripts/shift-end.sh NUMBER [MESSAGE]. Runs the suites, notes the facts, commits, pushes.
set -u
cd "$(dirname "$0")/.." || exit 1
number=${1:-}
case $number in '' | *[!0-9]*) echo "Usage: shift-end.sh NUMBER [MESSAGE]" >&2; exit 2 ;; esac

handoff=".agent-handoffs/SHIFT_${number}_HANDOFF.md"
[ -f "$handoff" ] || { echo "No $handoff: ./scripts/shift-start.sh $number TYPE" >&2; exit 1; }
grep -q '^## .*Facts$' "$handoff" && { echo "Shift $number has ended already."; exit 0; }

mkdir -p test-results
failed=0
facts=""
for suite in check test smoke; do
  if npm run --silent "$suite" >"test-results/${suite}_shift${number}.log" 2>&1; then
    facts="$facts- $suite: passed
"
  else
    failed=1
    facts="$facts- $suite: FAILED, see test-results/${suite}_shift${number}.log
"
  fi
done

printf '\n## Facts\n\n%s\n**Ended:** %s\n' "$facts" "$(date -u +%Y-%m-%dT%H:%MZ)" >>"$handoff"
awk '{ sub(/^\*\*State:\*\* active$/, "**State:** ended") } 1' "$handoff" >test-results/handoff.tmp && mv test-results/handoff.tmp "$handoff"
printf '%s' "$facts"
git add "$handoff"
git commit --quiet -m "${2:-shift $number: handoff}" -- "$handoff"
git push --quiet || echo "Not pushed: the commit is here, push it later" >&2
exit "$failed"
