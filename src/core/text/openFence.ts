/** A fence of code where it stands in its line. */
export interface Fence {
  readonly start: number;
  readonly signs: string;
  /** Nothing follows: such a fence closes, too. */
  readonly bare: boolean;
}

/** A fence at the beginning of a line, of an item or of a quote. */
export function fenceOf(text: string): Fence | undefined {
  const lead = /^[ \t>]{0,99}(?:(?:[-*+]|\d{1,9}[.)])[ \t]{1,9})?/.exec(text)?.[0].length ?? 0;
  const signs = /^(?:`{3,}|~{3,})/.exec(text.slice(lead))?.[0];
  return signs === undefined ? undefined : { start: lead, signs, bare: text.slice(lead + signs.length).trim() === '' };
}

/**
 * The signs of the fence that is open at the beginning of a line; empty where none is.
 *
 * @param line 0-based
 */
export function openFence(lines: readonly string[], line: number): string {
  let open = '';
  for (let at = 0; at < line; at++) {
    const fence = fenceOf(lines[at] ?? '');
    if (!fence) continue;
    if (open === '') open = fence.signs;
    else if (fence.bare && fence.signs.startsWith(open)) open = '';
  }
  return open;
}
