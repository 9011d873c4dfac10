import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { PlanReading } from '../../../../src/core/parse/planReading.ts';

describe('what is kept of sections that were read', () => {
  it('stays small while somebody types for long in one of them @long', function () {
    this.timeout(60_000);
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const used = (): number => {
      collect();
      return process.memoryUsage().heapUsed / 1024 / 1024;
    };
    const box = (at: number): string =>
      `- [ ] Check the **ferry** ${at} of the harbour (${at} min) with \`look ${at}\``;
    const text = `# Plan\n\n## Phase 1: Ferries\n\n${Array.from({ length: 25 }, (_, at) => box(at)).join('\n')}\n`;
    const reading = new PlanReading('plan.md', text, {});
    const before = used();
    for (let at = 0; at < 2000; at++)
      reading.edit([{ line: 6, column: 15, endLine: 6, endColumn: 20, text: `${at}`.padStart(5, 'n') }]);
    const grown = used() - before;
    assert.ok(reading.text.includes('n1999'), reading.text.slice(0, 200));
    assert.ok(grown < 30, `${grown} MB`);
  });
});
