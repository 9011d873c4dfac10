import assert from 'node:assert/strict';
import { readItemId } from '../../../../src/core/fields/itemId.ts';

describe('the id of an item', () => {
  const ids: readonly (readonly [text: string, id: string, title: string, unit?: string])[] = [
    ['Task 1.1: Validate', '1.1', 'Validate', 'task'],
    ['Task 1.1 Validate', '1.1', 'Validate', 'task'],
    ['Step 1: Write it', '1', 'Write it', 'step'],
    ['✅ Task 2: Write it', '2', 'Write it', 'task'],
    ['1.1 Validate', '1.1', 'Validate'],
    ['1.1.1 Validate', '1.1.1', 'Validate'],
    ['2.3. Validate', '2.3', 'Validate'],
    ['2. Validate', '2', 'Validate'],
    ['T001 Create files', 'T001', 'Create files'],
    ['T014 [P] [US1] Create files', 'T014', '[P] [US1] Create files'],
    ['A1: Plan', 'A1', 'Plan'],
    ['#1 Plan', '1', 'Plan'],
    ['TASK-12 Fix', 'TASK-12', 'Fix', 'task'],
    ['MVP-1: Fix', 'MVP-1', 'Fix'],
    ['FE-AUTH-01: Fix', 'FE-AUTH-01', 'Fix'],
    ['[T003] Fix', 'T003', 'Fix'],
    ['02-01-PLAN.md — Fix', '02-01', 'Fix'],
    ['Fix the login {#login}', 'login', 'Fix the login'],
  ];
  for (const [text, id, title, unit] of ids) {
    it(`of "${text}" is ${id}`, () => {
      assert.deepEqual(readItemId(text), { id, title, ...(unit ? { unit } : {}) });
    });
  }

  for (const text of [
    '10 concurrent puzzle solves',
    '3D view',
    '100% READY',
    '5 E2E tests',
    '404 page',
    '1.5 hours of work',
    '2.0 GB of memory',
    '99.9% uptime',
    'P0: fix',
    'P3 fix',
    'P95 response time',
    'PM2 installed',
    'PM2: restart',
    'S3 bucket',
    'GPT-4 integration',
    'UTF-8 everywhere',
    'Week 1 review',
    'A/B testing',
    '',
  ]) {
    it(`is not in "${text}"`, () => assert.deepEqual(readItemId(text), { title: text }));
  }
});
