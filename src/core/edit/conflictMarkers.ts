/**
 * Whether a line stands between the markers that git leaves where it could not merge: `<<<<<<<` above, `>>>>>>>` below.
 *
 * @param lines the text without line ends
 * @param line 0-based
 */
export function isInConflict(lines: readonly string[], line: number): boolean {
  for (let above = line; above >= 0; above--) {
    const text = lines[above] ?? '';
    if (/^>{7}(?: |$)/.test(text) && above < line) return false;
    if (!/^<{7}(?: |$)/.test(text)) continue;
    for (let below = line; below < lines.length; below++) if (/^>{7}(?: |$)/.test(lines[below] ?? '')) return true;
    return false;
  }
  return false;
}
