import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defaultConfig } from '../../../../src/core/config/config.ts';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';
import { assess } from '../../../../src/core/readiness/assess.ts';
import { findCriteria } from '../../../../src/core/readiness/criteria.ts';
import { criterionState } from '../../../../src/core/readiness/evidenceState.ts';
import { loadPlans } from '../../../../src/node/loadPlans.ts';
import { assessRoot } from '../../../../src/node/readiness/assessRoot.ts';
import * as disk from '../../../../src/node/readiness/editorReadiness.ts';
import { makeRepository, writeFiles } from '../evidence/repository.ts';
import { withFolderAsync } from '../temporaryFolder.ts';

const text =
  '# Pond\n<!-- runsheet: plan -->\n## Phase 1: Dig\n\n- [x] Dig\n\n### Approval\n\n- [ ] Deep: `ls deep`\n- [ ] Seen\n';
const options = { now: Date.now(), noGit: false };

describe('a folder of a repository that is open in the editor', function () {
  this.timeout(60_000);
  const stateBefore = process.env['XDG_STATE_HOME'];
  let state = '';
  before(() => {
    // Records of runs would stay in that of whoever tests.
    state = mkdtempSync(path.join(tmpdir(), 'runsheet-state-'));
    process.env['XDG_STATE_HOME'] = state;
  });
  after(() => {
    if (stateBefore === undefined) delete process.env['XDG_STATE_HOME'];
    else process.env['XDG_STATE_HOME'] = stateBefore;
    rmSync(state, { recursive: true, force: true });
  });

  it('has its evidence, decisions and history where the command line has them, and both see the same', () =>
    withFolderAsync({ 'repo/pond/plan.md': text, 'repo/pond/deep': '1\n', 'repo/other.txt': '1\n' }, async (top) => {
      const repo = path.join(top, 'repo');
      const folder = path.join(repo, 'pond');
      makeRepository(repo);
      const plan = parsePlan('plan.md', text);
      const [gate] = findCriteria(plan);
      const [deep, seen] = gate?.criteria ?? [];
      assert.ok(gate && deep?.check && seen);
      const made = await disk.check([{ plan, gate, criterion: deep, check: deep.check }], {
        ...{ root: folder, config: defaultConfig, record: true, values: new Map(), yes: [] },
        ...{ signal: new AbortController().signal, onStart: () => undefined },
      });
      assert.deepEqual(
        made.map(({ outcome, wish }) => [outcome, wish.plan.path]),
        [['pass', 'plan.md']],
        'it runs where its lens would',
      );
      const at = { root: folder, handoffs: '.agent-handoffs', now: Date.now() };
      await disk.attest([{ plan, gate, criterion: seen }], { who: 'Ann', note: 'stood there', holds: true }, at);
      const stateOf = async () => {
        const { known, beside } = await disk.read(folder, () => [plan], { ...options, now: Date.now() });
        const inEditor = [deep, seen].map((one) => criterionState('plan.md', one, known, Date.now()).state);
        const loaded = await loadPlans(['.'], { cwd: folder, noCache: true });
        const [one] = (await assessRoot(loaded, Date.now())).assessments;
        assert.equal(loaded.root, repo);
        assert.deepEqual(
          one?.readiness.criteria.map(({ state }) => state.state),
          inEditor,
        );
        return { inEditor, known, beside, polls: one.polls };
      };
      const first = await stateOf();
      assert.deepEqual(first.inEditor, ['pass', 'pass']);
      const phase = plan.phases[0]?.key;
      const vote = await disk.vote(
        assess(plan, first.known, { now: Date.now() }),
        phase,
        { who: 'Ann', vote: 'go' },
        at,
      );
      assert.ok('file' in vote, JSON.stringify(vote));
      assert.equal(
        (JSON.parse(readFileSync(path.join(repo, vote.file), 'utf8')) as { plan: string }).plan,
        'pond/plan.md',
      );
      const then = await stateOf();
      assert.deepEqual([then.beside.decisions[0]?.plan, then.polls.get(phase)?.state.state], ['plan.md', 'go']);
      assert.ok(!existsSync(path.join(folder, '.agent-handoffs')));
      writeFiles(repo, { 'other.txt': '2\n' });
      assert.deepEqual((await stateOf()).inEditor, ['stale', 'pass']);
    }));

  it('knows the blockers of the handoffs above it, and its history', () =>
    withFolderAsync({ 'pond/plan.md': text, '.runsheet.json': '{}' }, async (root) => {
      const blocker = '# Shift 1 Handoff\n\n## Blockers\n\n- **P0**: No key for the gate\n';
      const measured = (at: string, proven: number): string =>
        JSON.stringify({
          v: 1,
          state: 'measured',
          proven,
          possible: 90,
          measuredAt: at,
          formula: 1,
          items: [['a', 4, 1]],
        });
      writeFiles(root, {
        '.agent-handoffs/SHIFT_1_HANDOFF.md': blocker,
        '.agent-handoffs/history/a.json': measured('2026-01-01T00:00:00Z', 40),
        '.agent-handoffs/history/b.json': measured('2026-01-02T00:00:00Z', 61),
      });
      const { beside, trend } = await disk.read(path.join(root, 'pond'), () => [], options);
      assert.deepEqual(
        beside.blockers.map((one) => one.path),
        ['../.agent-handoffs/SHIFT_1_HANDOFF.md'],
      );
      assert.deepEqual(
        trend.map(({ score, formula }) => [score, formula]),
        [
          [40, 1],
          [61, 1],
        ],
      );
    }));
});
