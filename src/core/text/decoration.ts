/** Emoji with their modifiers, check marks, bullets, arrows, box drawing and what could not be decoded. */
const decorations =
  '(?:[\\p{Extended_Pictographic}\\p{Regional_Indicator}\\p{Emoji_Modifier}\\p{Co}\\ufe00-\\ufe0f\\u200b-\\u200d\\ufeff' +
  '\\ufffd\\u20e3\\u2022\\u2023\\u2043\\u2219\\u00b7\\u2190-\\u21ff\\u2500-\\u27bf\\u2b00-\\u2bff]|[\\d#*]\\ufe0f?\\u20e3)';

/** What is left of an emoji in garbled text after bytes were dropped: `ðŸ“`, in Windows-1254 `ğŸ“`. */
const brokenTail =
  '[\\u0080-\\u00bf\\u0152\\u0153\\u0160\\u0161\\u0178\\u017d\\u017e\\u0192\\u02c6\\u02dc\\u2013-\\u2122]';
const broken = `(?:[ðğ]Ÿ${brokenTail}{0,2}(?:ï¸)?|\\uf8ff[^\\s\\x00-\\x7f]{0,3})`;

/** `:material-clock-outline:`, an icon by its name. */
const icon = ':[a-z][a-z0-9_+-]{1,40}:(?=\\s)';

const leading = new RegExp(`(?:${decorations}|${broken}|${icon}|\\s)+`, 'uy');
const oneAtEnd = new RegExp(`(?:${decorations}|${broken}|\\s)$`, 'u');

/** Letters and signs that no decoration begins or ends with; most texts have nothing to strip. */
const plainStart = /^(?:[A-Za-z(`]|\*\*)/;
const plainEnd = /[!-~]$/;

/** Signs that Extended_Pictographic holds and that are text. */
const textSigns = /^[©®™‼⁉]/u;

/**
 * The text without the emoji, pictographs, check marks, bullets, box drawing, damaged characters and blanks at its
 * ends, and without the dash or bar that separated them. Words stay, status words included.
 */
export function stripDecoration(text: string): string {
  if (plainStart.test(text) && plainEnd.test(text)) return text;
  return stripEnd(stripStart(text));
}

function stripStart(text: string): string {
  const trimmed = text.trimStart();
  if (textSigns.test(trimmed)) return trimmed;
  leading.lastIndex = 0;
  const match = leading.exec(trimmed);
  if (!match) return trimmed;
  return trimmed
    .slice(match[0].length)
    .replace(/^[-–—:|]{1,3}\s/, '')
    .trimStart();
}

function stripEnd(text: string): string {
  let end = text.length;
  for (;;) {
    // Eight units hold the longest single decoration; the pattern never sees more.
    const tail = text.slice(Math.max(0, end - 8), end);
    const match = oneAtEnd.exec(tail);
    if (!match || textSigns.test(match[0])) break;
    end -= tail.length - match.index;
  }
  return end === text.length ? text : text.slice(0, end).replace(/\s[-–—|]{1,3}$/, '');
}
