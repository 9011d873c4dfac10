import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Block, ItemBlock } from '../../../../src/core/parse/block.ts';
import { cutParts } from '../../../../src/core/parse/cutParts.ts';
import { readBlocks } from '../../../../src/core/parse/readBlocks.ts';

/** Every block with its line in the document, so that the cut and the whole reading can be compared. */
function flatten(blocks: readonly Block[], offset: number): string[] {
  // A cut list is two lists with the same items.
  const items = blocks.flatMap((block): readonly (Block | ItemBlock)[] =>
    block.type === 'list' ? block.items : [block],
  );
  return items.map((block) =>
    JSON.stringify(block, (name, value: unknown) =>
      typeof value === 'number' && /line$/i.test(name) ? value + offset : value,
    ),
  );
}

function cutAndRead(text: string, longList?: number): string[] {
  return cutParts(text, longList).parts.flatMap((part) => flatten(readBlocks(part.text), part.line));
}

function readWhole(text: string): string[] {
  const lines = text.split('\n');
  const front = cutParts(text).parts[0]?.line ?? 0;
  return flatten(readBlocks(lines.slice(front).join('\n')), front);
}

describe('cutting a document into parts', () => {
  it('cuts at headings with a blank line before them', () => {
    const { parts } = cutParts('# A\ntext\n\n## B\n\n- [ ] one\n\n## C\n');
    assert.deepEqual(
      parts.map((part) => part.line),
      [0, 3, 7],
    );
  });

  it('does not cut inside a fence, a comment or a fence in a list', () => {
    for (const text of [
      '```sh\n\n# not a heading\n```\n',
      '<!--\n\n# not a heading\n-->\n',
      '- x\n\n  ```sh\n\n# ends the list\n',
      '> ```\n\n# heading\n\n```\n\n# code\n```\n',
      '   ```\n\n# code\n   ```\n',
      '~~~\n```\n\n# code\n~~~\n',
      '````\n```\n\n# code\n````\n',
    ]) {
      assert.deepEqual(cutAndRead(text), readWhole(text), text);
    }
  });

  it('leaves front matter out of the parts', () => {
    const cut = cutParts('---\ntitle: x\n# comment\n---\n# A\n');
    assert.deepEqual(cut.frontMatter, ['title: x', '# comment']);
    assert.deepEqual(cut.parts, [{ line: 4, text: '# A\n' }]);
  });

  it('takes a rule at the top for a rule', () => {
    assert.deepEqual(cutParts('---\n# A\n---\n').frontMatter, []);
  });

  it('cuts a long list between its items', () => {
    const list = Array.from({ length: 200 }, (_, index) => `- [ ] task ${index}\n  - [ ] step\n`).join('');
    assert.ok(cutParts(list).parts.length > 10);
    assert.deepEqual(cutAndRead(list), readWhole(list));
  });

  it('reads the parts as the whole document is read, whatever the building blocks @long', () => {
    const line = fc.constantFrom(
      '',
      '',
      '',
      '# H',
      '## H2',
      '#',
      'text',
      '- [ ] box',
      '- [x] box',
      '  - [ ] nested',
      '1. **bold**',
      '   - [ ] step',
      '```',
      '```sh',
      '  ```',
      '    ```',
      '   ```',
      '~~~',
      '````',
      '- ```',
      '> quote',
      '> ```',
      '<!--',
      '-->',
      '<div>',
      '</div>',
      '<pre>',
      '</pre>',
      '- <!-- x',
      '    code',
      '\tcode',
      '| a | b |',
      '| - | - |',
      '---',
      '***',
      '===',
      '[a]: b',
      '  text',
      '* x',
      '+ y',
      '<script>',
      '</script>',
      '<?php',
      '?>',
      '10) ten',
      '- | -',
      '- - -',
      '- bullet',
      '- bullet',
      '* star',
      '2. two',
      '<b>',
      '      deep',
      '\t```',
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 90 }), (lines) => {
        const text = lines.join('\n');
        assert.deepEqual(cutAndRead(text, 2), readWhole(text));
      }),
      { numRuns: 800 },
    );
  });
});
