/** Control characters, line and paragraph separators, zero-width and bidi characters: what hides or moves text. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * A text as it may be printed to a terminal: what a person would not see, or what would move the cursor, is replaced
 * by a picture (`␛`) or its code point (`<U+202E>`). Newlines and tabs stay.
 */
export function visibleText(text: string): string {
  return text.replace(unseen, (char) => {
    const code = char.codePointAt(0) ?? 0;
    if (char === '\n' || char === '\t') return char;
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    if (code === 0x7f) return '␡';
    return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
  });
}
