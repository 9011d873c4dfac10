import { markEmphasis, type InlineToken } from './emphasis.ts';

const punctuation = new Set('!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~');

/** Elements that are formatting, not content. `<NUMBER>` is a placeholder and stays. */
const htmlTag =
  /<\/?(?:a|abbr|b|big|br|center|code|del|details|div|em|font|h[1-6]|hr|i|img|input|ins|kbd|label|li|mark|ol|p|pre|s|small|span|strike|strong|sub|summary|sup|table|tbody|td|th|thead|tr|tt|u|ul|wbr)(?:[\s/][^<>]{0,2000})?>/iy;
const autolink = /<((?:https?:\/\/|mailto:)[^\s<>]{1,2000})>/iy;
const entity = /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([A-Za-z]{2,8}));/y;
const footnote = /\[\^[^\s[\]]{1,60}\]/y;

const entities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
  ['ndash', '–'],
  ['mdash', '—'],
  ['hellip', '…'],
  ['middot', '·'],
  ['bull', '•'],
  ['copy', '©'],
  ['reg', '®'],
  ['trade', '™'],
  ['times', '×'],
  ['larr', '←'],
  ['rarr', '→'],
  ['check', '✓'],
  ['le', '≤'],
  ['ge', '≥'],
  ['lsquo', '‘'],
  ['rsquo', '’'],
  ['ldquo', '“'],
  ['rdquo', '”'],
]);

/** How GitHub writes emoji by name; those that say how far something is, and those that begin a heading most often. */
const emojiByName: ReadonlyMap<string, string> = new Map([
  ['white_check_mark', '✅'],
  ['heavy_check_mark', '✔'],
  ['ballot_box_with_check', '☑'],
  ['x', '❌'],
  ['white_large_square', '⬜'],
  ['construction', '🚧'],
  ['hourglass', '⌛'],
  ['hourglass_flowing_sand', '⏳'],
  ['arrows_counterclockwise', '🔄'],
  ['no_entry', '⛔'],
  ['no_entry_sign', '🚫'],
  ['red_circle', '🔴'],
  ['yellow_circle', '🟡'],
  ['green_circle', '🟢'],
  ['white_circle', '⚪'],
  ['warning', '⚠️'],
  ['rocket', '🚀'],
  ['dart', '🎯'],
  ['bug', '🐛'],
  ['sparkles', '✨'],
  ['memo', '📝'],
  ['calendar', '📅'],
]);

/**
 * One line of inline markdown as the text that a reader sees: without emphasis, code ticks, links, images (their
 * alternative text stays), struck marks, HTML tags and comments, escapes and character references; blanks collapsed.
 *
 * `**Task 1.1**: Validate` gives `Task 1.1: Validate`; `snake_case_name` and `2 * 3 * 4` stay as they are. Rules after
 * CommonMark 0.31 and GFM, without link reference definitions: `[P1] text` stays. Linear in the length.
 */
export function plainText(markdownInline: string): string {
  if (!/[\\`*_~<&[\]]/.test(markdownInline)) return collapse(markdownInline);
  const tokens = new InlineScanner(markdownInline).scan();
  return collapse(markEmphasis(tokens).join(''));
}

const collapse = (text: string) => withEmoji(text.replace(/\s+/g, ' ').trim());

function withEmoji(text: string): string {
  if (!text.includes(':')) return text;
  return text.replace(
    /(?<![\p{L}\d:]):([a-z_]{1,25}):(?![\p{L}\d:])/gu,
    (written, name: string) => emojiByName.get(name) ?? written,
  );
}

/** Splits a line into text and delimiters; lives for one call. */
class InlineScanner {
  readonly #source: string;
  readonly #tokens: InlineToken[] = [];
  /** Tokens of the brackets that are still open. */
  readonly #brackets: number[] = [];
  readonly #codeEnds: ReadonlyMap<number, number>;
  #commentEnd = 0;
  #index = 0;

  constructor(source: string) {
    this.#source = source;
    this.#codeEnds = pairTicks(source);
  }

  scan(): readonly InlineToken[] {
    while (this.#index < this.#source.length) {
      const char = this.#source.charAt(this.#index);
      const width = this.#read(char);
      if (width > 0) this.#index += width;
      else this.#readText();
    }
    return this.#tokens;
  }

  /** Reads what the character starts; the number of characters read, 0 where it is plain text. */
  #read(char: string): number {
    switch (char) {
      case '\\':
        return this.#readEscape();
      case '`':
        return this.#readCode();
      case '<':
        return this.#readAngle();
      case '&':
        return this.#readEntity();
      case '*':
      case '_':
      case '~':
        return this.#readDelimiters(char);
      case '!':
      case '[':
        return this.#openBracket(char);
      case ']':
        return this.#closeBracket();
      default:
        return 0;
    }
  }

  #readText(): void {
    const start = this.#index++;
    while (this.#index < this.#source.length && !'\\`<&*_~![]'.includes(this.#source.charAt(this.#index))) {
      this.#index++;
    }
    this.#push(this.#source.slice(start, this.#index));
  }

  #push(text: string): void {
    this.#tokens.push({ text });
  }

  #readEscape(): number {
    const next = this.#source.charAt(this.#index + 1);
    if (next === '' || !punctuation.has(next)) return 0;
    this.#push(next);
    return 2;
  }

  #readCode(): number {
    const end = this.#codeEnds.get(this.#index);
    let width = 1;
    while (this.#source.charAt(this.#index + width) === '`') width++;
    this.#push(this.#source.slice(this.#index + (end === undefined ? 0 : width), end ?? this.#index + width));
    return end === undefined ? width : end + width - this.#index;
  }

  #readAngle(): number {
    if (this.#source.startsWith('<!--', this.#index)) {
      if (this.#commentEnd < this.#index + 4 && this.#commentEnd >= 0) {
        this.#commentEnd = this.#source.indexOf('-->', this.#index + 4);
      }
      return this.#commentEnd < 0 ? 0 : this.#commentEnd + 3 - this.#index;
    }
    const link = this.#match(autolink);
    if (link) this.#push(link[1] ?? '');
    return (link ?? this.#match(htmlTag))?.[0].length ?? 0;
  }

  #readEntity(): number {
    const match = this.#match(entity);
    if (!match) return 0;
    const [whole, decimal, hexadecimal, name] = match;
    const code = decimal ? Number(decimal) : hexadecimal ? Number.parseInt(hexadecimal, 16) : undefined;
    const char = code === undefined ? entities.get(name ?? '') : code < 0x110000 ? String.fromCodePoint(code) : ' ';
    this.#push(char ?? whole);
    return whole.length;
  }

  #readDelimiters(char: '*' | '_' | '~'): number {
    let width = 1;
    while (this.#source.charAt(this.#index + width) === char) width++;
    const before = this.#source.charAt(this.#index - 1);
    const after = this.#source.charAt(this.#index + width);
    const text = char.repeat(width);
    // A single tilde is "about", as in `~2h`.
    this.#tokens.push(text === '~' ? { text } : { text, delimiter: { char, before, after } });
    return width;
  }

  #openBracket(char: '!' | '['): number {
    if (char === '!' && this.#source.charAt(this.#index + 1) !== '[') return 0;
    const note = char === '[' && this.#match(footnote);
    if (note) return note[0].length;
    this.#brackets.push(this.#tokens.length);
    const text = char === '!' ? '![' : '[';
    this.#push(text);
    return text.length;
  }

  #closeBracket(): number {
    const opener = this.#brackets.pop();
    const width = opener === undefined ? 0 : linkTargetWidth(this.#source, this.#index + 1);
    if (opener === undefined || width === 0) return 0;
    this.#tokens[opener] = { text: '' };
    return 1 + width;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#index;
    return pattern.exec(this.#source);
  }
}

/** Start of each run of ticks that opens a code span, with the start of the run that closes it. */
function pairTicks(source: string): ReadonlyMap<number, number> {
  const runs = Array.from(source.matchAll(/`+/g));
  const ends = new Map<number, number>();
  const nextOfLength = new Map<number, number>();
  for (const run of runs.reverse()) {
    const end = nextOfLength.get(run[0].length);
    if (end !== undefined) ends.set(run.index, end);
    nextOfLength.set(run[0].length, run.index);
  }
  return ends;
}

/** Characters of `(target "title")` or `[reference]` at `index`; 0 where none stands there. Stops at the next link. */
function linkTargetWidth(source: string, index: number): number {
  const open = source.charAt(index);
  if (open !== '(' && open !== '[') return 0;
  const close = open === '(' ? ')' : ']';
  let depth = 0;
  for (let end = index; end < source.length; end++) {
    const char = source.charAt(end);
    if (char === open && end > index && (open === '[' || depth > 31)) return 0;
    if (char === ']' && open === '(') return 0;
    if (char === '\\') end++;
    else if (char === open) depth++;
    else if (char === close && --depth === 0) return end + 1 - index;
  }
  return 0;
}
