/**
 * What a box that is none by a typing mistake was meant to be, with its list marker where that is part of the mistake:
 * `[x ]` and `[ [x]` become `[x]`, `-[]` becomes `- [ ]`.
 */
export function mendedBox(written: string): string {
  const marker = /^[-*+](?=\[)/.exec(written)?.[0];
  const box = `[${/x/i.exec(written)?.[0] ?? ' '}]`;
  return marker === undefined ? box : `${marker} ${box}`;
}
