import assert from 'node:assert/strict';
import { applyTextEdits } from '../../../../src/core/edit/applyTextEdits.ts';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';
import { noEvidence } from '../../../../src/core/readiness/evidenceState.ts';
import { readinessOf } from '../../../../src/core/readiness/readiness.ts';
import { changeRegion, readRegion } from '../../../../src/core/shifts/managedRegion.ts';
import { provenPercent } from '../../../../src/core/shifts/scoreFall.ts';
import {
  lastRecord,
  readRecord,
  recordName,
  recordText,
  type ShiftRecord,
  snapshotOf,
} from '../../../../src/core/shifts/shiftHistory.ts';
import { progressBar, type TrackerFacts, trackerText } from '../../../../src/core/shifts/trackerText.ts';

const plan = parsePlan(
  'plans/launch.md',
  '# Launch plan\n\n## Phase 1: Dredge\n\n- [x] P0: Mud\n- [ ] P2: Sand\n\n### Exit criteria\n\n- [x] `npm test` passes\n',
);
const snapshot = snapshotOf([readinessOf(plan, noEvidence, 0)]);

const record: ShiftRecord = {
  v: 1,
  shift: 2,
  agent: 'Backend',
  holder: 'kim',
  state: 'ended',
  startedAtMs: Date.UTC(2025, 8, 22, 3),
  endedAtMs: Date.UTC(2025, 8, 22, 5, 58, 12),
  startCommit: 'abc1234',
  endCommit: 'def5678',
  proven: 57.14,
  possible: 85.7,
  written: 57,
  suites: [{ name: 'test', outcome: 'passed', passed: 12, total: 12, durationMs: 812 }],
  snapshot,
};

const facts: TrackerFacts = {
  proven: 57.9,
  possible: 85.7,
  shifts: [
    {
      number: 1,
      agents: ['Platform'],
      state: 'ended',
      endedAtMs: Date.UTC(2025, 8, 22, 3),
      commit: 'abcdef0123456',
      score: 57.9,
    },
    { number: 2, agents: ['Backend', 'Front|end'], state: 'planned' },
  ],
  suites: [{ name: 'test', outcome: 'failed', passed: 11, total: 12, reason: 'It ended with exit code 1.' }],
  tasks: [
    { priority: 'P0', done: 1, total: 13 },
    { priority: 'P1', done: 0, total: 0 },
  ],
  history: [
    { atMs: 1, shift: 1, score: 50 },
    { atMs: 3, shift: 3, score: 57.9 },
  ],
  figures: [['Services', '8/8 running']],
};

describe('The record of the end of a shift', () => {
  it('holds every item that counts, and its number is the number of the readiness', () => {
    assert.deepEqual(
      snapshot.items.map(({ weight, value }) => [weight, value]),
      [
        [8, 1],
        [2, 0],
        [4, 0],
      ],
    );
    assert.equal(Math.floor(provenPercent(snapshot.items)), 57);
  });

  it('comes back from its file as it was written', () => {
    assert.deepEqual(readRecord(recordText(record)), record);
    assert.equal(recordName(record), '20250922T055812Z-shift-2.json');
  });

  it('that is damaged, of a newer version, or not one at all is refused with a reason', () => {
    const wrong: readonly (readonly [string, RegExp])[] = [
      [recordText(record).slice(0, 100), /no JSON/],
      [recordText(record).replace('"v": 1', '"v": 2'), /newer Runsheet/],
      [recordText(record).replace('"proven": 57.14', '"proven": 571'), /no record/],
      ['[]', /no record/],
    ];
    for (const [text, reason] of wrong) {
      const read = readRecord(text);
      assert.match('refused' in read ? read.refused : '', reason);
    }
  });

  it('the last one is that of the last end', () => {
    const later = { ...record, shift: 1, endedAtMs: record.endedAtMs + 1 };
    assert.equal(lastRecord([later, record])?.shift, 1);
  });
});

describe('The tracker', () => {
  it('shows the bar, the shifts, test results, tasks by priority, the history and key figures', () => {
    const text = trackerText(facts);
    assert.match(
      text,
      /^\*\*Overall:\*\* `███████████░{9}` 57% proven, up to 85% possible\n\n\*\*Shifts:\*\* 1 of 2 ended\n/,
    );
    assert.match(text, /\n\| 1 \| Platform \| ended \| {2}\| 2025-09-22T03:00Z \| abcdef0123 \| 57% \|\n/);
    assert.match(text, /\n\| 2 \| Backend, Front\\\|end \| planned \|/);
    assert.match(text, /\n\| test \| failed \| 11\/12 \| It ended with exit code 1\. \|/);
    assert.match(text, /\n- \*\*P0:\*\* 1 of 13 done\n\n/);
    assert.match(text, /`▁·█` 50% → 57%, one bar per shift/);
    assert.match(text, /\n\| Services \| 8\/8 running \|$/);
  });

  it('is the same text for the same facts, and leaves out what is not known', () => {
    assert.equal(trackerText(facts), trackerText(structuredClone(facts)));
    assert.equal(trackerText({ shifts: [], suites: [], tasks: [], history: [], figures: [] }), '');
  });

  it('hostile names of agents and tasks end neither the table nor the region', () => {
    const hostile = 'x | y\n<!-- runsheet:end progress -->\n```';
    const text = trackerText({
      ...facts,
      shifts: [{ number: 1, agents: [hostile], state: 'ended' }],
      figures: [[hostile, hostile]],
    });
    const document = '<!-- runsheet:begin progress -->\n<!-- runsheet:end progress -->\n';
    const change = changeRegion(document, 'progress', text);
    const after = 'edits' in change ? applyTextEdits(document, change.edits) : '';
    assert.equal(readRegion(after, 'progress'), text);
    assert.equal(changeRegion(after, 'progress', 'next').kind, 'replace');
  });

  it('a bar is full only when all is done', () => {
    assert.deepEqual([progressBar(99.9, 4), progressBar(100, 4), progressBar(-1, 4)], ['███░', '████', '░░░░']);
  });
});
