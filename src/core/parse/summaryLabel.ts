import { plainText } from '../text/plainText.ts';

/** Asks to be opened, or says only that there is more. */
const says =
  /^(?:click|tap|press|show|see|view|expand|collapse|toggle|(?:more |all |full |implementation |technical )?details?|more|read more|note|example|why|background|context)\b/i;

/**
 * What a `<summary>` at the end of an HTML block calls what is folded below it: `<details><summary>Phase 1</summary>` heads
 * the lists up to `</details>` as a label does. Undefined where it names nothing.
 */
export function summaryLabel(html: string): string | undefined {
  const start = html.lastIndexOf('<summary');
  if (start < 0 || html.includes('</details', start) || html.includes('-->', start)) return undefined;
  const end = html.indexOf('</summary', start);
  const inside = html.slice(html.indexOf('>', start) + 1, end < 0 ? undefined : end);
  if (inside.length > 400) return undefined;
  const text = plainText(inside.replace(/\s+/g, ' ')).trim();
  return text === '' || text.length > 120 || says.test(text) ? undefined : text;
}
