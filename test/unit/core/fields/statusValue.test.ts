import assert from 'node:assert/strict';
import { readStatusCell, readStatusValue } from '../../../../src/core/fields/statusValue.ts';

describe('the value of a status', () => {
  const values = {
    Done: 'done',
    'Completed on 3 May': 'done',
    'Released in 1.2': 'done',
    Deployed: 'done',
    'In development': 'doing',
    'Under review': 'doing',
    'Partially done': 'doing',
    'Not implemented': 'open',
    'Not yet started': 'open',
    未対応: 'open',
    'Blocked by the yard': 'blocked',
    "Won't fix": 'cancelled',
    Superseded: 'cancelled',
    Parked: 'skipped',
    Broken: 'failed',
    '🔴 URGENT': undefined,
    '72% ready': undefined,
    Approved: undefined,
    Draft: undefined,
  } as const;
  for (const [text, status] of Object.entries(values)) {
    it(`"${text}" is ${status ?? 'none'}`, () => {
      assert.equal(readStatusValue(text), status);
    });
  }

  it('says in a cell what it does not say of a whole document', () => {
    const cells = { Approved: 'done', Live: 'done', Testing: 'doing', Draft: 'open', TBD: 'open', Harbour: undefined };
    for (const [text, status] of Object.entries(cells)) assert.equal(readStatusCell(text), status, text);
  });
});
