import assert from 'node:assert/strict';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';
import { tickableTask, tickSpots } from '../../../../src/core/run/tickableTask.ts';

const fence = '```';
const task = (head: string, ...below: string[]): string =>
  `# Plan\n\n## Phase 1: Dig\n\n- [ ] Rest\n${head}\n${[`${fence}sh`, 'true', fence, ...below].map((line) => `  ${line}\n`).join('')}`;

describe('the task that can be ticked after its commands', () => {
  const ready = (text: string, passed: readonly string[] = ['true']): string | undefined => {
    const plan = parsePlan('docs/plan.md', text);
    const [first] = plan.runnables;
    assert.ok(first, 'nothing to run');
    return tickableTask(plan, first, ({ text: command }) => passed.includes(command))?.title;
  };

  it('is the one whose commands have all passed', () => {
    assert.equal(ready(task('- [ ] Dig')), 'Dig');
    assert.equal(ready(task('- [ ] Dig'), []), undefined);
    const two = task('- [ ] Dig', '', `${fence}sh`, 'npm test', fence);
    assert.equal(ready(two), undefined);
    assert.equal(ready(two, ['true', 'npm test']), 'Dig');
  });

  it('is none that is done or dropped, or has an open step', () => {
    assert.equal(ready(task('- [x] Dig')), undefined);
    assert.equal(ready(task('- [-] Dig')), undefined);
    assert.equal(ready(task('- [ ] Dig', '- [ ] Deeper')), undefined);
    assert.equal(ready(task('- [ ] Dig', '- [x] Deeper')), 'Dig');
  });

  it('every open box has a place for a lens, steps too', () => {
    const plan = parsePlan('docs/plan.md', '# Plan\n\n- [ ] Dig\n  - [x] Mark\n  - [~] Rent\n- [-] Fill\n');
    assert.deepEqual(
      tickSpots(plan).map(({ text, line }) => `${line + 1} ${text}`),
      ['3 Dig', '5 Rent'],
    );
  });
});
