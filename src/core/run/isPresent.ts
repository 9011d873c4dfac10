import type { Runnable } from '../model.ts';

/**
 * Whether the text of a document still has a command where the runnable says: every line of it, in order, on the lines of
 * the runnable. Holds a plan that was kept from before against the file as it is now.
 */
export function isPresent({ text, line, endLine }: Runnable, document: string): boolean {
  const lines = document.split(/\r\n|\r|\n/).slice(line, endLine);
  let at = 0;
  return text.split('\n').every((each) => {
    const wanted = each.trim();
    while (at < lines.length && !(lines[at] ?? '').includes(wanted)) at += 1;
    at += 1;
    return at <= lines.length || wanted === '';
  });
}
