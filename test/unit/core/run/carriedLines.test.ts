import assert from 'node:assert/strict';
import { carriedLines } from '../../../../src/core/run/carriedLines.ts';
import { ownTime } from '../../ownTime.ts';

describe('the lines that a step carries', () => {
  it('are the settings above it and the functions that it calls, as the language has them', () => {
    const texts = [
      'cd web && npm ci',
      'export A=1',
      'deploy() { ship; }',
      'ship() { echo; }',
      'set -e',
      'other() { x; }',
    ];
    const lines = texts.map((text, line) => ({ text, line, endLine: line + 1 }));
    const carried = (language: string) => carriedLines(lines, 6, language, 'deploy now').map(({ text }) => text);
    for (let time = 0; time < 2; time++) {
      assert.deepEqual(carried('bash'), ['cd web', 'export A=1', 'deploy() { ship; }', 'ship() { echo; }']);
      assert.deepEqual(carried('pwsh'), ['deploy() { ship; }', 'ship() { echo; }', 'set -e']);
    }
  });

  it('are found for each of two thousand steps while nobody waits @long', () => {
    const lines = Array.from({ length: 2000 }, (_, line) => ({
      text: `export A${line}=1 && npm test ${line}`,
      line,
      endLine: line + 1,
    }));
    const took = ownTime(() => lines.map(({ line }) => carriedLines(lines, line, 'bash', 'npm test').length), 1500);
    assert.ok(took < 1500, `${took.toFixed()} ms`);
  });
});
