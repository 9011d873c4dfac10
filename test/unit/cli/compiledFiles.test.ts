import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import module from 'node:module';
import path from 'node:path';
import { withFolder } from '../node/temporaryFolder.ts';

const cli = path.resolve(process.env['RUNSHEET_CLI'] ?? 'dist/cli.js');
const files = { 'root/PLAN.md': '# Plan\n\n## Phase 1: Dredge\n\n- [ ] a\n- [x] b\n' };

function outline(folder: string): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'outline', 'PLAN.md'], {
    cwd: path.join(folder, 'root'),
    env: { PATH: process.env['PATH'], XDG_CACHE_HOME: folder },
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
  return stdout;
}

/** What is kept of each file of the program, and when it was written. */
function keptOf(folder: string): Map<string, { readonly bytes: Buffer; readonly at: number }> {
  const compiled = path.join(folder, 'runsheet/compiled/outline');
  const names = readdirSync(compiled).map((name) => path.join(compiled, name));
  return new Map(names.map((file) => [file, { bytes: readFileSync(file), at: statSync(file).mtimeMs }]));
}

describe('what Node has compiled of the command line, before Node 22.1', function () {
  this.timeout(60_000);

  before(function () {
    // Later ones do it themselves, in files of their own.
    if ('enableCompileCache' in module) this.skip();
  });

  it('is kept by the first two starts and taken by the others', () => {
    withFolder(files, (folder) => {
      const first = outline(folder);
      assert.ok([...keptOf(folder).keys()].some((file) => file.endsWith('main.js')));
      assert.equal(outline(folder), first);
      const before = keptOf(folder);
      assert.equal(outline(folder), first);
      for (const [file, { at }] of keptOf(folder)) assert.equal(at, before.get(file)?.at, file);
    });
  });

  it('is compiled anew where it is damaged, cut or of another text', () => {
    withFolder(files, (folder) => {
      const right = outline(folder);
      const damages: ((file: string, bytes: Buffer) => void)[] = [
        (file, bytes) => writeFileSync(file, bytes.fill(0xff, 40, 60)),
        (file, bytes) => truncateSync(file, bytes.length - 1),
        (file, bytes) => truncateSync(file, bytes.length >> 2),
        (file, bytes) => writeFileSync(file, bytes.fill(0x20, bytes.length - 9)),
        (file) => writeFileSync(file, ''),
      ];
      for (const damage of damages) {
        for (const [file, { bytes }] of keptOf(folder)) damage(file, bytes);
        assert.equal(outline(folder), right);
        // What reads plans is not needed for one that is known.
        const main = path.join(folder, 'runsheet/compiled/outline/main.js');
        const startsThatAdded = keptOf(folder).get(main)?.bytes[4];
        assert.equal(startsThatAdded, 1);
      }
    });
  });
});
