/** A stretch of a document that is read on its own. */
export interface Part {
  /** 0-based line of the document at which the part begins. */
  readonly line: number;
  /** LF, whatever the document has: columns do not change by it. */
  readonly text: string;
}

export interface CutDocument {
  /** The lines of the YAML between `---` lines at the very top; empty where there is none. */
  readonly frontMatter: readonly string[];
  readonly parts: readonly Part[];
  readonly lines: readonly string[];
  readonly lineCount: number;
}

const headingLine = /^#{1,6}(?:[ \t]|$)/;
/** A bullet with text at the left margin; not a rule, not the delimiter row of a table. */
const bulletLine = /^[-*+] {1,3}(?![-*_:| \t]*$)\S/;
const numberLine = /^\d{1,9}[.)] {1,3}\S/;
/** What may open an HTML block of the kinds 6 and 7, which ends only at a blank line. */
const tagLine = /^(?:[ \t>]|(?:[-*+]|\d{1,9}[.)])[ \t])*</;
/** A fence behind any prefix of quotes and list markers. */
const fenceLine = /^((?:[ \t>]|(?:[-*+]|\d{1,9}[.)])[ \t])*)(`{3,}|~{3,})(.*)$/;
/** What begins an HTML block of the kinds 1 to 5 (CommonMark 4.6), behind the same prefix. */
const htmlLine =
  /^((?:[ \t>]|(?:[-*+]|\d{1,9}[.)])[ \t])*)(<!--|<!\[CDATA\[|<\?|<![a-z]|<(?:script|pre|style|textarea)\b)/i;

/** What the scan stands in. `lost`: it cannot tell any more; there is no further cut. */
type State =
  | { readonly in: 'text' | 'lost' }
  | { readonly in: 'fence'; readonly fence: string; readonly column: number }
  | { readonly in: 'html'; readonly end: string };

const text: State = { in: 'text' };
const lost: State = { in: 'lost' };

/**
 * Cuts a document at ATX headings at the left margin with a blank line before them. Such a line ends every list, quote,
 * table and paragraph (CommonMark 4.2 and 5), so what stands before it cannot change how it is read, unless it stands
 * in a fence or an HTML block. Where that is in doubt there is no cut: a missing cut costs time, a wrong one truth.
 *
 * Long lists are cut between items at the left margin: a bullet there begins an item whatever stands before it (5.2), a
 * number does so in a list of numbers behind a blank line. One list becomes two, which hold the same items.
 *
 * @param longList lines after which a list is cut: micromark's time grows with the square of a list's length
 */
export function cutParts(source: string, longList = longestList): CutDocument {
  const lines = source.split(/\r\n|\r|\n/);
  const frontEnd = frontMatterEnd(lines);
  const starts = [frontEnd, ...findCuts(lines, frontEnd, () => false, longList)];
  const parts = starts.map((line, index) => ({ line, text: partText(lines, line, starts[index + 1]) }));
  return { frontMatter: frontMatterOf(lines, frontEnd), parts, lines, lineCount: lines.length };
}

const longestList = 30;

/**
 * The lines at which the parts behind the one that begins at `start` begin. The scan is in the same state at each of
 * them, so it can begin at any, and where it comes to a line that was a cut before and nothing changed behind it, all
 * further cuts are those from before.
 *
 * @param stop asked at each cut; true ends the scan with that cut
 */
export function findCuts(
  lines: readonly string[],
  start: number,
  stop: (cut: number) => boolean,
  longList = longestList,
): readonly number[] {
  const cuts: number[] = [];
  let begin = start;
  let blankBefore = true;
  let tagBefore = false;
  /** The last line at the left margin was a numbered item. */
  let numbersBefore = false;
  let state = text;
  for (let index = start; index < lines.length && state.in !== 'lost'; index++) {
    const line = lines[index] ?? '';
    const beginsItem = (): boolean =>
      index - begin >= longList &&
      !tagBefore &&
      (bulletLine.test(line) || (blankBefore && numbersBefore && numberLine.test(line)));
    if (state.in === 'text' && index > begin && ((blankBefore && headingLine.test(line)) || beginsItem())) {
      cuts.push(index);
      if (stop(index)) break;
      begin = index;
    }
    // Behind a tag without a blank line a fence may be part of the HTML.
    state = state.in === 'text' && tagBefore && opensFence(line) ? lost : next(state, line);
    blankBefore = line.trim() === '';
    tagBefore = !blankBefore && (tagBefore || tagLine.test(line));
    if (/^\S/.test(line)) numbersBefore = numberLine.test(line);
  }
  return cuts;
}

/**
 * The text of a part.
 *
 * @param end the line at which the next one begins; undefined for the last
 */
export function partText(lines: readonly string[], line: number, end: number | undefined): string {
  const text = lines.slice(line, end).join('\n');
  return end === undefined ? text : `${text}\n`;
}

/** @param frontEnd the line behind the front matter */
export function frontMatterOf(lines: readonly string[], frontEnd: number): readonly string[] {
  return lines.slice(1, Math.max(1, frontEnd - 1));
}

function next(state: State, line: string): State {
  switch (state.in) {
    case 'text':
      return opensFence(line) ?? opensHtml(line) ?? text;
    case 'fence':
      return insideFence(state, line);
    case 'html':
      return line.toLowerCase().includes(state.end) ? text : state;
    case 'lost':
      return lost;
  }
}

function opensFence(line: string): State | undefined {
  if (!line.includes('```') && !line.includes('~~~')) return undefined;
  const [, prefix = '', fence = '', info = ''] = fenceLine.exec(line) ?? [];
  // CommonMark 4.5: the info string of a backtick fence has no backtick; else it is inline code.
  if (!fence || (fence.startsWith('`') && info.includes('`'))) return undefined;
  // In a quote, and behind a tab, the end of the fence depends on more than its own line.
  return /[>\t]/.test(prefix) ? lost : { in: 'fence', fence, column: prefix.length };
}

/**
 * At the margin a fence ends at a fence indented by at most three. A fence further in may stand in a list item, which
 * a line with less indent ends, or may not: such a line, and a closing fence whose indent decides, are in doubt.
 */
function insideFence(state: State & { in: 'fence' }, line: string): State {
  const content = line.trimStart();
  if (content === '') return state;
  const indent = line.length - content.length;
  const closes = isFence(content.trimEnd(), state.fence);
  if (state.column === 0) return closes && indent <= 3 && !line.slice(0, indent).includes('\t') ? text : state;
  if (indent < state.column || line.slice(0, indent).includes('\t')) return lost;
  if (!closes) return state;
  return indent === state.column || indent <= 3 ? text : lost;
}

/** CommonMark 4.5: a closing fence is of the same character, at least as long, and alone on its line. */
function isFence(content: string, fence: string): boolean {
  return content.length >= fence.length && content === fence.charAt(0).repeat(content.length);
}

function opensHtml(line: string): State | undefined {
  if (!line.includes('<')) return undefined;
  const match = htmlLine.exec(line);
  if (!match) return undefined;
  const [, prefix = '', open = ''] = match;
  const end = htmlEnd(open.toLowerCase());
  if (line.toLowerCase().includes(end, prefix.length + open.length)) return undefined;
  return prefix === '' ? { in: 'html', end } : lost;
}

function htmlEnd(open: string): string {
  if (open === '<!--') return '-->';
  if (open === '<?') return '?>';
  if (open === '<![cdata[') return ']]>';
  return open.startsWith('<!') ? '>' : `</${open.slice(1)}>`;
}

/** The line behind the front matter; 0 where there is none. A first key tells it from a document that opens with a rule. */
export function frontMatterEnd(lines: readonly string[]): number {
  if ((lines[0] ?? '').trimEnd() !== '---' || !/^[\w"'-]+[ \t]*:/.test(lines[1] ?? '')) return 0;
  for (let index = 2; index < lines.length; index++) {
    const line = (lines[index] ?? '').trimEnd();
    if (line === '---' || line === '...') return index + 1;
  }
  return 0;
}
