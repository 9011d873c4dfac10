import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { quotedRatio, quotesInReadme, quoteTable } from '../../../bench/quotes.ts';
import type { Results } from '../../../bench/report.ts';

describe('what README says of speed', () => {
  it('is what the benchmark has found', () => {
    const results = JSON.parse(readFileSync('bench/results.json', 'utf8')) as Results;
    const [table] = quotesInReadme.exec(readFileSync('README.md', 'utf8')) ?? [];
    assert.equal(table, `${quoteTable(results)}\n`);
  });

  it('names small ratios as parts of one', () => {
    assert.deepEqual([0.0447, 0.58, 3.63].map(quotedRatio), ['1/22', '0.58', '3.6']);
  });
});
