import type { Misreading, Utf8Sequence } from './utf8Sequence.ts';

/**
 * What it takes to believe that a sequence is garbled text, not what somebody wrote.
 *
 * - `sure`: stands for itself.
 * - `pair`: one of two in a row, or other garbled text in the document.
 * - `row`: beside a `pair`, or one of four in a row; other garbled text does not help ("terminé »" has the bytes of an
 *   ideograph, "–ê–ë" those of two Cyrillic letters).
 * - `evidence`: other garbled text in the document.
 * - `never`: decodes to what nobody writes in a plan.
 */
export type Belief = 'sure' | 'pair' | 'row' | 'evidence' | 'never';

type Ranges = readonly (readonly [from: number, to: number])[];

const within = (ranges: Ranges, codePoint: number) => ranges.some(([from, to]) => codePoint >= from && codePoint <= to);

const emoji: Ranges = [
  [0x1f000, 0x1faff],
  [0xe0020, 0xe007f],
];
const rareLetters: Ranges = [
  [0x1d400, 0x1d7ff],
  [0x20000, 0x323af],
];
/** Punctuation, currency, arrows, box drawing, symbols; Vietnamese letters; variation selector and byte order mark. */
const symbols: Ranges = [
  [0x1e00, 0x1eff],
  [0x2000, 0x2027],
  [0x202f, 0x205f],
  [0x20a0, 0x20cf],
  [0x2100, 0x27bf],
  [0x27f0, 0x27ff],
  [0x2900, 0x2bff],
  [0xfe0f, 0xfe0f],
  [0xfeff, 0xfeff],
];
const scripts: Ranges = [
  [0x900, 0xe7f],
  [0x10a0, 0x10ff],
  [0x1f00, 0x1fff],
  [0x2800, 0x28ff],
  [0x3000, 0x30ff],
  [0x3400, 0x9fff],
  [0xac00, 0xd7a3],
  [0xff01, 0xff65],
];
const cyrillic: Ranges = [
  [0x401, 0x401],
  [0x404, 0x407],
  [0x410, 0x44f],
  [0x451, 0x451],
  [0x454, 0x457],
  [0x490, 0x491],
];
const hebrewAndArabic: Ranges = [
  [0x5d0, 0x5ea],
  [0x620, 0x6ff],
];

/** What stands behind a letter in good prose: closing quotes, dashes, an ellipsis, a no-break space, marks. */
const closers = new Set('…”“’‘–—»«›‹„‚•™®©²³\u00a0');
const openers = new Set('“„«‘‚‹"\'(');
const isUpper = (char: string) => /\p{Lu}/u.test(char);
const isLetter = (char: string) => /\p{L}/u.test(char);
const isAsciiLetter = (char: string) => /[A-Za-z]/.test(char);

interface Place {
  readonly before: string;
  readonly after: string;
  /** The characters behind the leading one. */
  readonly tail: string;
}

/** Judges the sequence that was read at `index` of the text. */
export function judgeSequence(text: string, index: number, sequence: Utf8Sequence, { name }: Misreading): Belief {
  const { codePoint, length } = sequence;
  const place = {
    before: text.charAt(index - 1),
    after: text.charAt(index + length),
    tail: text.slice(index + 1, index + length),
  };
  if (length === 4) return within(emoji, codePoint) ? 'sure' : within(rareLetters, codePoint) ? 'pair' : 'never';
  if (length === 3) return judgeThree(codePoint, place);
  return name === 'macintosh' ? judgeMacPair(sequence, place) : judgeWindowsPair(sequence, place);
}

function judgeThree(codePoint: number, { before, tail }: Place): Belief {
  const closing = Array.from(tail).every((char) => closers.has(char));
  if (within(symbols, codePoint)) return closing && isLetter(before) ? 'evidence' : 'sure';
  if (within(scripts, codePoint)) return closing ? 'row' : 'pair';
  return 'never';
}

function judgeWindowsPair({ codePoint, leadByte }: Utf8Sequence, { before, after, tail }: Place): Belief {
  const closing = closers.has(tail);
  switch (leadByte) {
    case 0xc2:
    case 0xc3:
      if (codePoint < 0xa0) return 'never';
      // "MANHÃ…" and “MANHÔ are Portuguese in capitals.
      return closing && !isLetter(after) && (isUpper(before) || openers.has(before)) ? 'never' : 'sure';
    case 0xc4:
    case 0xc5:
      return !closing && (isAsciiLetter(before) || isAsciiLetter(after)) ? 'sure' : 'evidence';
    case 0xcc:
    case 0xcd:
      return codePoint > 0x36f ? 'never' : /[a-z]/.test(before) ? 'sure' : 'evidence';
    case 0xce:
    case 0xcf:
      return codePoint < 0x386 ? 'never' : closing ? 'row' : 'sure';
    default:
      return judgeLetters(codePoint, closing);
  }
}

/** `√π`, `≈π` and the like are formulas; the same characters inside a word are not. */
const formula = new Set('π∑µ∞∫∂Ω±≤≥∏≠');

function judgeMacPair({ codePoint, leadByte }: Utf8Sequence, { before, after, tail }: Place): Belief {
  const insideWord = isAsciiLetter(before) && isAsciiLetter(after);
  switch (leadByte) {
    case 0xc2:
      return codePoint < 0xa0 ? 'never' : 'sure';
    case 0xc3:
      return !formula.has(tail) || insideWord ? 'sure' : 'evidence';
    case 0xc4:
    case 0xc5:
      if (insideWord) return 'sure';
      return isLetter(tail) && !formula.has(tail) && (isAsciiLetter(before) || isAsciiLetter(after))
        ? 'sure'
        : 'evidence';
    case 0xcc:
    case 0xcd:
      return codePoint > 0x36f ? 'never' : /[a-z]/.test(before) ? 'sure' : 'evidence';
    case 0xce:
    case 0xcf:
      return codePoint < 0x386 ? 'never' : 'row';
    default:
      return judgeLetters(codePoint, isLetter(tail));
  }
}

/** Letters whose leading byte is also a letter or a dash of good prose; `natural`: so is what stands behind it. */
function judgeLetters(codePoint: number, natural: boolean): Belief {
  if (!within(cyrillic, codePoint) && !within(hebrewAndArabic, codePoint)) return 'never';
  return natural ? 'row' : 'pair';
}
