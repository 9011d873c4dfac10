import assert from 'node:assert/strict';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { byteBefore, putRight, writeInPlace } from '../../../src/node/writeInPlace.ts';
import { withFolderAsync } from './temporaryFolder.ts';

const plan = '# Plan\n\n## Phase 1: Dredge\n\n- [ ] T001 call the pilot\n- [ ] T002 tie the ropes\n';
const mark = plan.indexOf('- [ ] T002') + 3;
const x = 'x'.charCodeAt(0);
/** A text after an `x` was written where the mark of T002 stood in the plan. */
const hit = (text: string): string => `${text.slice(0, mark)}x${text.slice(mark + 1)}`;

/** Expects that of the byte when the file says `present` at the moment after it was written; `then` is written later. */
async function expectAfter(present: string | Buffer, kind: string, text: string, then?: string): Promise<void> {
  await withFolderAsync({}, async (folder) => {
    const file = path.join(folder, 'PLAN.md');
    writeFileSync(file, present);
    const descriptor = openSync(file, 'r+');
    try {
      const result = putRight(descriptor, Buffer.from(plan), { start: mark, byte: x });
      if (then !== undefined) {
        await delay(5);
        // As a program that had the file open and empty: what lies behind its text stays.
        const other = openSync(file, 'r+');
        writeFileSync(other, then);
        closeSync(other);
      }
      assert.equal((await result).kind, kind);
      assert.equal(readFileSync(file, 'utf8'), text);
    } finally {
      closeSync(descriptor);
    }
  });
}

describe('a byte that is written in place', () => {
  it('stands where it should when nobody else writes', async () => {
    await expectAfter(hit(plan), 'written', hit(plan));
    await withFolderAsync({ 'PLAN.md': plan }, async (folder) => {
      const file = path.join(folder, 'PLAN.md');
      assert.deepEqual(await writeInPlace(file, Buffer.from(plan), { start: mark, byte: x }), { kind: 'written' });
      assert.equal(readFileSync(file, 'utf8'), hit(plan));
    });
  });

  it('is not written into a text that has moved', async () => {
    await withFolderAsync({ 'PLAN.md': `A line above.\n${plan}` }, async (folder) => {
      const file = path.join(folder, 'PLAN.md');
      assert.deepEqual(await writeInPlace(file, Buffer.from(plan), { start: mark, byte: x }), { kind: 'changed' });
      assert.equal(readFileSync(file, 'utf8'), `A line above.\n${plan}`);
    });
  });

  it('stands where it should when something was put in below it', async () => {
    const longer = `${plan}- [ ] T003 pay the pilot\n`;
    await expectAfter(hit(longer), 'written', hit(longer));
  });

  for (const [what, moved] of [
    ['above', `A line of somebody else.\n${plan}`],
    ['in the middle', plan.replace('## Phase 1: Dredge\n', '## Phase 1: Dredge\n\nThe tide is at nine.\n')],
    ['above, and something is gone', `# The plan of the port\n${plan.slice(8)}`],
  ] as const)
    it(`is taken out of the text of a program that put something in ${what}`, async () => {
      assert.notEqual(hit(moved), moved);
      await expectAfter(hit(moved), 'changed', moved);
    });

  it('is said to be astray, with its line, where nobody knows what it has replaced', async () => {
    const other = 'Something else.\n'.repeat(12);
    await withFolderAsync({}, async (folder) => {
      const file = path.join(folder, 'PLAN.md');
      writeFileSync(file, hit(other));
      const descriptor = openSync(file, 'r+');
      const result = await putRight(descriptor, Buffer.from(plan), { start: mark, byte: x });
      closeSync(descriptor);
      const line = hit(other).slice(0, mark).split('\n').length;
      assert.deepEqual(result, { kind: 'astray', line });
    });
  });

  it('leaves alone what was rewritten since, whole', async () => {
    const other = 'Something else.\n'.repeat(12);
    await expectAfter(other, 'changed', other);
  });

  it('leaves no zeros behind the text of a program that had emptied the file to write it anew', async () => {
    const emptied = Buffer.alloc(mark + 1);
    emptied[mark] = x;
    await expectAfter(emptied, 'changed', '# Plan\n', '# Plan\n');
    await expectAfter(emptied, 'changed', `${plan}more\n`, `${plan}more\n`);
  });

  it('has replaced what stood between the same bytes, if they stand in one place, or always around the same one', () => {
    const read = Buffer.from(plan);
    const at = (text: string, offset: number) => byteBefore(read, Buffer.from(text), offset);
    assert.equal(at(hit(plan), mark), ' '.charCodeAt(0));
    assert.equal(at(plan.replace('pilot', 'p\u0000lot'), plan.indexOf('pilot') + 1), 'i'.charCodeAt(0));
    assert.equal(at('nothing of it stands in the plan, nowhere at all', 20), undefined);
    const twice = Buffer.from(`${'a'.repeat(30)}1${'b'.repeat(30)}${'a'.repeat(30)}2${'b'.repeat(30)}`);
    assert.equal(byteBefore(twice, twice, 30), undefined);
    assert.equal(byteBefore(read, read, 0), undefined);
  });
});
