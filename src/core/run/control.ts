/** A character that a reader of the command does not see, and that may change what runs. */
export interface ControlCharacter {
  /** 0-based index in the text, in UTF-16 units. */
  readonly index: number;
  /** `U+202E`. */
  readonly code: string;
  /** What it is: `control character`, `text direction`, `zero width`. */
  readonly kind: 'control character' | 'text direction' | 'zero width';
  /** Never run; the others are shown in the question before the run. */
  readonly refused: boolean;
}

const hidden =
  /[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb]|\udb40[\udc00-\uddef]/g;
const direction = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/**
 * The control characters of a text, which must be refused, and the ones that change the direction of text or have no
 * width, which must be shown (Unicode UAX #9; "Trojan Source", Boucher and Anderson 2021). Newlines and tabs are none.
 * A carriage return before a newline is part of the line end, and what joins two emoji to one is part of a picture.
 */
export function findControlCharacters(text: string): readonly ControlCharacter[] {
  const found: ControlCharacter[] = [];
  for (const match of text.matchAll(hidden)) {
    const character = match[0];
    const index = match.index;
    if (character === '\r' && text[index + 1] === '\n') continue;
    if (character === '\ufe0f' || (character === '\u200d' && joinsEmoji(text, index))) continue;
    const value = character.codePointAt(0) ?? 0;
    const refused = value < 0x20 || (value >= 0x7f && value < 0xa0) || value === 0x2028 || value === 0x2029;
    const kind = refused ? 'control character' : direction.test(character) ? 'text direction' : 'zero width';
    found.push({ index, code: `U+${value.toString(16).toUpperCase().padStart(4, '0')}`, kind, refused });
  }
  return found;
}

function joinsEmoji(text: string, index: number): boolean {
  const before = /[\p{Extended_Pictographic}\p{Emoji_Modifier}]\ufe0f?$/u.test(
    text.slice(Math.max(0, index - 3), index),
  );
  return before && /^\p{Extended_Pictographic}/u.test(text.slice(index + 1, index + 3));
}
