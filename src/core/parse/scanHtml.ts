import { skipSpaces } from './scanLine.ts';

/** How an HTML block ends (CommonMark 4.6): at a line with a text, or before a blank line. */
export type HtmlEnd = '-->' | '?>' | '>' | 'raw' | 'blank';

const rawEnd = /<\/(?:pre|script|style|textarea)>/i;
const tag = /^<(\/?)([a-z][a-z0-9-]*)(?=[ />]|$)/i;
const rawNames = new Set(['pre', 'script', 'style', 'textarea']);
const blockNames = new Set(
  (
    'address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt ' +
    'fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link ' +
    'main menu menuitem nav noframes ol optgroup option p param search section summary table tbody td tfoot th thead ' +
    'title tr track ul'
  ).split(' '),
);

/**
 * How the HTML block ends that a line begins; undefined where it begins none, 'unsure' where that takes more than is
 * looked at here.
 *
 * @param text from `<`
 * @param interrupts whether a paragraph is open, which only the kinds 1 to 6 end
 */
export function htmlEnd(text: string, interrupts: boolean): HtmlEnd | 'unsure' | undefined {
  if (text.startsWith('<!--')) return '-->';
  if (text.startsWith('<?')) return '?>';
  if (text.startsWith('<![')) return 'unsure';
  if (/^<![a-z]/i.test(text)) return '>';
  const [open, slash = '', name = ''] = tag.exec(text) ?? [];
  if (open === undefined) return undefined;
  const lower = name.toLowerCase();
  const behind = text.slice(open.length);
  if (rawNames.has(lower)) return slash === '' && !behind.startsWith('/') ? 'raw' : 'unsure';
  if (blockNames.has(lower)) return behind.startsWith('/') && !behind.startsWith('/>') ? 'unsure' : 'blank';
  if (interrupts) return undefined;
  if (!behind.startsWith('>')) return 'unsure';
  return skipSpaces(behind, 1) === behind.length ? 'blank' : undefined;
}

/** @param start where the search begins: on the first line behind what opens the block, but for the dashes of a comment */
export function endsHtml(line: string, start: number, end: HtmlEnd): boolean {
  if (end === 'blank') return false;
  return end === 'raw' ? rawEnd.test(line.slice(start)) : line.includes(end, start);
}
