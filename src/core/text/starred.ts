const span =
  /`[^`]*`|(?<![\p{L}\p{N}_*])__(?=[^\s_])([^_`]{0,300}(?:(?:`[^`]{0,200}`|_(?!_))[^_`]{0,300}){0,20})(?<=[^\s_])__(?![\p{L}\p{N}_*])/gu;

/**
 * A line in which `__bold__` is written `**bold**`, as all rules of the reading know it. As long as before; code and
 * underscores to be filled in stay.
 */
export function starred(line: string): string {
  if (!line.includes('__')) return line;
  return line.replace(span, (whole, bold: string | undefined) => (bold === undefined ? whole : `**${bold}**`));
}
