const span =
  /`[^`]*`|(?<![\p{L}\p{N}_*])__(?=[^\s_])([^_`]{0,300}(?:(?:`[^`]{0,200}`|_(?!_))[^_`]{0,300}){0,20})(?<=[^\s_])__(?![\p{L}\p{N}_*])/gu;

/**
 * Lines in which `__bold__` is written `**bold**`, as all rules of the reading know it. As long as before; code and
 * underscores to be filled in stay.
 *
 * @returns the lines themselves where nothing is to be changed, as in most
 */
export function starred(lines: readonly string[]): readonly string[] {
  if (!lines.some((line) => line.includes('__'))) return lines;
  return lines.map((line) =>
    line.replace(span, (whole, bold: string | undefined) => (bold === undefined ? whole : `**${bold}**`)),
  );
}
