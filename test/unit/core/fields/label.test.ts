import assert from 'node:assert/strict';
import { readFieldLines, readLabel } from '../../../../src/core/fields/label.ts';

describe('a label', () => {
  const labels: readonly (readonly [line: string, label: string, value: string])[] = [
    ['**Tasks**:', 'Tasks', ''],
    ['**Acceptance Criteria:**', 'Acceptance Criteria', ''],
    ['Deliverables:', 'Deliverables', ''],
    ['**Phase 1 Approval Required**:', 'Phase 1 Approval Required', ''],
    ['**Ongoing** (Weekly/Monthly):', 'Ongoing (Weekly/Monthly)', ''],
    ['**Step 1: Check the status**', 'Step 1: Check the status', ''],
    ['**Owner**: Backend Engineer', 'Owner', 'Backend Engineer'],
    ['- **Priority**: HIGH', 'Priority', 'HIGH'],
    ['🎯 **Goal**: *all* green', 'Goal', 'all green'],
    ['**Platform Status:** **READY**', 'Platform Status', 'READY'],
    ['**Time: 30 minutes**', 'Time', '30 minutes'],
    ['*Owner:* Harbour crew', 'Owner', 'Harbour crew'],
    ['_Depends on: 1.2_', 'Depends on', '1.2'],
    ['_Requirements: 1.2, 2.3_', 'Requirements', '1.2, 2.3'],
    ['**Critical Path**: Stream 1 → Launch', 'Critical Path', 'Stream 1 → Launch'],
    ['Estimate: 2h', 'Estimate', '2h'],
    ['**负责人**：小组', '负责人', '小组'],
  ];
  for (const [line, label, value] of labels) {
    it(`${line} is ${label}`, () => {
      const read = readLabel(line);
      assert.deepEqual([read?.label, read?.value], [label, value]);
    });
  }

  for (const line of [
    'This is a sentence: with a colon.',
    '**Bold** words begin this sentence',
    '**Let us ship it!**',
    '- [ ] **Task 1.1**: Validate',
    'https://example.com',
    'Two lines:\nof text',
    'A very long line that only happens to have a colon near the end of what it wants to tell the reader, here: x',
    '',
  ]) {
    it(`is not ${JSON.stringify(line)}`, () => assert.equal(readLabel(line), undefined));
  }

  it('keeps the markdown of its value', () => {
    assert.equal(readLabel('**Run**: `npm test` **now**')?.source, '`npm test` **now**');
  });
});

describe('a paragraph of fields', () => {
  it('is read line by line, with or without hard breaks', () => {
    const source = '**Owner**: Backend\n**Priority:** P0 (Critical)  \n**Effort**: 2 weeks\\\nprose\r\n**Tasks**:';
    assert.deepEqual(readFieldLines(source, 10), [
      { label: 'Owner', value: 'Backend', line: 10 },
      { label: 'Priority', value: 'P0 (Critical)', line: 11 },
      { label: 'Effort', value: '2 weeks', line: 12 },
    ]);
  });

  it('may have several on a line', () => {
    const fields = readFieldLines('**Impact:** High **Effort:** 2d\n**Owner**: A | **Due**: 2026-01-07', 0);
    assert.deepEqual(
      fields.map(({ label, value, line }) => `${String(line)} ${label}=${value}`),
      ['0 Impact=High', '0 Effort=2d', '1 Owner=A', '1 Due=2026-01-07'],
    );
  });

  for (const sign of [' · ', ' | ', ' • ', '; ', ', ', ' / ', ' – ', ' - ', '  ', ' ｜ ']) {
    it(`may have ${JSON.stringify(sign)} between them`, () => {
      for (const write of [
        (name: string) => `${name}:`,
        (name: string) => `**${name}:**`,
        (name: string) => `*${name}:*`,
      ]) {
        const line = [`${write('Owner')} Ana Ro`, `${write('Due')} 2026-01-07`, `${write('Effort')} 2 days`].join(sign);
        assert.deepEqual(
          readFieldLines(line, 0).map(({ label, value }) => [label, value]),
          [
            ['Owner', 'Ana Ro'],
            ['Due', '2026-01-07'],
            ['Effort', '2 days'],
          ],
          line,
        );
      }
    });
  }

  it('is divided at known names only', () => {
    for (const line of ['Owner: Ana, Bo, and others', 'Owner: the crew; the rest: later', 'Note: first, Owner: nobody'])
      assert.equal(readFieldLines(line, 0).length, 1, line);
  });
});
