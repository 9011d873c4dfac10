/**
 * The code spans of one line of inline markdown, in order (CommonMark 6.1: a run of backticks closes at the next run of
 * the same length). Linear.
 */
export function inlineCode(line: string): readonly string[] {
  const runs = [...line.matchAll(/`+/g)].map((match) => ({ start: match.index, length: match[0].length }));
  const spans: string[] = [];
  // The next run of a length is looked up once per length, from the end, so that unmatched runs cost nothing.
  const nextOfLength: (number | undefined)[] = new Array<number | undefined>(runs.length);
  const last = new Map<number, number>();
  for (let index = runs.length - 1; index >= 0; index--) {
    const length = runs[index]?.length ?? 0;
    nextOfLength[index] = last.get(length);
    last.set(length, index);
  }
  for (let index = 0; index < runs.length; index++) {
    const close = nextOfLength[index];
    const from = runs[index];
    const to = close === undefined ? undefined : runs[close];
    if (!from || !to || close === undefined) continue;
    const text = line.slice(from.start + from.length, to.start);
    // One space is stripped on both sides where both have one.
    spans.push(/^ (?=.*\S).* $/s.test(text) ? text.slice(1, -1) : text);
    index = close;
  }
  return spans;
}
