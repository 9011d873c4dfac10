import assert from 'node:assert/strict';
import { contentHash } from '../../../../src/node/cache/contentHash.ts';
import { readStamp, stampOfText } from '../../../../src/node/index/readStamp.ts';

describe('the stamp of what a plan was read from', () => {
  const text = '# Plan\n\n- [ ] Übergabe\n';
  const content = { text, encoding: 'utf-8', damaged: false } as const;

  it('is the same for a text and for the file that holds it, whatever its encoding', () => {
    assert.equal(stampOfText(text, {}), readStamp(contentHash(content), {}));
    assert.equal(stampOfText(text, {}), readStamp(contentHash({ ...content, encoding: 'utf-16le' }), {}));
  });

  it('is another one by other options, of another text, and where bytes were replaced', () => {
    const stamp = stampOfText(text, {});
    assert.notEqual(stampOfText(text, { marks: { x: 'open' } }), stamp);
    assert.notEqual(stampOfText(text.replace('[ ]', '[x]'), {}), stamp);
    assert.notEqual(readStamp(contentHash({ ...content, damaged: true }), {}), stamp);
  });
});
