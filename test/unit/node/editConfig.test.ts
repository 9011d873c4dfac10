import assert from 'node:assert/strict';
import { compileGlobs } from '../../../src/node/configGlobs.ts';
import { parseConfig } from '../../../src/node/configFile.ts';
import { editConfig } from '../../../src/node/editConfig.ts';

async function edited(...given: Parameters<typeof editConfig>): Promise<string> {
  const edit = await editConfig(...given);
  if (edit.kind !== 'text') assert.fail(JSON.stringify(edit));
  return edit.text;
}

describe('a file made a plan, or none, by a click', () => {
  it('begins a configuration where there is none', async () => {
    assert.equal(await edited('', 'plans', 'docs/notes.md'), '{\n  "plans": [\n    "docs/notes.md"\n  ]\n}\n');
  });

  it('keeps comments, order, indent and what else is configured', async () => {
    const text =
      '{\n    // ours\n    "ignore": ["old/**"], // for ever\n    "plans": [\n        "a.md" // the first\n    ]\n}\n';
    const after = await edited(text, 'plans', 'b.md');
    for (const kept of ['// ours', '"ignore": ["old/**"], // for ever', '// the first']) {
      assert.ok(after.includes(kept), after);
    }
    assert.deepEqual((await parseConfig(after)).config.plans, ['a.md', 'b.md']);
    assert.match(after, /\n {8}"b\.md"/);
  });

  it('takes the file out of the other list, and says so when nothing is left to do', async () => {
    const after = await edited('{ "plans": ["a.md", "b.md"] }', 'ignore', 'a.md');
    const { config, problems } = await parseConfig(after);
    assert.deepEqual([config.plans, config.ignore, problems], [['b.md'], ['a.md'], []]);
    assert.deepEqual(await editConfig(after, 'ignore', 'a.md'), { kind: 'unchanged' });
  });

  it('keeps Windows line ends', async () => {
    const after = await edited('{\r\n  "handoffs": "h"\r\n}\r\n', 'plans', 'a.md');
    assert.doesNotMatch(after, /[^\r]\n/);
  });

  it('a name with the signs of a glob stands for itself', async () => {
    for (const path of ['notes [2].md', '!x.md', 'a{b}c*.md', 'docs/(old)/q?.md', '+(x).md']) {
      const { config } = await parseConfig(await edited('', 'plans', path));
      const { verdict } = await compileGlobs(config);
      assert.equal(verdict(path)?.verdict, 'plan', path);
    }
    const { config } = await parseConfig(await edited('', 'plans', 'a*.md'));
    assert.equal((await compileGlobs(config)).verdict('abc.md'), undefined);
  });

  it('a glob of the root itself holds for all below it', async () => {
    for (const glob of ['/', './', '//']) {
      const { verdict, isLeftOut } = await compileGlobs({ plans: [glob], ignore: [glob, '!b.md'] });
      assert.equal(verdict('docs/a.md')?.verdict, 'plan', glob);
      assert.deepEqual([isLeftOut?.('docs/a.md', false), isLeftOut?.('b.md', false)], [true, false], glob);
    }
  });

  it('a file that is broken, or has no list there, is left alone', async () => {
    for (const text of ['{ "plans": [', '[]', '{ "plans": "a.md" }']) {
      assert.equal((await editConfig(text, 'plans', 'b.md')).kind, 'refused', text);
    }
  });
});
