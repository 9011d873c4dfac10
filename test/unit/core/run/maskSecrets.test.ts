import assert from 'node:assert/strict';
import fc from 'fast-check';
import { maskSecrets } from '../../../../src/core/run/maskSecrets.ts';

describe('output without secrets', () => {
  const secret = `p'a"ss & wörd`;
  it('has none as it is, in JSON, in an address and between the quotes of a shell', () => {
    for (const written of [
      secret,
      JSON.stringify({ password: secret }),
      `https://x.org/?p=${encodeURIComponent(secret)}`,
      `+ login 'p'\\''a"ss & wörd'`,
    ]) {
      const masked = maskSecrets(`before ${written} behind`, ['other', secret]);
      assert.match(masked, /^before .*•••.* behind$/, written);
      assert.doesNotMatch(masked, /& w|%26|'a/, written);
    }
  });

  it('loses the longer one first, where one is part of another', () => {
    assert.equal(maskSecrets('abc ab', ['ab', 'abc', '']), '••• •••');
  });

  it('never has a secret, whatever it is', () => {
    const any = fc.string({ minLength: 4, unit: 'binary' }).filter((text) => !text.includes('•'));
    fc.assert(
      fc.property(any, any, any, (before, value, behind) => {
        assert.ok(!maskSecrets(`${before}${value}${behind}`, [value]).includes(value));
      }),
    );
  });
});
