import assert from 'node:assert/strict';
import { findPriority, readPriority } from '../../../../src/core/fields/priority.ts';

describe('a priority', () => {
  const values = {
    'P0 (Critical - Blocks many features)': 'P0',
    'P1 (High - Key differentiator)': 'P1',
    HIGH: 'P1',
    '🔴 Critical': 'P0',
    medium: 'P2',
    'low priority': 'P3',
    'Must have': 'P0',
    'Nice to have': 'P3',
    hoch: 'P1',
    média: 'P2',
    низкий: 'P3',
    高: 'P1',
    높음: 'P1',
    'media files of the whole site, old and new': undefined,
    'blocking bugs only': undefined,
    'critical bugs only': undefined,
    'Quick Wins & Foundation': undefined,
    'High-value work': undefined,
    '': undefined,
  };
  for (const [text, priority] of Object.entries(values)) {
    it(`field "${text}" is ${priority ?? 'none'}`, () => assert.equal(readPriority(text), priority));
  }

  const found: readonly (readonly [text: string, priority: string, rest: string])[] = [
    ['P0: Fix login', 'P0', 'Fix login'],
    ['P1 Fix login', 'P1', 'Fix login'],
    ['[P1] Fix login', 'P1', ' Fix login'],
    ['Fix login (CRITICAL)', 'P0', 'Fix login '],
    ['Fix login (high)', 'P1', 'Fix login '],
    ['Fix login - P0', 'P0', 'Fix login'],
    ['Fix login (Priority: P2)', 'P2', 'Fix login '],
    ['Priority: HIGH', 'P1', ''],
    ['High Priority', 'P1', 'High Priority'],
    ['P2 - Medium Priority (Nice to have)', 'P2', 'Medium Priority (Nice to have)'],
  ];
  for (const [text, priority, rest] of found) {
    it(`stands in "${text}"`, () => {
      const read = findPriority(text);
      assert.equal(read?.priority, priority);
      assert.equal(text.slice(0, read.start) + text.slice(read.end), rest);
    });
  }

  for (const text of [
    'Document P50, P95',
    'fix all P0 bugs',
    'P0-P3 list',
    'Task priorities (P0-P3)',
    '[P] [US1] Create',
    'CRITICAL GAPS',
    'Priority: blocking bugs only',
  ]) {
    it(`does not stand in "${text}"`, () => assert.equal(findPriority(text), undefined));
  }
});
