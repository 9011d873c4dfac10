/** A piece of a line: text, or a run of delimiters that may turn out to be emphasis. */
export interface InlineToken {
  readonly text: string;
  readonly delimiter?: {
    readonly char: '*' | '_' | '~';
    /** The characters beside the run; empty at the ends of the line. */
    readonly before: string;
    readonly after: string;
  };
}

const isBlank = (char: string) => char === '' || /\s/.test(char);
const isPunctuation = (char: string) => /[\p{P}\p{S}]/u.test(char);

/**
 * The texts of the tokens, without the delimiters that are emphasis or struck text. The flanking rules are those of
 * CommonMark 0.31, section 6.2; the rule of three is left out, as it only decides which of two readings is taken.
 */
export function markEmphasis(tokens: readonly InlineToken[]): string[] {
  const texts = tokens.map((token) => token.text);
  const openers: Record<'*' | '_' | '~', number[]> = { '*': [], _: [], '~': [] };
  tokens.forEach(({ delimiter }, index) => {
    if (!delimiter) return;
    const { opens, closes } = flanking(delimiter);
    const stack = openers[delimiter.char];
    if (closes) closeRuns(texts, stack, index);
    if (opens && texts[index] !== '') stack.push(index);
  });
  return texts;
}

function closeRuns(texts: string[], stack: number[], closer: number): void {
  for (let left = texts[closer] ?? ''; left !== ''; left = texts[closer] ?? '') {
    const opener = stack.at(-1);
    if (opener === undefined) return;
    const open = texts[opener] ?? '';
    const used = Math.min(open.length, left.length);
    texts[opener] = open.slice(used);
    texts[closer] = left.slice(used);
    if (open.length === used) stack.pop();
  }
}

function flanking({ char, before, after }: NonNullable<InlineToken['delimiter']>): { opens: boolean; closes: boolean } {
  const left = !isBlank(after) && (!isPunctuation(after) || isBlank(before) || isPunctuation(before));
  const right = !isBlank(before) && (!isPunctuation(before) || isBlank(after) || isPunctuation(after));
  if (char !== '_') return { opens: left, closes: right };
  return { opens: left && (!right || isPunctuation(before)), closes: right && (!left || isPunctuation(after)) };
}
