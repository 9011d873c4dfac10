import assert from 'node:assert/strict';
import picomatch from 'picomatch';
import { mayReach, namedBy } from '../../../../src/node/evidence/overInputs.ts';

const paths = [
  'a.ts',
  'src/a.ts',
  'src/b/a.test.ts',
  'src/.hidden/x.ts',
  'lib/[x]/a.ts',
  'libs/a.ts',
  'docs/a b.md',
  '.x',
];
const lists: readonly (readonly string[])[] = [
  ['**'],
  ['src/**', '!**/*.test.ts'],
  ['**/*.ts', '!src/**'],
  ['a.ts', './src/b/*'],
  ['lib/\\[x\\]/*'],
  ['{src,libs}/*.ts'],
  ['lib*/**', 'docs/a b.md'],
  ['!**'],
  ['src'],
];

describe('The files that globs name', () => {
  it('are those of picomatch', () => {
    for (const globs of lists) {
      const [wanted, left] = [
        globs.filter((glob) => !glob.startsWith('!')),
        globs.filter((glob) => glob.startsWith('!')),
      ];
      const isNamed = picomatch(wanted, { dot: true, ignore: left.map((glob) => glob.slice(1)) });
      assert.deepEqual(
        paths.filter(namedBy(globs)),
        paths.filter((at) => isNamed(at)),
        globs.join(' '),
      );
    }
  });

  it('stand in folders that are looked into, and a folder beside them is not', () => {
    for (const globs of lists)
      for (const at of paths.filter(namedBy(globs)))
        for (let end = at.indexOf('/'); end > 0; end = at.indexOf('/', end + 1))
          assert.ok(mayReach(globs, 'top/')(`top/${at.slice(0, end + 1)}`), `${globs.join(' ')} ${at}`);
    const isReached = mayReach(['lib/**', 'docs/a/*.md'], 'top/');
    assert.deepEqual(['top/lib/x/', 'top/libs/', 'top/docs/', 'top/docs/b/', 'other/'].map(isReached), [
      true,
      false,
      true,
      false,
      false,
    ]);
  });
});
