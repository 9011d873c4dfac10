import assert from 'node:assert/strict';
import { readFileReferences } from '../../../../src/core/fields/fileReferences.ts';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';
import { dependencySpots } from '../../../../src/core/show/dependencySpots.ts';
import { idSpot } from '../../../../src/core/show/explainedSpot.ts';
import { fileSpots } from '../../../../src/core/show/fileSpots.ts';

function files(text: string): readonly string[] {
  const named = readFileReferences(text).map((file) => ({ ...file, line: 0 }));
  return fileSpots(text, named).map(
    ({ start, end, path, line }) => `${text.slice(start, end)} > ${path}#${line ?? ''}`,
  );
}

describe('the files that a line names', () => {
  it('are where they stand, each line of a list for itself', () => {
    assert.deepEqual(files('Fix `src/x.py:75` and health.go:44,86, see a.ts#L10'), [
      'src/x.py:75 > src/x.py#75',
      'health.go:44 > health.go#44',
      '86 > health.go#86',
      'a.ts#L10 > a.ts#10',
    ]);
  });

  it('are left to markdown where it has a link already', () => {
    assert.deepEqual(files('See [the plan](docs/plan.md) and docs/other.md'), ['docs/other.md > docs/other.md#']);
  });
});

const lines = [
  '# Harbour plan',
  '',
  '## Stream 1: Dredge',
  '',
  '- [ ] T001 Rent',
  '- [ ] **T002** Dredge T001 more (depends on T001)',
  '',
  '## Stream 2: Moor',
  '',
  '**Depends on**: Stream 1, T001 and T0011',
  '',
  '- [ ] Ropes',
];
const plan = parsePlan('PLAN.md', lines.join('\n'));
const names = (line: number): readonly string[] =>
  dependencySpots(plan, lines[line] ?? '', line).map(
    ({ start, end }) => `${start} ${lines[line]?.slice(start, end) ?? ''}`,
  );

describe('the ids that a line depends on', () => {
  it('are found behind the words that say so, whole', () => {
    assert.deepEqual(names(5), ['44 T001']);
    assert.deepEqual(names(9), ['16 Stream 1', '26 T001']);
    assert.deepEqual(names(4), []);
  });

  it('the id of a task is found at its beginning only', () => {
    assert.deepEqual(idSpot(plan, lines[5] ?? '', 5, 9), { start: 8, end: 12 });
    assert.equal(idSpot(plan, lines[5] ?? '', 5, 23), undefined);
    assert.equal(idSpot(plan, lines[11] ?? '', 11, 7), undefined);
  });
});
