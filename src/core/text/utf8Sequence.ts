import { macRoman, windows1252, windows1254 } from './singleByteTables.ts';

/** A single-byte encoding that UTF-8 was read as: from character to byte, for the bytes 0x80 to 0xff. */
export interface Misreading {
  readonly name: 'windows-1252' | 'windows-1254' | 'macintosh';
  readonly byteOf: ReadonlyMap<string, number>;
}

/** One character as UTF-8, seen through a misreading. */
export interface Utf8Sequence {
  readonly codePoint: number;
  /** UTF-16 units of the garbled text, which are also the bytes of the sequence: 2, 3 or 4. */
  readonly length: number;
  readonly leadByte: number;
}

const misreading = (name: Misreading['name'], characters: string): Misreading => ({
  name,
  byteOf: new Map(Array.from(characters, (char, index) => [char, index + 0x80])),
});

/** In the order of how common they are: at equal length the first one wins. */
export const misreadings: readonly Misreading[] = [
  misreading('windows-1252', windows1252),
  misreading('windows-1254', windows1254),
  misreading('macintosh', macRoman),
];

/**
 * Decodes the one UTF-8 sequence of two to four bytes that starts at `index` of a garbled text; undefined where the
 * bytes are no valid sequence (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF).
 */
export function readUtf8Sequence(text: string, index: number, { byteOf }: Misreading): Utf8Sequence | undefined {
  const leadByte = byteOf.get(text.charAt(index));
  if (leadByte === undefined || leadByte < 0xc2 || leadByte > 0xf4) return undefined;
  const length = leadByte < 0xe0 ? 2 : leadByte < 0xf0 ? 3 : 4;
  let codePoint = leadByte & (0x7f >> length);
  for (let offset = 1; offset < length; offset++) {
    const byte = byteOf.get(text.charAt(index + offset));
    if (byte === undefined || byte > 0xbf) return undefined;
    codePoint = (codePoint << 6) | (byte & 0x3f);
  }
  const smallest = [0, 0, 0x80, 0x800, 0x10000][length] ?? 0;
  const isSurrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
  return codePoint < smallest || codePoint > 0x10ffff || isSurrogate ? undefined : { codePoint, length, leadByte };
}
