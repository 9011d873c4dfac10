/**
 * Writes src/core/text/singleByteTables.ts: the upper halves of the three encodings that UTF-8 is most often misread as.
 *
 *   node scripts/generateTables.mjs
 *
 * Windows-1252 is built by hand, after the index of the WHATWG Encoding Standard: the decoder of Node 20 passes the
 * bytes 0x80 to 0x9f through. Bytes that an encoding does not define become the control character of the same number.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const upperHalf = Array.from({ length: 128 }, (_, index) => 128 + index);

/** @param {string} label */
const decoded = (label) => upperHalf.map((byte) => new TextDecoder(label).decode(Uint8Array.of(byte))).join('');

const windows1252Controls =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

const tables = {
  windows1252: windows1252Controls + String.fromCharCode(...upperHalf.slice(32)),
  windows1254: decoded('windows-1254'),
  macRoman: decoded('macintosh'),
};

/** @param {string} characters */
const escaped = (characters) =>
  Array.from(characters, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');

/** @param {[string, string]} entry */
const declaration = ([name, characters]) => {
  if (characters.length !== 128) throw new Error(`${name} has ${characters.length} characters`);
  const rows = upperHalf
    .filter((byte) => byte % 16 === 0)
    .map((byte) => `  '${escaped(characters.slice(byte - 128, byte - 112))}'`);
  return `export const ${name} =\n${rows.join(' +\n')};\n`;
};

writeFileSync(
  path.join(root, 'src/core/text/singleByteTables.ts'),
  '// Written by scripts/generateTables.mjs. The characters of the bytes 0x80 to 0xff, in order.\n\n' +
    Object.entries(tables).map(declaration).join('\n'),
);
