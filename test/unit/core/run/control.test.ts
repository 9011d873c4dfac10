import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findControlCharacters } from '../../../../src/core/run/control.ts';

describe('characters that nobody sees', () => {
  it('control characters are refused', () => {
    assert.deepEqual(findControlCharacters('a\x1b[31m'), [
      { index: 1, code: 'U+001B', kind: 'control character', refused: true },
    ]);
    for (const character of ['\0', '\x07', '\x08', '\x7f', '\x9b', '\u2028', 'a\rb'])
      assert.equal(findControlCharacters(character)[0]?.refused, true);
  });
  it('the direction of text and zero-width characters are shown', () => {
    assert.deepEqual(
      findControlCharacters('a\u202eb\u200bc').map(({ code, kind, refused }) => [code, kind, refused]),
      [
        ['U+202E', 'text direction', false],
        ['U+200B', 'zero width', false],
      ],
    );
    assert.equal(findControlCharacters('\u{e0041}')[0]?.code, 'U+E0041');
  });
  it('newlines, tabs, CRLF, letters of all languages and emoji are fine', () => {
    assert.deepEqual(findControlCharacters('a\n\tb\r\nžluť 日本語 ✅ ⚠️ 🚀'), []);
    assert.deepEqual(findControlCharacters('👨‍👩‍👧 👩🏽‍💻 ❤️‍🔥 🏳️‍🌈'), [], 'pictures that are joined of several');
    assert.equal(findControlCharacters('🚀\u200drm').length, 1, 'a joiner that joins no pictures');
    assert.equal(findControlCharacters('r\u200dm').length, 1);
  });
  it('reads every text @long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) =>
        findControlCharacters(text).every(({ index }) => index < text.length),
      ),
    );
  });
});
