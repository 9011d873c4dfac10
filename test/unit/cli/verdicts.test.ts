import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { writeFiles } from '../node/evidence/repository.ts';
import { withFolder } from '../node/temporaryFolder.ts';

const cli = path.resolve(process.env['RUNSHEET_CLI'] ?? 'dist/cli.js');
const plan =
  '# Pond\n<!-- runsheet: plan -->\n\n## Shift Schedule\n\n### Shift 1 (00:00-03:00 UTC) - Backend Agent\n\n- [x] Dig\n- [ ] Line\n';

interface Status {
  readonly total: { readonly verdict: string };
  readonly documents: readonly {
    readonly kind: string;
    readonly problems: readonly { readonly code: string; readonly line: number; readonly severity: string }[];
    readonly phases: readonly { readonly verdict: string; readonly reasons: readonly Said[] }[];
    readonly reasons: readonly Said[];
  }[];
}
interface Said {
  readonly code: string;
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

function runsheet(folder: string, ...args: readonly string[]) {
  const env = { PATH: process.env['PATH'], RUNSHEET_NO_CACHE: '1', HOME: folder, GIT_CONFIG_NOSYSTEM: '1' };
  return spawnSync(process.execPath, [cli, ...args], { cwd: folder, env, encoding: 'utf8' });
}

function look(folder: string) {
  const { total, documents } = JSON.parse(runsheet(folder, 'status', '--json').stdout) as Status;
  const own = documents.find(({ kind }) => kind === 'plan');
  assert.ok(own);
  const reasons = [...own.reasons, ...own.phases.flatMap((phase) => phase.reasons)];
  return { verdict: total.verdict, reasons, problems: own.problems };
}

describe('What stands beside a plan and decides with it', function () {
  this.timeout(60_000);

  it('an open blocker of P0 in the last handoff is NO-GO, with its line and what to do, until it is resolved', () => {
    withFolder({ 'plan.md': plan }, (folder) => {
      assert.ok(look(folder).reasons.every(({ code }) => code !== 'blocker'));
      const blocker = '# Shift 1 Handoff\n\n## Blockers\n\n- **P0**: No key for the gate\n';
      writeFiles(folder, { '.agent-handoffs/SHIFT_1_HANDOFF.md': blocker });
      const { verdict, reasons } = look(folder);
      assert.equal(verdict, 'NO-GO');
      const [said] = reasons.filter(({ code }) => code === 'blocker');
      assert.deepEqual([said?.path, said?.line], ['.agent-handoffs/SHIFT_1_HANDOFF.md', 5]);
      assert.match(said?.text ?? '', /No key for the gate/);
      assert.match(
        runsheet(folder, 'status').stdout,
        /SHIFT_1_HANDOFF\.md:5: blocks: .*No key for the gate.*Clear it\./,
      );
      assert.equal(runsheet(folder, 'status', '--fail-on', 'no-go').status, 1);
      writeFiles(folder, { '.agent-handoffs/SHIFT_1_HANDOFF.md': blocker.replace('P0', 'P2') });
      assert.ok(look(folder).reasons.every(({ code }) => code !== 'blocker'));
    });
  });

  it('the goal of shifts that have ended and was not reached is a contradiction on its line', () => {
    const goals = `${plan}\n## Goals\n\n### Day 1 Goals (Shifts 1-2) - 95% → 97%\n\nDone by then.\n`;
    withFolder({ 'plan.md': goals }, (folder) => {
      const missed = () => look(folder).problems.filter(({ code }) => code === 'goal-missed');
      assert.deepEqual(missed(), [], 'nothing has ended');
      const record = (shift: number): string =>
        JSON.stringify({
          v: 1,
          shift,
          state: 'ended',
          proven: 50,
          endedAt: '2026-01-02T00:00:00Z',
          suites: [],
          formula: 1,
          items: [],
        });
      writeFiles(folder, { '.agent-handoffs/history/1.json': record(1) });
      assert.deepEqual(missed(), [], 'the second one is to come');
      writeFiles(folder, { '.agent-handoffs/history/2.json': record(2) });
      assert.deepEqual(
        missed().map(({ line, severity }) => [line, severity]),
        [[goals.split('\n').findIndex((text) => text.startsWith('### Day 1')) + 1, 'warning']],
      );
      assert.equal(runsheet(folder, 'status', '--fail-on', 'contradiction').status, 1);
    });
  });
});
