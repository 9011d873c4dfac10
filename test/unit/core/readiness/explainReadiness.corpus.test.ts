import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';
import { findCriteria } from '../../../../src/core/readiness/criteria.ts';
import type { Evidence } from '../../../../src/core/readiness/evidence.ts';
import { indexEvidence } from '../../../../src/core/readiness/evidenceState.ts';
import { explainReadiness, explainWorkspace } from '../../../../src/core/readiness/explainReadiness.ts';
import { percentOf, type PlanReadiness, readinessOf } from '../../../../src/core/readiness/readiness.ts';
import { now } from './golden.ts';

const folders = ['samples/plans', 'test/fixtures/plans'];
const files = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .map((name) => path.posix.join(folder, name)),
);

/** Of the criteria every third passed and every third failed. */
function ready(file: string): PlanReadiness {
  const plan = parsePlan(file, readFileSync(file, 'utf8'));
  const records = findCriteria(plan)
    .flatMap(({ criteria }) => criteria)
    .flatMap(({ key, hash }, at): Evidence[] =>
      at % 3 === 2
        ? []
        : [
            {
              v: 1,
              criterion: { plan: file, key, hash },
              check: { kind: 'attestation', text: '' },
              outcome: at % 3 === 0 ? 'pass' : 'fail',
              startedAt: new Date(now - 60_000).toISOString(),
              durationMs: 0,
              fingerprint: 'tree',
              who: 'Ann | Lead',
            },
          ],
    );
  return readinessOf(plan, { byCriterion: indexEvidence(records), fingerprint: 'tree' }, now);
}

/** The document added up anew, with nothing but what stands in it, as a person would; its number, and its own sums. */
function addUp(document: string) {
  let [weight, proven, possible, heading] = [0, 0, 0, ''];
  for (const line of document.split('\n')) {
    heading = /^## (.+)$/.exec(line)?.[1] ?? heading;
    if (!line.startsWith('| [')) continue;
    const cells = line.slice(1, -1).split(/(?<!\\)\|/);
    const [own, shown] = [Number(cells[3]), (cells[4] ?? '').trim()];
    weight += own;
    if (heading === 'Tasks') {
      const [done = NaN, all = NaN] = shown.split('/').map(Number);
      proven += (own * done) / all;
      possible += (own * done) / all;
    } else {
      assert.equal(heading, 'Criteria');
      if (shown === 'pass') proven += own;
      if (shown !== 'fail') possible += own;
    }
  }
  return { weight, proven, possible };
}

const percent = (part: number, whole: number): number => Math.floor((100 * part) / whole + 1e-9);

describe('Explain Readiness of real documents', () => {
  for (const file of files)
    it(`adds up: ${file}`, () => {
      const readiness = ready(file);
      const document = explainReadiness(readiness);
      const { weight, proven, possible } = addUp(document);
      const shown = /^\*\*(\d+)% proven, up to (\d+)% possible\*\*/m.exec(document);
      if (!shown) {
        assert.equal(weight, 0);
        assert.equal(percentOf(readiness.sums), undefined);
        return;
      }
      assert.deepEqual([Number(shown[1]), Number(shown[2])], [percent(proven, weight), percent(possible, weight)]);
      assert.deepEqual(percentOf(readiness.sums), { proven: Number(shown[1]), possible: Number(shown[2]) });
      const [, of] = /^- proven: [\d.]+ of (\d+) = /m.exec(document) ?? [];
      assert.equal(Number(of), weight);
    });

  it('of a workspace is the sum of what its plans show', () => {
    const all = files.filter((file) => file.startsWith('samples/')).map(ready);
    const document = explainWorkspace(all);
    const sums = all.map((one) => addUp(explainReadiness(one)));
    const sum = (of: 'weight' | 'proven' | 'possible'): number => sums.reduce((total, one) => total + one[of], 0);
    const shown = /^\*\*(\d+)% proven, up to (\d+)% possible\*\*/m.exec(document);
    assert.deepEqual(
      [Number(shown?.[1]), Number(shown?.[2])],
      [percent(sum('proven'), sum('weight')), percent(sum('possible'), sum('weight'))],
    );
  });
});
