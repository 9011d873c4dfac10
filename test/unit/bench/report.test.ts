import assert from 'node:assert/strict';
import { gone, type Row, worse } from '../../../bench/report.ts';

const row = (name: string, ratio: number, bestRatio?: number): Row => ({
  name,
  what: name,
  against: 'a peer',
  value: ratio,
  peer: 1,
  ratio,
  ...(bestRatio !== undefined && { bestRatio }),
  must: '1',
  holds: true,
});
const kept = (...rows: readonly Row[]) => ({ machine: 'this one', rows });

describe('the benchmark says what became worse', () => {
  it('a ratio that is worse by more than a fifth is named with both figures', () => {
    assert.deepEqual(worse(kept(row('outline', 0.5)), [row('outline', 0.61)]), ['WORSE outline: was 0.500, is 0.610']);
  });

  it('a fifth comes from the machine', () => {
    assert.deepEqual(worse(kept(row('outline', 0.5)), [row('outline', 0.6)]), []);
  });

  it('where whole processes were measured their quickest runs have to be worse, too', () => {
    assert.deepEqual(worse(kept(row('status', 1.4, 1.3)), [row('status', 2, 1.35)]), []);
    assert.equal(worse(kept(row('status', 1.4, 1.3)), [row('status', 2, 1.9)]).length, 1);
  });

  it('next to nothing may double, and a figure that was below nothing is measured from there', () => {
    assert.deepEqual(worse(kept(row('settled memory', -0.17)), [row('settled memory', 0.01)]), []);
    assert.equal(worse(kept(row('settled memory', -0.17)), [row('settled memory', 0.5)]).length, 1);
  });

  it('a row that was kept and is not measured any more is named', () => {
    assert.deepEqual(gone(kept(row('outline', 1), row('next', 1)), [row('next', 1)]), ['GONE  outline: was measured']);
  });

  it('the first time there is nothing to hold it against', () => {
    assert.deepEqual([...worse(undefined, [row('outline', 9)]), ...gone(undefined, [])], []);
  });
});
