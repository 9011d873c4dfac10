/**
 * Quotes a text as one word of POSIX `sh`, whatever is in it.
 *
 * Only for files that `sh` reads: fish reads a backslash between single quotes differently.
 */
export function quoteForSh(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/**
 * Quotes a text as one word that bash, zsh, fish and `sh` read the same, for a line that is typed into a terminal.
 *
 * Between single quotes these shells agree on everything but the quote and the backslash (fish escapes with it), so
 * both stand outside, escaped: `it's` becomes `'it'\''s'`. History expansion and variables do nothing in between.
 *
 * @throws RangeError for control characters: a typed newline runs the line, a tab completes it, others edit it.
 */
export function quoteForAnyShell(text: string): string {
  if (/\p{Cc}/u.test(text)) throw new RangeError('A line typed into a terminal cannot hold control characters.');
  return `'${text.replace(/['\\]/g, (char) => `'\\${char}'`)}'`;
}
