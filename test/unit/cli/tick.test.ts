import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { withFolder } from '../node/temporaryFolder.ts';

const cli = path.resolve(process.env['RUNSHEET_CLI'] ?? 'dist/cli.js');
const text =
  '# Plan\r\n\r\n## Phase 1: Dredge\r\n\r\n- [ ] T001 Pond\r\n  - [X] dig\r\n  - [ ] fill\r\n- [ ] same\r\n- [ ] same';

function tick(folder: string, ...args: readonly string[]) {
  const env = { PATH: process.env['PATH'], RUNSHEET_NO_CACHE: '1' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'tick', ...args], {
    ...{ cwd: folder, env, encoding: 'utf8' },
  });
  return { status, stdout, stderr };
}

describe('runsheet tick', function () {
  this.timeout(30_000);
  const within = (use: (folder: string, read: () => string) => void, content = text): void =>
    withFolder({ 'plan.md': content }, (folder) =>
      use(folder, () => readFileSync(path.join(folder, 'plan.md'), 'utf8')),
    );

  it('ticks a task by its id or its line, with the mark of the document, and says which', () => {
    within((folder, read) => {
      const byId = tick(folder, 'plan.md#t001');
      assert.deepEqual(byId, { status: 0, stdout: '[X] T001 Pond plan.md:5\n', stderr: '' });
      assert.equal(read(), text.replace('[ ] T001', '[X] T001'));
      assert.equal(tick(folder, 'plan.md:8').status, 0);
      assert.equal(read(), text.replace('[ ] T001', '[X] T001').replace('[ ] same', '[X] same'));
    });
  });

  it('done already is good, and --state open takes it back', () => {
    within((folder, read) => {
      assert.match(tick(folder, 'plan.md#dig').stdout, /^Nothing to do: \[X\] dig plan\.md:6\n$/);
      assert.equal(read(), text);
      assert.equal(tick(folder, 'plan.md#dig', '--state', 'open').status, 0);
      assert.equal(read(), text.replace('[X]', '[ ]'));
    });
  });

  it('refuses an id that several tasks have, with their keys, which can be used', () => {
    within((folder, read) => {
      const { status, stderr } = tick(folder, 'plan.md#same');
      assert.equal(status, 2);
      assert.match(stderr, /"same" means 2 tasks in plan\.md\. Name one by its key or its line:/);
      const key = /plan\.md#(\S+) {2}same \(line 9\)/.exec(stderr)?.[1] ?? '';
      assert.equal(tick(folder, `plan.md#${key}`).status, 0);
      assert.equal(read(), text.replace(/\[ \] same$/, '[X] same'));
    });
  });

  it('names those that have a name in their title where nothing has the name itself', () => {
    within((folder) => {
      const { status, stderr } = tick(folder, 'plan.md#fil');
      assert.equal(status, 2);
      assert.match(
        stderr,
        /There is no task "fil" in plan\.md\. These have it in their title:\n.*plan\.md#(\S+) {2}fill \(line 7\)/,
      );
    });
  });

  it('writes the reason of a blocked task below it, with the line ends of the file', () => {
    within((folder, read) => {
      assert.equal(tick(folder, 'plan.md:5', '--state', 'blocked', '--reason', 'No berth').status, 0);
      assert.equal(read(), text.replace('[ ] T001 Pond', '[!] T001 Pond\r\n  - Blocked: No berth'));
    });
  });

  it('names the box above the last tick, and --parents ticks it in the same edit', () => {
    within((folder, read) => {
      assert.match(
        tick(folder, 'plan.md#fill').stdout,
        /\nNothing below it is open any more .*: T001 Pond plan\.md:5\n$/,
      );
      assert.equal(tick(folder, 'plan.md#fill', '--state', 'open').status, 0);
      assert.equal(tick(folder, 'plan.md#fill', '--parents').stdout, '[X] fill plan.md:7\n[X] T001 Pond plan.md:5\n');
      assert.equal(read(), text.replace('[ ] T001', '[X] T001').replace('[ ] fill', '[X] fill'));
    });
  });

  it('prints JSON that keeps to its schema, also when nothing was changed', () => {
    const validate = new Ajv().compile(JSON.parse(readFileSync('schemas/tick.schema.json', 'utf8')) as object);
    within((folder) => {
      const outputs = [['plan.md#fill'], ['plan.md#fill'], ['plan.md#same'], ['plan.md#nothing'], ['plan.md:1']].map(
        ([target = '']) =>
          JSON.parse(tick(folder, target, '--json').stdout) as { outcome: string; candidates: object[] },
      );
      for (const output of outputs) assert.ok(validate(output), JSON.stringify(validate.errors));
      assert.deepEqual(
        outputs.map(({ outcome }) => outcome),
        ['written', 'unchanged', 'ambiguous', 'none', 'unboxed'],
      );
      assert.equal(outputs[2]?.candidates.length, 2);
    });
  });

  it('leaves a read-only file and a task in a merge conflict alone, and says so', () => {
    within((folder, read) => {
      chmodSync(path.join(folder, 'plan.md'), 0o444);
      assert.deepEqual(tick(folder, 'plan.md#fill'), {
        status: 1,
        stdout: '',
        stderr: 'runsheet: plan.md was not changed: The file is read-only.\n',
      });
      assert.equal(read(), text);
    });
    const conflict = '# Plan\n\n<<<<<<< HEAD\n- [ ] ours\n=======\n- [ ] theirs\n>>>>>>> branch\n';
    within((folder, read) => {
      const { status, stderr } = tick(folder, 'plan.md#theirs');
      assert.deepEqual([status, read()], [1, conflict]);
      assert.match(
        stderr,
        /stands in a merge conflict in plan\.md, so nothing was changed\. Resolve the conflict first\./,
      );
    }, conflict);
  });

  it('says what is wrong with its arguments', () => {
    within((folder) => {
      for (const [args, sentence] of [
        [['plan.md'], /Say which task: FILE#ID or FILE:LINE\./],
        [['plan.md#a', '--state', 'half'], /--state half is none of open, done, doing, blocked, cancelled\./],
        [['plan.md#a', '--reason', 'x'], /--reason goes with --state blocked\./],
        [['gone.md#a'], /gone\.md does not exist\./],
        [['plan.md:99'], /There is no task on line 99 in plan\.md\./],
      ] as const) {
        const { status, stderr } = tick(folder, ...args);
        assert.equal(status, 2);
        assert.match(stderr, sentence);
      }
    });
  });
});
