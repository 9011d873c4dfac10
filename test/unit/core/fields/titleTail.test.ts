import assert from 'node:assert/strict';
import { readTitleTail } from '../../../../src/core/fields/titleTail.ts';

describe('the end of a title', () => {
  const tails: readonly (readonly [text: string, title: string, fields: string])[] = [
    ['Build it (Owner: Ana Ro, Due: 2026-03-01)', 'Build it', 'Owner=Ana Ro Due=2026-03-01'],
    ['Build it — Owner: Ana Ro', 'Build it', 'Owner=Ana Ro'],
    ['Build it [Owner: @ana]', 'Build it', 'Owner=@ana'],
    ['Build it | Owner: Ana | Estimate: 3 days', 'Build it', 'Owner=Ana Estimate=3 days'],
    ['Build it (assigned to: Ana)', 'Build it', 'Assigned to=Ana'],
    ['Build it (Estimate: 3 days)', 'Build it', 'Estimate=3 days'],
    ['Build it (due 2026-03-01)', 'Build it', 'Due=2026-03-01'],
    ['Build it, by March 1, 2026', 'Build it', 'Due=March 1, 2026'],
    ['Build it 📅 2026-03-01', 'Build it', 'Due=2026-03-01'],
  ];
  for (const [text, title, fields] of tails) {
    it(`is read of ${text}`, () => {
      const tail = readTitleTail(text);
      assert.deepEqual(
        [tail.title, tail.fields.map(({ label, value }) => `${label}=${value}`).join(' ')],
        [title, fields],
      );
    });
  }

  for (const text of [
    'Build it',
    'Fix the clock - Time: zones are wrong in the list',
    'Explain the page (Owner: who may change what, and why)',
    'Stand by 12 boats',
    'Owner: Ana',
    'Write (Due: soon) to all',
    'Ring the harbour by telephone',
  ])
    it(`is none of ${text}`, () => assert.deepEqual(readTitleTail(text), { title: text, fields: [] }));
});
