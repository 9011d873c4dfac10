import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { withFolder } from '../node/temporaryFolder.ts';

const cli = path.resolve(process.env['RUNSHEET_CLI'] ?? 'dist/cli.js');
const tasks = (count: number): string => Array.from({ length: count }, (_, at) => `- [ ] task ${at}\n`).join('');

function next(folder: string, ...args: readonly string[]) {
  const env = { PATH: process.env['PATH'], RUNSHEET_NO_CACHE: '1' };
  return spawnSync(process.execPath, [cli, 'next', ...args], { cwd: folder, env, encoding: 'utf8' });
}

describe('runsheet next', () => {
  it('lists ten tasks with place and reason and says how many there are', () => {
    const text = `# Plan\n\n## Phase 1: Dredge\n\n${tasks(12)}- [ ] **Urgent** thing (P0) (2h)\n`;
    withFolder({ 'plan.md': text }, (folder) => {
      const { status, stdout } = next(folder);
      const lines = stdout.split('\n');
      assert.equal(status, 0);
      assert.match(lines[0] ?? '', /^P0 Urgent thing plan\.md:17 \(2h, Phase 1: Dredge\)$/);
      assert.equal(lines[10], '3 more; --limit 13 shows all');
    });
  });

  it('--limit lists as many, in JSON too, where the counts are of all', () => {
    withFolder({ 'plan.md': `# Plan\n\n## Phase 1: Dredge\n\n${tasks(12)}` }, (folder) => {
      const { stdout } = next(folder, '--json', '--limit', '2');
      const output = JSON.parse(stdout) as { open: number; tasks: readonly { title: string; line: number }[] };
      assert.equal(output.open, 12);
      assert.deepEqual(
        output.tasks.map(({ title, line }) => [title, line]),
        [
          ['task 0', 5],
          ['task 1', 6],
        ],
      );
    });
  });

  it('says what blocked tasks wait for, and that there is no open work', () => {
    const text = '# Plan\n\n## Phase 1: A\n\n- [ ] T001 a\n- [ ] T002 b (depends on T001)\n';
    withFolder({ 'plan.md': text, 'done-plan.md': '# Plan\n\n## Phase 1: A\n\n- [x] a\n' }, (folder) => {
      assert.match(
        next(folder, 'plan.md').stdout,
        /1 blocked:\n {3}T002 b \(depends on T001\) plan\.md:6 \(needs T001 a\)\n$/,
      );
      assert.deepEqual(next(folder, 'done-plan.md').stderr, 'runsheet: There is no open work.\n');
    });
  });
});
