import assert from 'node:assert/strict';
import { appendFileSync, chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { EditDecision } from '../../../src/core/edit/editOutcome.ts';
import { editFile } from '../../../src/node/editFile.ts';

/** Decides by text alone: the first `[from]` becomes `[to]`. */
function change(from: string, to: string): (text: string) => EditDecision<'missing'> {
  return (text) => {
    const lines = text.split(/\r\n|\r|\n/);
    const line = lines.findIndex((candidate) => candidate.includes(`[${from}]`));
    if (line < 0) return text.includes(`[${to}]`) ? { kind: 'unchanged' } : { kind: 'refused', reason: 'missing' };
    const column = (lines[line]?.indexOf(`[${from}]`) ?? 0) + 1;
    const edit = { line, column, endLine: line, endColumn: column + from.length, newText: to };
    return { kind: 'edit', edits: [edit] };
  };
}

describe('editing a file', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'runsheet-mark-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const file = (bytes: string | Buffer): string => {
    const name = path.join(folder, 'PLAN.md');
    writeFileSync(name, bytes);
    return name;
  };

  for (const [what, text] of [
    ['CRLF', '# a\r\n- [ ] b\r\n'],
    ['lone CR', '# a\r- [ ] b\r'],
    ['a byte order mark', '\uFEFF- [ ] b\n'],
    ['no final newline', '- [ ] b'],
    ['wide characters before it', '# ünï 🚀\n- 🚀 [ ] b\n'],
  ] as const) {
    it(`keeps every other byte: ${what}`, async () => {
      const name = file(text);
      assert.deepEqual(await editFile(name, change(' ', 'x')), { kind: 'written' });
      assert.equal(readFileSync(name, 'utf8'), text.replace('[ ]', '[x]'));
      assert.deepEqual(await editFile(name, change('x', ' ')), { kind: 'written' });
      assert.equal(readFileSync(name, 'utf8'), text);
    });
  }

  it('keeps bytes that are no UTF-8 on other lines', async () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xe9, 0x0a]), Buffer.from('- [ ] b\n'), Buffer.from([0x80, 0x0a])]);
    const name = file(bytes);
    assert.deepEqual(await editFile(name, change(' ', 'x')), { kind: 'written' });
    const expected = Buffer.from(bytes);
    expected[bytes.indexOf('[ ]') + 1] = 0x78;
    assert.deepEqual(readFileSync(name), expected);
  });

  it('leaves a file alone whose line of the mark is no UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from([0xe9]), Buffer.from(' - [ ] b\n')]);
    const name = file(bytes);
    assert.equal((await editFile(name, change(' ', 'x'))).kind, 'failed');
    assert.deepEqual(readFileSync(name), bytes);
  });

  it('writes a mark of several bytes, and keeps the rights of the file', async () => {
    const name = file('- [ ] b\n- [✓] c\n');
    chmodSync(name, 0o640);
    assert.deepEqual(await editFile(name, change('✓', ' ')), { kind: 'written' });
    assert.equal(readFileSync(name, 'utf8'), '- [ ] b\n- [ ] c\n');
    assert.equal(statSync(name).mode & 0o777, 0o640);
  });

  it('keeps rights of the file that new files of its user do not get', async () => {
    const name = file('- [✓] c\n');
    chmodSync(name, 0o666);
    const before = process.umask(0o077);
    try {
      assert.deepEqual(await editFile(name, change('✓', ' ')), { kind: 'written' });
    } finally {
      process.umask(before);
    }
    assert.equal(statSync(name).mode & 0o777, 0o666);
  });

  it('looks again when another program changed the file between reading and writing', async () => {
    const name = file('- [ ] b\n');
    let first = true;
    const outcome = await editFile(name, (text) => {
      const decision = change(' ', 'x')(text);
      if (first) writeFileSync(name, `- another line\n${readFileSync(name, 'utf8')}`);
      first = false;
      return decision;
    });
    assert.deepEqual(outcome, { kind: 'written' });
    assert.equal(readFileSync(name, 'utf8'), '- another line\n- [x] b\n');
  });

  it('loses no line of a program that appends while marks are changed', async () => {
    const name = file('- [ ] b\n');
    for (let round = 0; round < 20; round++) {
      const write = editFile(name, round % 2 === 0 ? change(' ', 'x') : change('x', ' '));
      appendFileSync(name, `line ${round}\n`);
      assert.deepEqual(await write, { kind: 'written' });
    }
    const lines = [...Array(20).keys()].map((round) => `line ${round}\n`).join('');
    assert.equal(readFileSync(name, 'utf8'), `- [ ] b\n${lines}`);
  });

  it('passes on a refusal, and says why a file cannot be changed', async () => {
    const name = file('nothing here\n');
    assert.deepEqual(await editFile(name, change(' ', 'x')), { kind: 'refused', reason: 'missing' });
    const gone = await editFile(path.join(folder, 'gone.md'), change(' ', 'x'));
    assert.equal(gone.kind, 'failed');
    assert.match(gone.message, /ENOENT/);
  });
});
