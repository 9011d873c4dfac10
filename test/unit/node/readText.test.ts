import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { maxFileBytes, readText } from '../../../src/node/readText.ts';
import { withFolder } from './temporaryFolder.ts';

function read(content: string | Uint8Array) {
  let result = { skipped: 'not read' } as ReturnType<typeof readText>;
  withFolder({ 'a.md': content }, (folder) => {
    result = readText(path.join(folder, 'a.md'));
  });
  return result;
}
const skipped = (result: ReturnType<typeof readText>) => ('skipped' in result ? result.skipped : '');

describe('Reading a file as text', () => {
  it('UTF-8 with its size, without its byte order mark, line ends kept', () => {
    const result = read('\ufeff# Plän\r\n');
    assert.ok(!('skipped' in result));
    const { mtimeMs, ...rest } = result;
    assert.deepEqual(rest, { text: '# Plän\r\n', size: 12, encoding: 'utf-8', bom: true, damaged: false });
    assert.ok(mtimeMs > 0);
  });

  it('bytes that are not UTF-8 are replaced, and that is said', () => {
    const result = read(Uint8Array.of(0x61, 0xe9, 0x62));
    assert.deepEqual('skipped' in result || [result.text, result.damaged], ['a\ufffdb', true]);
  });

  it('UTF-16 with a byte order mark, both ways round', () => {
    for (const bytes of [Uint8Array.of(0xff, 0xfe, 0x23, 0), Uint8Array.of(0xfe, 0xff, 0, 0x23)]) {
      const result = read(bytes);
      assert.equal('skipped' in result || result.text, '#');
    }
  });

  it('an empty file is an empty text', () => {
    const result = read('');
    assert.equal('skipped' in result || result.text, '');
  });

  it('a binary file is skipped', () => {
    assert.match(skipped(read(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0))), /binary/);
  });

  it('a file of exactly the limit is read, one byte more is skipped with both sizes', () => {
    assert.ok('text' in read('a'.repeat(maxFileBytes)));
    assert.match(skipped(read('a'.repeat(maxFileBytes + 1))), /5\.0 MB, over the limit of 5\.0 MB/);
  });

  it('a missing file, a folder and a path through a file are told apart', () => {
    withFolder({ 'a.md': '' }, (folder) => {
      assert.match(skipped(readText(path.join(folder, 'b.md'))), /^does not exist$/);
      assert.match(skipped(readText(folder)), /is a folder/);
      assert.match(skipped(readText(path.join(folder, 'a.md', 'b.md'))), /part of its path is a file/);
    });
  });

  it('a named pipe without a writer does not hang', function () {
    if (process.platform === 'win32') this.skip();
    withFolder({}, (folder) => {
      const pipe = path.join(folder, 'pipe.md');
      execFileSync('mkfifo', [pipe]);
      assert.match(skipped(readText(pipe)), /no regular file/);
    });
  });
});
