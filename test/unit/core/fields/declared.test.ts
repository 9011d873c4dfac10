import assert from 'node:assert/strict';
import { readDeclared } from '../../../../src/core/fields/declared.ts';

describe('a number that a document declares', () => {
  const values: readonly (readonly [label: string, value: string, what: string, percent: number])[] = [
    ['Current Progress', '~42% complete', 'progress', 42],
    ['Status', '72% Production Ready', 'status', 72],
    ['Production Readiness', '61%', 'status', 61],
    ['Score', '72/100', 'score', 72],
    ['Phase 1 Progress', '12/87', 'progress', 13.8],
    ['Progress', '[#####-----]', 'progress', 50],
    ['Progress', '████░░░░', 'progress', 50],
    ['Target', '95%+ Production Ready', 'target', 95],
    ['Target Completion', '95% MVP features', 'target', 95],
    ['Target Overall Completion', '95% (from current 42%)', 'target', 95],
  ];
  for (const [label, value, what, percent] of values) {
    it(`${label}: ${value} is ${what} ${String(percent)}`, () => {
      assert.deepEqual(readDeclared(label, value, 'Overview'), { what, value: percent });
    });
  }

  const none: readonly (readonly [label: string, value: string, heading: string])[] = [
    ['Target', '95% → 97%', 'Overview'],
    ['Production score', '95% → 96%', 'Overview'],
    ['Progress', '> 80%', 'Overview'],
    ['Target', '80% coverage', 'Overview'],
    ['Target', 'Usable in 10 weeks', 'Overview'],
    ['Test Coverage', '80%', 'Overview'],
    ['Status', 'Ready to go', 'Overview'],
    ['Progress', '140%', 'Overview'],
    ['Progress', '1/0', 'Overview'],
    ['Production Readiness', '100%', 'By End of 72 Hours'],
    ['Progress', '50%', 'Expected Outcomes'],
    ['Status', '90%', 'Weekly Goals'],
  ];
  for (const [label, value, heading] of none) {
    it(`is not ${label}: ${value} under ${heading}`, () => {
      assert.equal(readDeclared(label, value, heading), undefined);
    });
  }
});
