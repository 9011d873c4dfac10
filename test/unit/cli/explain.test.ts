import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { withFolder } from '../node/temporaryFolder.ts';

const cli = path.resolve(process.env['RUNSHEET_CLI'] ?? 'dist/cli.js');
const plan = '# Plan\n\n## Phase 1: Dredge\n\n- [w] Mud\n- [x] Sand\n\n## House rules\n\n- [ ] Boots off\n';

function runsheet(cwd: string, ...args: readonly string[]) {
  const env = { PATH: process.env['PATH'] };
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { cwd, env, encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('runsheet explain', () => {
  it('FILE:LINE says what the line was read as, 1-based, with the configuration of the root', () => {
    const config = '// house style\n{ "marks": { "w": "done" }, "roles": { "House rules": "recurring" } }';
    withFolder({ 'docs/plan.md': plan, '.runsheet.json': config }, (folder) => {
      const mud = runsheet(folder, 'explain', 'docs/plan.md:5');
      assert.equal(mud.status, 0);
      assert.match(mud.stdout, /^docs\/plan\.md:5 {2}- \[w\] Mud\n/);
      assert.match(mud.stdout, /status +done, by its mark \[w\]/);
      const boots = runsheet(path.join(folder, 'docs'), 'explain', 'plan.md:10');
      assert.match(boots.stdout, /role +recurring, because the configuration says so of "House rules"/);
    });
  });

  it('FILE says by which sum it is a plan', () => {
    withFolder({ 'plan.md': plan, 'notes.md': '# Notes\n' }, (folder) => {
      const yes = runsheet(folder, 'explain', 'plan.md');
      assert.equal(yes.status, 0);
      assert.match(yes.stdout, /^plan\.md {2}a plan: score 5 /);
      assert.match(yes.stdout, /\n +\+2 {2}file name says "plan"\n/);
      assert.match(runsheet(folder, 'explain', 'notes.md').stdout, /^notes\.md {2}no plan: /);
    });
  });

  it('FILE says when a plan is not found because it is ignored', () => {
    const files = { 'old/plan.md': plan, 'plan.md': plan, '.gitignore': 'old/\n', '.git/HEAD': '' };
    withFolder(files, (folder) => {
      const { stdout } = runsheet(folder, 'explain', 'old/plan.md');
      assert.match(stdout, /^old\/plan\.md {2}no plan: [^]*ignored by a \.gitignore/);
    });
  });

  it('--json keeps to its schema', () => {
    const schema = JSON.parse(readFileSync('schemas/explain.schema.json', 'utf8')) as object;
    const ajv = new Ajv();
    withFolder({ 'plan.md': plan }, (folder) => {
      for (const target of ['plan.md', 'plan.md:1', 'plan.md:2', 'plan.md:5']) {
        const output: unknown = JSON.parse(runsheet(folder, 'explain', '--json', target).stdout);
        assert.ok(ajv.validate(schema, output), `${target}: ${ajv.errorsText()}`);
      }
    });
  });

  it('a line or a file that is not there, a folder, no target and two targets are exit 2 and one sentence', () => {
    withFolder({ 'plan.md': plan, 'docs/x.md': '' }, (folder) => {
      for (const [args, sentence] of [
        [['plan.md:99'], /^runsheet: There is no line 99 in plan\.md: it has 11 lines\.\n$/],
        [['plan.md:0'], /^runsheet: There is no line 0 in plan\.md/],
        [['gone.md:1'], /^runsheet: gone\.md does not exist\.\n$/],
        [['docs'], /^runsheet: docs is a folder, .*\.\n$/],
        [[], /^runsheet: explain takes one FILE or FILE:LINE\./],
        [['plan.md', 'plan.md'], /^runsheet: explain takes one FILE or FILE:LINE\./],
      ] as const) {
        const { status, stdout, stderr } = runsheet(folder, 'explain', ...args);
        assert.deepEqual([status, stdout], [2, ''], args.join(' '));
        assert.match(stderr, sentence);
      }
    });
  });
});

describe('The configuration on the command line', () => {
  it('its marks and roles change the counts', () => {
    withFolder(
      { 'plan.md': plan, '.runsheet.json': '{"marks": {"w": "done"}, "roles": {"house rules": "recurring"}}' },
      (folder) => {
        for (const target of ['.', 'plan.md'])
          assert.match(
            runsheet(folder, 'status', target).stdout,
            /^100% proven, up to 100% possible {2}GO {7}2 of 2 done in 1 plan\n/,
          );
      },
    );
  });

  it('what is wrong in it is a line on stderr each, the right part holds, and outline and status are exit 0', () => {
    const config =
      '{\n  "marks": {\n    "w": "done",\n    "ww": "done"\n  },\n  "roles": { "House rules": "rule" }\n}\n';
    withFolder({ 'plan.md': plan, '.runsheet.json': config }, (folder) => {
      for (const command of ['outline', 'status', 'explain']) {
        const { status, stderr } = runsheet(folder, command, 'plan.md');
        assert.equal(status, 0);
        const [first, second, ...rest] = stderr.split('\n');
        assert.match(first ?? '', /^runsheet: \.runsheet\.json:4:\d+: .*must be one character/);
        assert.match(second ?? '', /^runsheet: \.runsheet\.json:6:\d+: roles\.House rules: must be one of work, gate/);
        assert.deepEqual(rest, ['']);
      }
      assert.match(runsheet(folder, 'status', 'plan.md').stdout, /2 of 3 done/);
    });
  });

  it('a file that is no JSON changes nothing', () => {
    withFolder({ 'plan.md': plan, '.runsheet.json': '{ "marks": ' }, (folder) => {
      const { status, stdout, stderr } = runsheet(folder, 'status', 'plan.md');
      assert.equal(status, 0);
      assert.match(stdout, /1 of 2 done/);
      assert.match(stderr, /^runsheet: \.runsheet\.json:1:\d+: not valid JSON: .*\n$/);
    });
  });
});
