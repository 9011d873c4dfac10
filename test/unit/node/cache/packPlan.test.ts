import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';
import { packPlan, unpackPlan } from '../../../../src/node/cache/packPlan.ts';

const documents = ['samples/plans', 'test/fixtures/plans'].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.join(folder, name)),
);

describe('the packed form of a plan', () => {
  it('gives every plan of the corpus back, field by field, through JSON', () => {
    assert.ok(documents.length > 50);
    for (const file of documents) {
      const plan = parsePlan(file, readFileSync(file, 'utf8'));
      assert.deepEqual(
        unpackPlan(JSON.parse(JSON.stringify(packPlan(plan))) as ReturnType<typeof packPlan>),
        plan,
        file,
      );
    }
  });

  it('is less than half the size, because each start reads it', () => {
    const plan = parsePlan('plan.md', readFileSync('samples/plans/rollout-workflow.md', 'utf8'));
    assert.ok(JSON.stringify(packPlan(plan)).length * 2 < JSON.stringify(plan).length);
  });
});
