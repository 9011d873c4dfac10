import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { withFolder } from '../node/temporaryFolder.ts';

const cli = path.resolve(process.env['RUNSHEET_CLI'] ?? 'dist/cli.js');

/** Runs the built command line as a process of its own, without a cache. */
function runsheet(cwd: string, ...args: string[]) {
  const env = { PATH: process.env['PATH'], RUNSHEET_NO_CACHE: '1', HOME: cwd };
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { cwd, env, encoding: 'utf8' });
  return { status, stdout, stderr };
}

const plan = `# Pond plan

**Status**: 90% done

## Phase 1: Dig

- [x] Mark
- [x] Dig

### Exit Criteria

- [x] Deep: \`test -d deep\`

## Phase 2: Fill

- [ ] Fill
`;

interface Status {
  readonly total: { readonly proven: number; readonly possible: number; readonly verdict: string };
  readonly refusedEvidence: readonly { readonly path: string }[];
}

function json(folder: string): Status {
  return JSON.parse(runsheet(folder, 'status', '--json').stdout) as Status;
}

describe('runsheet status, as a check', function () {
  this.timeout(60_000);

  it('without a question is good, whatever it finds', () => {
    withFolder({ 'plan.md': plan }, (folder) => {
      const { status, stdout, stderr } = runsheet(folder, 'status');
      assert.deepEqual([status, stderr], [0, '']);
      assert.match(stdout, /^50% proven, up to 75% possible {2}NO-GO {4}2 of 3 done in 1 plan\n/);
      assert.match(stdout, /plan\.md:3: warning: 90 % is declared, 50 % is proven/);
    });
  });

  for (const [args, code, sentence] of [
    [['--min', '50'], 0, ''],
    [['--min', '51'], 1, 'runsheet: 50% is proven, 51% is asked for.\n'],
    [['--fail-on', 'contradiction'], 1, 'runsheet: 1 contradiction or mistake stands in the plans.\n'],
    [['--fail-on', 'stale'], 0, ''],
    [['--fail-on', 'no-go', '--phase', '1'], 1, 'runsheet: The verdict is UNKNOWN.\n'],
    [['--phase', 'fill', '--min', '1'], 1, 'runsheet: 0% is proven, 1% is asked for.\n'],
    [['--phase', '7'], 2, 'runsheet: No plan has a phase "7".\n'],
    [['--min', 'many'], 2, 'runsheet: --min takes a percentage from 0 to 100. See runsheet status --help.\n'],
    [['--fail-on', 'rain'], 2, 'runsheet: --fail-on takes contradiction, stale, no-go. See runsheet status --help.\n'],
    [
      ['--format', 'xml'],
      2,
      'runsheet: --format takes one of text, json, markdown, sarif, junit. See runsheet status --help.\n',
    ],
  ] as const)
    it(`${args.join(' ')} is exit ${code}`, () => {
      withFolder({ 'plan.md': plan }, (folder) => {
        const { status, stderr } = runsheet(folder, 'status', ...args);
        assert.deepEqual([status, stderr], [code, sentence]);
      });
    });

  it('keeps to its schema, and explains its number', () => {
    withFolder({ 'plan.md': plan }, (folder) => {
      const isStatus = new Ajv().compile(JSON.parse(readFileSync('schemas/status.schema.json', 'utf8')) as object);
      assert.ok(isStatus(json(folder)), JSON.stringify(isStatus.errors));
      const { status, stdout } = runsheet(folder, 'explain', 'readiness', 'plan.md');
      assert.equal(status, 0);
      assert.match(stdout, /\*\*50% proven, up to 75% possible\*\*, over 3 tasks and 1 criterion\./);
    });
  });

  it('prints SARIF and a summary in markdown', () => {
    withFolder({ 'plan.md': plan }, (folder) => {
      const sarif = JSON.parse(runsheet(folder, 'status', '--format', 'sarif').stdout) as { readonly version: string };
      assert.equal(sarif.version, '2.1.0');
      assert.match(runsheet(folder, 'status', '--format', 'markdown').stdout, /^## NO-GO: 50% proven/);
    });
  });

  it('a check that passed raises what is proven, a change of the files makes it stale', () => {
    withFolder({ 'plan.md': plan, 'deep/a.txt': 'a\n' }, (folder) => {
      const git = (...args: string[]) =>
        spawnSync('git', ['-c', 'user.name=Crew', '-c', 'user.email=crew@example.org', ...args], { cwd: folder });
      git('init', '-q');
      git('add', '.');
      git('commit', '-qm', 'Plan');
      const checked = runsheet(folder, 'check', 'plan.md', '--all', '--record');
      assert.equal(checked.status, 0, checked.stdout + checked.stderr);
      assert.equal(json(folder).total.proven, 75);
      writeFileSync(path.join(folder, 'deep/a.txt'), 'b\n');
      const { total } = json(folder);
      assert.deepEqual([total.proven, total.possible], [50, 75]);
      assert.equal(runsheet(folder, 'status', '--fail-on', 'stale').status, 1);
    });
  });

  it('evidence that is damaged is said, and proves nothing', () => {
    withFolder({ 'plan.md': plan }, (folder) => {
      const evidence = path.join(folder, '.agent-handoffs/evidence');
      mkdirSync(evidence, { recursive: true });
      writeFileSync(path.join(evidence, '20260107T110000000Z-00000000-00000000.json'), '{"v": 1, "outcome": "pass"');
      const { stderr } = runsheet(folder, 'status');
      assert.match(stderr, /^runsheet: Not believed: \.agent-handoffs\/evidence\/.*: it is no JSON\.\n$/);
      assert.deepEqual([json(folder).total.proven, json(folder).refusedEvidence.length], [50, 1]);
    });
  });

  it('a score file that says something else is a contradiction', () => {
    withFolder({ 'plan.md': plan, '.agent-handoffs/PRODUCTION_SCORE.txt': '95%\n' }, (folder) => {
      assert.match(
        runsheet(folder, 'status').stdout,
        /plan\.md:3: warning: 90 % is declared here, but 95 % in \.agent-handoffs\/PRODUCTION_SCORE\.txt:1\./,
      );
    });
  });
});
