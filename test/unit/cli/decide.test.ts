import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { withFolder } from '../node/temporaryFolder.ts';

const cli = path.resolve(process.env['RUNSHEET_CLI'] ?? 'dist/cli.js');
const decisions = '.agent-handoffs/decisions';
const text = [
  '# Pond',
  '<!-- runsheet: plan -->',
  '## Phase 1: Dig',
  '',
  '- [ ] Dig (P0)',
  '',
  '### Exit Criteria',
  '',
  '- [ ] Deep',
  '',
  '**Decision Point**: GO/NO-GO for Phase 2',
  '',
  '## Phase 2: Fill',
  '',
  '- [x] Fill',
  '',
].join('\r\n');

function runsheet(folder: string, ...args: readonly string[]) {
  const env = { PATH: process.env['PATH'], RUNSHEET_NO_CACHE: '1', HOME: folder };
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const tomorrow = new Date(Date.now() + 24 * 3_600_000).toISOString().slice(0, 10);
const waiver = ['--reason', 'the customer waits', '--until', tomorrow] as const;
const vote = (folder: string, phase: string, word: string, who: string, ...more: readonly string[]) =>
  runsheet(folder, 'decide', `plan.md${phase}`, '--vote', word, '--who', who, ...more);

interface Status {
  readonly documents: readonly {
    readonly phases: readonly { readonly verdict: string; readonly decision?: { readonly state: string } }[];
  }[];
  readonly refusedEvidence: readonly { readonly path: string; readonly reason: string }[];
}
const status = (folder: string): Status => JSON.parse(runsheet(folder, 'status', '--json').stdout) as Status;
const phasesOf = (folder: string): readonly string[] =>
  (status(folder).documents[0]?.phases ?? []).map(({ verdict, decision }) => `${verdict} ${decision?.state ?? '-'}`);

describe('runsheet decide', function () {
  this.timeout(60_000);
  const within = (use: (folder: string, read: () => string) => void): void =>
    withFolder({ 'plan.md': text }, (folder) => use(folder, () => readFileSync(path.join(folder, 'plan.md'), 'utf8')));

  it('a go against a NO-GO needs why and until when, and is kept, shown and written where the plan asks for it', () => {
    within((folder, read) => {
      const refused = vote(folder, '#phase 1', 'go', 'Ann');
      assert.equal(refused.status, 1);
      assert.match(refused.stderr, /The verdict is NO-GO, with 2 reasons: a GO against it is a waiver\..*--until DATE/);
      assert.equal(read(), text);
      const { status: code, stdout, stderr } = vote(folder, '#1', 'go', 'Ann', ...waiver);
      assert.deepEqual([code, stderr], [0, '']);
      assert.match(
        stdout,
        /^Phase 1: Dig: GO by waiver until .* UTC: Ann, "the customer waits"\n.*\.json\nplan\.md:13\n$/,
      );
      const lines = read().split('\r\n');
      assert.match(
        lines[12] ?? '',
        /^\*\*Decision\*\*: GO BY WAIVER \(.*; go: Ann, "the customer waits"; waived by Ann until /,
      );
      assert.equal(lines.toSpliced(11, 2).join('\r\n'), text);
      assert.deepEqual(phasesOf(folder), ['NO-GO go by waiver', 'GO -']);
      assert.match(runsheet(folder, 'status').stdout, /Phase 1: Dig {2}GO by waiver until /);
    });
  });

  it('one no-go makes it no-go, and the line of the plan is replaced', () => {
    within((folder, read) => {
      vote(folder, ':4', 'go', 'Ann', ...waiver);
      assert.match(vote(folder, ':4', 'no-go', 'Ben', '--reason', 'no staff').stdout, /decided NO-GO: Ben/);
      assert.equal(read().match(/\*\*Decision\*\*/g)?.length, 1);
      assert.match(read(), /\*\*Decision\*\*: NO-GO \(.*go: Ann, .*; no-go: Ben, "no staff"\)/);
      assert.deepEqual(phasesOf(folder), ['NO-GO no-go', 'NO-GO -']);
      assert.equal(readdirSync(path.join(folder, decisions)).length, 2);
    });
  });

  it('asks for a new poll when a criterion is changed, and not when one is ticked', () => {
    within((folder, read) => {
      vote(folder, '#1', 'go', 'Ann', ...waiver);
      const change = (from: string, to: string): void =>
        writeFileSync(path.join(folder, 'plan.md'), read().replace(from, to));
      change('[ ] Deep', '[x] Deep');
      assert.equal(phasesOf(folder)[0], 'NO-GO go by waiver');
      change('Deep', 'Deeper');
      assert.equal(phasesOf(folder)[0], 'NO-GO poll');
      assert.match(runsheet(folder, 'status').stdout, /new poll needed: the criteria were changed since/);
    });
  });

  it('keeps to its schema; a vote about the whole plan is of no phase', () => {
    within((folder) => {
      const isDecided = new Ajv().compile(JSON.parse(readFileSync('schemas/decide.schema.json', 'utf8')) as object);
      const isStatus = new Ajv().compile(JSON.parse(readFileSync('schemas/status.schema.json', 'utf8')) as object);
      for (const phase of ['', '#phase-2']) {
        const value = JSON.parse(vote(folder, phase, 'abstain', 'Ann', '--json').stdout) as { phase?: string };
        assert.ok(isDecided(value), JSON.stringify(isDecided.errors));
        assert.equal(value.phase, phase === '' ? undefined : 'phase-2');
      }
      assert.ok(isStatus(status(folder)), JSON.stringify(isStatus.errors));
    });
  });

  it('what is damaged, from the future or far too large decides nothing, and status says so', () => {
    within((folder) => {
      vote(folder, '#1', 'go', 'Ann', ...waiver);
      const at = path.join(folder, decisions);
      const [name = ''] = readdirSync(at);
      const good = readFileSync(path.join(at, name), 'utf8');
      mkdirSync(at, { recursive: true });
      for (const [content, reason] of [
        ['{', 'it is no JSON'],
        [good.replace(/"decidedAt": "\d{4}/, '"decidedAt": "2999'), 'dated in the future'],
        [good.replace('"go"', '"yes"'), 'its votes cannot be read'],
        [`${good}${' '.repeat(300_000)}`, 'no plain file of at most 256 KB'],
      ] as const) {
        writeFileSync(path.join(at, name), content);
        assert.deepEqual(phasesOf(folder), ['NO-GO -', 'NO-GO -'], reason);
        assert.ok(status(folder).refusedEvidence[0]?.reason.includes(reason), reason);
      }
    });
  });

  it('wrong use and unknown phases are exit 2, with the phases that there are', () => {
    within((folder) => {
      for (const [args, sentence] of [
        [['plan.md', '--vote', 'maybe', '--who', 'Ann'], /--vote takes go, no-go, abstain\./],
        [['plan.md', '--vote', 'go'], /--who takes the name/],
        [
          ['plan.md#7', '--vote', 'go', '--who', 'Ann'],
          /no one phase of that name\. It has:\n.* phase-1 {2}Phase 1: Dig/,
        ],
        [['plan.md', '--vote', 'go', '--who', 'Ann', '--until', '2026-02-31'], /--until takes a day/],
        [['other.md', '--vote', 'go', '--who', 'Ann'], /other\.md/],
      ] as const) {
        const { status: code, stderr } = runsheet(folder, 'decide', ...args);
        assert.equal(code, 2, stderr);
        assert.match(stderr, sentence);
      }
    });
  });
});
