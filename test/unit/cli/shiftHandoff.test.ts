import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { withFolder } from '../node/temporaryFolder.ts';

const cli = path.resolve(process.env['RUNSHEET_CLI'] ?? 'dist/cli.js');
const first = readFileSync('samples/.agent-handoffs/SHIFT_1_HANDOFF.md', 'utf8');
const folder = '.agent-handoffs';

function handoff(cwd: string, ...args: readonly string[]) {
  const env = { PATH: process.env['PATH'] };
  const words = [cli, 'shift', 'handoff', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd, env, encoding: 'utf8' });
  return { status, stdout, stderr };
}

const files = { '.runsheet.json': '{}', [`${folder}/SHIFT_1_HANDOFF.md`]: first };

describe('runsheet shift handoff', () => {
  it('shows the latest, or the one of a shift, without what could move the cursor', () => {
    const hostile = `${first}\n\u001b[2Jgone\n`;
    withFolder({ ...files, [`${folder}/SHIFT_2_HANDOFF.md`]: hostile }, (root) => {
      const latest = handoff(root, 'show');
      assert.equal(latest.status, 0);
      assert.match(latest.stdout, / \[2Jgone\n$/);
      assert.equal(handoff(root, 'show', '1').stdout, first);
    });
  });

  it('new makes the document of a shift once, and adding to it changes one line', () => {
    withFolder(files, (root) => {
      assert.deepEqual(handoff(root, 'new', '2', '--agent', 'Backend').stdout, `${folder}/SHIFT_2_HANDOFF.md\n`);
      const again = handoff(root, 'new', '2');
      assert.deepEqual([again.status, again.stdout], [1, '']);
      assert.match(again.stderr, /SHIFT_2_HANDOFF\.md is there already/);
      const file = path.join(root, folder, 'SHIFT_2_HANDOFF.md');
      const before = readFileSync(file, 'utf8');
      assert.equal(handoff(root, 'blocker', 'No key', '--priority', 'p0', '--needs', 'Kim').status, 0);
      const after = readFileSync(file, 'utf8');
      const line = after.split('\n').find((each) => each.startsWith('- No key'));
      assert.match(line ?? '', /^- No key \(P0, needs Kim, since \d{4}-\d\d-\d\dT\d\d:\d\dZ\)$/);
      assert.equal(after.replace(`${line ?? ''}\n\n`, ''), before);
      assert.equal(readFileSync(path.join(root, folder, 'SHIFT_1_HANDOFF.md'), 'utf8'), first);
    });
  });

  it('outside any schedule a handoff is HANDOFF.md, and a second one of the day has the day in its name', () => {
    withFolder({ '.runsheet.json': '{}' }, (root) => {
      const none = handoff(root, 'list');
      assert.deepEqual([none.status, none.stdout], [0, '']);
      assert.match(none.stderr, /There is no handoff in \.agent-handoffs: runsheet shift handoff new makes one/);
      assert.equal(handoff(root, 'new').stdout, 'HANDOFF.md\n');
      assert.equal(handoff(root, 'list').stderr, '');
      assert.match(handoff(root, 'new').stdout, /^HANDOFF-\d{4}-\d\d-\d\d\.md\n$/);
      assert.equal(handoff(root, 'list').stdout.trim().split('\n').length, 2);
    });
  });

  it('check says line by line what has to be filled, with exit code 1, and 0 when it is complete', () => {
    withFolder(files, (root) => {
      assert.deepEqual(handoff(root, 'check').status, 0);
      handoff(root, 'new', '2');
      const open = handoff(root, 'check');
      assert.equal(open.status, 1);
      assert.match(open.stdout, /SHIFT_2_HANDOFF\.md:\d+: "Status" says nothing: fill it, or write "None\."\n/);
      assert.equal(open.stdout.trim().split('\n').length, 5);
    });
  });

  it('--json keeps to its schema', () => {
    const ajv = new Ajv();
    const schema = JSON.parse(readFileSync('schemas/handoff.schema.json', 'utf8')) as object;
    withFolder({ ...files, 'HANDOFF.md': '# Recipe\n\nFlour.\n' }, (root) => {
      for (const args of [
        ['list'],
        ['show'],
        ['check', '1'],
        ['new', '3'],
        ['note', 'slow'],
        ['done', 'x', '--to', '1'],
      ]) {
        const { stdout } = handoff(root, ...args, '--json');
        assert.ok(ajv.validate(schema, JSON.parse(stdout)), `${args.join(' ')}: ${ajv.errorsText()}`);
      }
    });
  });

  it('a folder that is a file, a shift without a handoff and two for one shift are told in a sentence', () => {
    withFolder({ '.runsheet.json': '{}', [folder]: 'x' }, (root) => {
      const { status, stderr } = handoff(root, 'new', '1');
      assert.equal(status, 1);
      assert.match(stderr, /\.agent-handoffs is a file, and handoffs need a folder there/);
    });
    withFolder({ ...files, [`${folder}/shift-1.md`]: first }, (root) => {
      assert.match(handoff(root, 'show', '1').stderr, /several handoffs, .*: name the file/);
      assert.deepEqual(handoff(root, 'show', '7').status, 2);
    });
  });

  it('wrong words are exit 2 and one sentence', () => {
    withFolder(files, (root) => {
      for (const args of [
        [],
        ['shout'],
        ['note'],
        ['note', 'a', 'b'],
        ['show', '--needs', 'x'],
        ['blocker', 'a', '--priority', 'P9'],
      ]) {
        const { status, stderr, stdout } = handoff(root, ...args);
        assert.deepEqual([status, stdout], [2, ''], args.join(' '));
        assert.equal(stderr.trim().split('\n').length, 1, stderr);
      }
    });
  });
});
