import { stripDecoration } from './decoration.ts';
import { isEverydayWord, statusOfSign, statusOfWord, type StatusWord } from './statusVocabulary.ts';

/** A title without the status that was written into it. */
export interface TitleWithStatus {
  readonly title: string;
  readonly status?: StatusWord;
}

const sign = '[✅✓✔☑🚧🏗⏳⌛⛔🛑⏸⏭⬜☐🔲❌]\\ufe0f?';
const leadingSign = new RegExp(`^(${sign})\\s*`, 'u');
const trailingSign = new RegExp(`(${sign})$`, 'u');
const leadingBracket = /^[[(]([^[\]()]{1,60})[\])]\s*[:\-–—]?\s*/;
const trailingBracket = /[[({*]([^[\](){}*]{1,60})[\])}*]$/;
const leadingWord = /^([^:–—|]{2,24}?)(:|\s[-–—|])\s+(?=\S)/;
/** Behind the last separator: "PHASE 1: SETUP - COMPLETED". */
const trailingWord = /(?:\s[-–—|]{1,3}|:|\s\|)\s+((?!\s)(?:(?!\s-{1,3}\s)[^:–—|]){2,41})$/;
const trailingUpper = /\s(\p{Lu}[\p{Lu}'-]*(?: \p{Lu}[\p{Lu}'-]*){0,2})$/u;

/** `Setup ✅ Shipped`, `Setup ✅ COMPLETE (v0.2.0)`: a sign before the word stands for the dash. */
const signedWord = new RegExp(`\\s${sign}\\s*([\\p{L}\\d][^✅❌]{1,60})$`, 'u');

/** What may stand behind the word without changing it: a date, a count, a version, where it was done. */
const detail = /^(?:[\s,:;–—-]+|\s)(?:\d|v\d|#|@|on |in |at |by |as of |see )/i;

/**
 * Reads the status that a title carries at its ends and takes it off: `Setup — COMPLETE`, `✅ Setup`, `Setup (done)`,
 * `[BLOCKED] Setup`, `🚧 IN PROGRESS`. Whole words only: in brackets, behind a dash or colon, before a colon, or in
 * upper case in a title that is not all upper case. Words beat emoji. The title is never left empty.
 */
export function readStatusWord(title: string): TitleWithStatus {
  const bounded = title.trim();
  const own = statusOfWord(stripDecoration(bounded));
  if (own) return { title: stripDecoration(bounded), status: own };
  let rest = bounded;
  let word: StatusWord | undefined;
  let signed: StatusWord | undefined;
  // Emoji and word come in any order: "✅ COMPLETE", "COMPLETE ✅", "(DONE ✅)".
  for (let round = 0; round < 4; round++) {
    const ends = rest;
    const bySign = readSign(rest);
    if (bySign) {
      signed ??= bySign.status;
      rest = bySign.title;
    }
    const byWord = readWord(rest);
    if (byWord) {
      word ??= byWord.status;
      rest = byWord.title;
    }
    if (rest === ends) break;
  }
  const status = word ?? signed;
  return status ? { title: rest, status } : { title: bounded };
}

function readSign(title: string): TitleWithStatus | undefined {
  const start = leadingSign.exec(title);
  const end = start ?? trailingSign.exec(title.slice(-4));
  const status = end && statusOfSign(end[1] ?? '');
  if (!status) return undefined;
  const rest = start
    ? title.slice(start[0].length).replace(/^[-–—:]\s/, '')
    : title.slice(0, -end[0].length).replace(/\s[-–—|]\s?$/, '');
  return rest.trim() === '' ? undefined : { title: rest.trim(), status };
}

function readWord(title: string): TitleWithStatus | undefined {
  const found = readTrailing(title) ?? readLeading(title);
  return found && found.title !== '' ? found : undefined;
}

function readTrailing(title: string): TitleWithStatus | undefined {
  // The patterns are anchored at the end; a bounded tail keeps them linear.
  const tail = title.slice(-80);
  const cut = (match: RegExpExecArray) =>
    title
      .slice(0, title.length - match[0].length)
      .replace(/\s?[-–—:|]?\s?$/, '')
      .trim();
  const bracket = trailingBracket.exec(tail);
  const inBracket = bracket && statusWithDetail(bracket[1] ?? '');
  if (inBracket) return { title: cut(bracket), status: inBracket };
  const word = trailingWord.exec(tail);
  const behind = word && statusWithDetail(word[1] ?? '', true);
  if (behind) return { title: cut(word), status: behind };
  const signed = signedWord.exec(tail);
  const behindSign =
    signed &&
    statusWithDetail(
      (signed[1] ?? '')
        .replace(/[()（）[\]!]/g, ' ')
        .replace(/ {2,}/g, ' ')
        .trim(),
    );
  if (behindSign) return { title: cut(signed), status: behindSign };
  const upper = /\p{Ll}/u.test(title) ? trailingUpper.exec(tail) : null;
  for (let phrase = upper?.[1] ?? ''; upper && phrase !== ''; phrase = phrase.split(' ').slice(1).join(' ')) {
    const status = statusOfWord(phrase);
    if (status && !isEverydayWord(phrase) && !/^TO.?DO$/.test(phrase)) {
      return { title: title.slice(0, title.length - phrase.length).trim(), status };
    }
  }
  return undefined;
}

function readLeading(title: string): TitleWithStatus | undefined {
  const head = title.slice(0, 80);
  const bracket = leadingBracket.exec(head);
  const inBracket = bracket && statusWithDetail(bracket[1] ?? '');
  if (inBracket) return { title: title.slice(bracket[0].length).trim(), status: inBracket };
  const word = leadingWord.exec(head);
  const written = word?.[1]?.trim() ?? '';
  const status = statusOfWord(written);
  const believed =
    status && word && (written === written.toUpperCase() || (word[2] === ':' && !isEverydayWord(written)));
  return believed ? { title: title.slice(word[0].length).trim(), status } : undefined;
}

/** The status of "DONE", "DONE ✅" or "DONE 2025-10-17"; outside brackets everyday words have to be upper case. */
function statusWithDetail(text: string, strict = false): StatusWord | undefined {
  const bare = stripDecoration(text);
  const whole = statusOfWord(bare);
  if (whole) return strict && isEverydayWord(bare) && bare !== bare.toUpperCase() ? undefined : whole;
  const words = bare.split(' ');
  for (let count = Math.min(3, words.length - 1); count > 0; count--) {
    const phrase = words
      .slice(0, count)
      .join(' ')
      .replace(/(?<![,:;–—-])[,:;–—-]+$/, '');
    const status = statusOfWord(phrase);
    if (
      status &&
      !isEverydayWord(phrase) &&
      detail.test(bare.slice(phrase.length)) &&
      (!strict || phrase === phrase.toUpperCase())
    )
      return status;
  }
  return undefined;
}
