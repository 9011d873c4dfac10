import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readStatusWord } from '../../../../src/core/text/statusWords.ts';

describe('the status in a title', () => {
  const readings: readonly (readonly [text: string, title: string, status: string | undefined])[] = [
    ['Phase 1: Setup — COMPLETE', 'Phase 1: Setup', 'done'],
    ['Phase 1: Setup (DONE)', 'Phase 1: Setup', 'done'],
    ['Setup (done 2026-01-07)', 'Setup', 'done'],
    ['Setup (COMPLETE ✅)', 'Setup', 'done'],
    ['Setup ✅', 'Setup', 'done'],
    ['✅ Setup', 'Setup', 'done'],
    ['Setup ✅ COMPLETE', 'Setup', 'done'],
    ['[DONE] Setup', 'Setup', 'done'],
    ['Done: set up', 'set up', 'done'],
    ['Setup COMPLETED', 'Setup', 'done'],
    ['Login page (DEFERRED)', 'Login page', 'skipped'],
    ['Login page — SKIPPED', 'Login page', 'skipped'],
    ['Login page CANCELLED', 'Login page', 'cancelled'],
    ['🚧 Login page', 'Login page', 'doing'],
    ['🚧 IN PROGRESS', 'IN PROGRESS', 'doing'],
    ['Login page (in progress)', 'Login page', 'doing'],
    ['WIP: login page', 'login page', 'doing'],
    ['[BLOCKED] Login page', 'Login page', 'blocked'],
    ['Login page - Blocked', 'Login page', 'blocked'],
    ['Phase 3 [PLANNED]', 'Phase 3', 'open'],
    ['Completed', 'Completed', 'done'],
    ['Этап 1 (готово)', 'Этап 1', 'done'],
    ['Complete the form', 'Complete the form', undefined],
    ['Project Completion', 'Project Completion', undefined],
    ['Milestone 1: Authentication Complete', 'Milestone 1: Authentication Complete', undefined],
    ['Open: the settings file', 'Open: the settings file', undefined],
    ['READY TO START!', 'READY TO START!', undefined],
    ['Answer each TODO', 'Answer each TODO', undefined],
    ['Resolve every TODO', 'Resolve every TODO', undefined],
    ['Immediate items (Next 2 Hours)', 'Immediate items (Next 2 Hours)', undefined],
    ['Support desk (open 24/7)', 'Support desk (open 24/7)', undefined],
    ['NO MORE WORK DONE', 'NO MORE WORK DONE', undefined],
    ['Setup (optional)', 'Setup (optional)', undefined],
    ['', '', undefined],
  ];
  for (const [text, title, status] of readings) {
    it(`${JSON.stringify(text)} is ${status ?? 'not said'}`, () => {
      assert.deepEqual(readStatusWord(text), status ? { title, status } : { title });
    });
  }

  it('never leaves a title empty that was not', () => {
    const piece = fc.constantFrom('✅', 'DONE', ' — ', '(done)', '[WIP]', ': ', ' ', 'a', 'Setup', 'COMPLETE', '🚧');
    fc.assert(
      fc.property(fc.array(piece), (parts) => {
        const text = parts.join('');
        if (/[\p{L}]/u.test(text)) assert.notEqual(readStatusWord(text).title, '');
      }),
    );
  });
});
