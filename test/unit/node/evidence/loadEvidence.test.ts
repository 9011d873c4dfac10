import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { defaultConfig } from '../../../../src/core/config/config.ts';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';
import { findCriteria } from '../../../../src/core/readiness/criteria.ts';
import { criterionState } from '../../../../src/core/readiness/evidenceState.ts';
import { readText } from '../../../../src/node/readText.ts';
import { evidenceFolder } from '../../../../src/node/evidence/evidenceFiles.ts';
import { loadEvidence } from '../../../../src/node/evidence/loadEvidence.ts';
import { runChecks } from '../../../../src/node/evidence/runChecks.ts';
import { withFolderAsync } from '../temporaryFolder.ts';
import { gitIn, makeRepository, writeFiles } from './repository.ts';

const plan = `# Pond

## Phase 1: Dig

- [ ] Dig

### Exit Criteria

- [ ] Good: \`node check.mjs\` <!-- runsheet: inputs src/** -->
- [ ] Whole: \`node check.mjs\`
`;

function planIn(root: string) {
  const content = readText(path.join(root, 'plan.md'));
  assert.ok('text' in content);
  return parsePlan('plan.md', content.text);
}

/** Checks everything and keeps the results. */
async function checkAll(root: string): Promise<void> {
  const read = planIn(root);
  const targets = findCriteria(read, { services: [] }).flatMap((gate) =>
    gate.criteria.flatMap((criterion) =>
      criterion.check ? [{ plan: read, gate, criterion, check: criterion.check }] : [],
    ),
  );
  const options = { root, handoffs: defaultConfig.handoffs, who: 'Test', record: true, values: new Map(), yes: [] };
  const done = await runChecks(targets, { ...options, timeoutMs: 20_000, healthMs: 1000, servicesMs: 1000 });
  assert.ok(done.length > 0 && done.every(({ file }) => file !== undefined));
}

async function statesIn(root: string, later = 0): Promise<readonly string[]> {
  const read = planIn(root);
  const now = Date.now() + later;
  const { known } = await loadEvidence(root, [read], defaultConfig, { now });
  return findCriteria(read, { services: [] })
    .flatMap(({ criteria }) => criteria)
    .map((criterion) => criterionState('plan.md', criterion, known, now).state);
}

function inPond(use: (root: string) => Promise<void>): () => Promise<void> {
  const files = { 'pond/plan.md': plan, 'pond/check.mjs': '', 'pond/src/a.ts': 'a', 'pond/notes.md': 'n' };
  return () =>
    withFolderAsync(files, async (folder) => {
      const root = path.join(folder, 'pond');
      makeRepository(root);
      await use(root);
    });
}

describe('evidence against the present state of the code', function () {
  this.timeout(30_000);

  it(
    'passes, is stale after an edit, passes again when the edit is taken back or is of no concern, and lives through a commit',
    inPond(async (root) => {
      assert.deepEqual(await statesIn(root), ['none', 'none']);
      await checkAll(root);
      assert.deepEqual(await statesIn(root), ['pass', 'pass']);
      writeFiles(root, { 'plan.md': plan.replace('- [ ] Whole', '- [x] Whole') });
      assert.deepEqual(await statesIn(root), ['pass', 'pass'], 'a tick changes nothing that was checked');
      writeFiles(root, { 'notes.md': 'other' });
      assert.deepEqual(await statesIn(root), ['pass', 'stale']);
      writeFiles(root, { 'notes.md': 'n', 'src/a.ts': 'b' });
      assert.deepEqual(await statesIn(root), ['stale', 'stale']);
      await checkAll(root);
      gitIn(root, 'add', '-A');
      gitIn(root, 'commit', '-q', '-m', 'all of it, evidence included');
      assert.deepEqual(await statesIn(root), ['pass', 'pass']);
      gitIn(root, 'checkout', '-q', '-b', 'before', 'HEAD~1');
      assert.deepEqual(await statesIn(root), ['none', 'none']);
      gitIn(root, 'checkout', '-q', 'main');
      assert.deepEqual(await statesIn(root), ['pass', 'pass']);
      assert.deepEqual(await statesIn(root, 25 * 3_600_000), ['expired', 'expired']);
    }),
  );

  it(
    'fails until it passes again, also after an edit and after a month',
    inPond(async (root) => {
      writeFiles(root, { 'check.mjs': 'process.exit(4)' });
      await checkAll(root);
      writeFiles(root, { 'check.mjs': '' });
      assert.deepEqual(await statesIn(root, 30 * 24 * 3_600_000), ['fail', 'fail']);
      await checkAll(root);
      assert.deepEqual(await statesIn(root), ['pass', 'pass']);
    }),
  );

  it(
    'is superseded where the criterion was changed',
    inPond(async (root) => {
      await checkAll(root);
      writeFiles(root, {
        'plan.md': plan.replace('inputs src/** -->', 'inputs src/** --> <!-- runsheet: expect exit=1 -->'),
      });
      assert.equal((await statesIn(root))[0], 'superseded');
    }),
  );

  it(
    'proves nothing where it is forged, and says which file',
    inPond(async (root) => {
      const folder = evidenceFolder(root, defaultConfig.handoffs);
      mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, '20300101T000000000Z-00000000-00000000.json'), '{"v":1,"outcome":"pass"}');
      const { refused, known } = await loadEvidence(root, [planIn(root)], defaultConfig, { now: Date.now() });
      assert.equal(known.byCriterion.size, 0);
      assert.match(refused[0]?.path ?? '', /20300101T/);
    }),
  );

  it('is unknown for code without git', () =>
    withFolderAsync({ 'pond/plan.md': plan, 'pond/check.mjs': '' }, async (folder) => {
      const root = path.join(folder, 'pond');
      await checkAll(root);
      assert.deepEqual(await statesIn(root), ['unknown', 'unknown']);
    }));
});
