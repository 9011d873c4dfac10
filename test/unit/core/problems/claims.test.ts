import assert from 'node:assert/strict';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';
import { planProblems } from '../../../../src/core/problems/planProblems.ts';

/** `LINE CODE` of each problem, lines 1-based. */
function found(text: string, path = 'docs/plan.md'): readonly string[] {
  return planProblems(parsePlan(path, text)).map(({ line, code }) => `${line + 1} ${code}`);
}

function messageOf(text: string): string | undefined {
  return planProblems(parsePlan('docs/plan.md', text))[0]?.message;
}

const pond = (first: string, second: string): string =>
  `# Plan\n\n## Phase 1: Dig\n\n- [${first}] Mark\n- [${second}] Dig\n\n## Phase 2: Fill\n\n- [ ] Fill\n\n`;

describe('Claims over open work', () => {
  it('a "complete when" list that is ticked over open tasks', () => {
    const list = '### Phase 1 Complete When\n\n- [x] Deep enough\n- [x] Dry\n';
    assert.deepEqual(found(pond('x', ' ') + list), ['12 complete-but-open']);
    assert.equal(
      messageOf(pond('x', ' ') + list),
      'Every box of "Phase 1: Complete When" is ticked, but 1 of the 2 boxes of work of "Phase 1: Dig" (line 3) is open.',
    );
    assert.deepEqual(found(pond('x', 'x') + list), []);
    assert.deepEqual(found(pond('x', ' ') + list.replace('[x] Dry', '[ ] Dry')), []);
  });

  it('exit criteria may hold before all of the work is done', () => {
    assert.deepEqual(found(`${pond('x', ' ')}### Phase 1 Exit Criteria\n\n- [x] Deep enough\n`), []);
  });

  it('a phase that is marked complete over open tasks', () => {
    for (const marked of ['## Phase 1: Dig ✅', '## Phase 1: Dig — COMPLETE', '## ✅ Phase 1: Dig'])
      assert.deepEqual(found(pond('x', ' ').replace('## Phase 1: Dig', marked)), ['3 complete-but-open'], marked);
    assert.deepEqual(found(pond('x', 'x').replace('## Phase 1: Dig', '## Phase 1: Dig ✅')), []);
    assert.deepEqual(found(pond('x', ' ').replace('## Phase 1: Dig', '## Phase 1: Dig\n\n**Status**: ✅ Complete')), [
      '3 complete-but-open',
    ]);
  });

  it('a tick in front of a heading that is no part of the plan is decoration', () => {
    assert.deepEqual(found('# Plan\n\n## ✅ Next steps\n\n- [ ] Dig\n- [ ] Fill\n'), []);
  });

  it('the title of the document is no claim about its tasks', () => {
    assert.deepEqual(found('# Rollout plan - IMPLEMENTATION COMPLETE ✅\n\n## Tasks\n\n- [ ] Dig\n'), []);
  });

  it('optional work that is left open is no contradiction', () => {
    const text =
      '# Plan\n\n## Phase 1: Dig ✅\n\n- [x] Mark\n- [ ] Paint (optional)\n\n## Phase 2: Fill\n\n- [ ] Fill\n';
    assert.deepEqual(found(text), []);
  });

  it('"ready for production" over open work of P0, with and without boxes', () => {
    const claim = '## Status\n\n**Overall Status**: READY FOR PRODUCTION 🚀\n';
    assert.deepEqual(found(`# Plan\n\n## Work\n\n- [ ] Dig (P0)\n\n${claim}`), ['9 ready-but-open']);
    assert.deepEqual(found(`# Plan\n\n## Work\n\n- [x] Dig (P0)\n- [ ] Paint (P2)\n\n${claim}`), []);
    assert.deepEqual(
      found(`# Plan\n\n**P0 - Critical:**\n- Fix the pump\n- Fix the valve\n\n- [ ] Paint\n\n${claim}`),
      ['11 ready-but-open'],
    );
  });

  it('"95% production-ready", "not ready for production" and targets claim nothing', () => {
    const state = (line: string): readonly string[] =>
      found(`# Plan\n\n${line}\n\n## Work\n\n- [ ] Dig (P0)\n`).filter((one) => one.endsWith('ready-but-open'));
    for (const line of [
      '**Status**: 95% production-ready',
      '**Status**: Not ready for production',
      '**Status**: Ready for production after phase 2',
      '**Target**: Production-ready in 10 weeks',
      '**Status**: Ready for review',
    ])
      assert.deepEqual(state(line), [], line);
    assert.equal(state('**Status**: Ready for launch').length, 1);
  });

  it('handoffs and trackers tell of their moment: nothing in them is held against the other', () => {
    const text = pond('x', ' ').replace('## Phase 1: Dig', '## Phase 1: Dig ✅');
    assert.deepEqual(found(text, '.agent-handoffs/SHIFT_1_HANDOFF.md'), []);
  });
});
