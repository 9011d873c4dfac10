import assert from 'node:assert/strict';
import type { Plan } from '../../../../src/core/model.ts';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';
import { sequenceHash, sequenceOf, sequenceSpots } from '../../../../src/core/run/sequence.ts';
import { ownTime } from '../../ownTime.ts';

const block = (command: string, indent = '  '): string =>
  `\n${indent}\`\`\`bash\n${indent}${command}\n${indent}\`\`\`\n`;
const planOf = (...lines: readonly string[]): Plan => parsePlan('PLAN.md', `# Plan\n\n${lines.join('\n')}\n`);
const spotsOf = (plan: Plan): readonly string[] =>
  sequenceSpots(plan).map(({ of, line, text, runnables }) => `${line + 1} ${of} ${text}: ${runnables.length}`);

describe('the phases and tasks that can be run as a whole', () => {
  it('are those with two commands or more that are open', () => {
    const plan = planOf(
      '## Phase 1: Build',
      `- [ ] alone\n${block('true')}`,
      `- [ ] several\n${block('make a')}${block('make b')}`,
      '## Phase 2: One',
      `- [ ] only\n${block('true')}`,
      '## Phase 3: None',
      '- [ ] nothing',
    );
    assert.deepEqual(spotsOf(plan), ['10 task several: 2', '3 phase Build: 3']);
  });

  it('leave out what is done, blocked, taken back or for later, and what stands in it', () => {
    const plan = planOf(
      '## Phase 1: Build',
      `- [x] done\n${block('true')}${block('true 2')}`,
      `- [!] blocked\n${block('false')}${block('false 2')}`,
      `- [ ] open\n${block('make')}`,
      '### Rollback',
      `- [ ] take back\n${block('rm -rf build')}${block('rm -rf out')}`,
    );
    assert.deepEqual(spotsOf(plan), []);
  });

  it('have the commands that a run of them would have', () => {
    const plan = planOf(
      '## Phase 1: Build',
      `- [ ] a\n${block('one')}`,
      `- [ ] b\n${block('two')}`,
      `- [x] c\n${block('three')}`,
      '## Phase 2: Ship',
      `- [ ] d\n${block('four')}\n  - [ ] e\n${block('five', '    ')}`,
    );
    for (const spot of sequenceSpots(plan))
      assert.deepEqual(
        spot.runnables.map(({ text }) => text),
        sequenceOf(plan, spot.key)?.steps.map(({ runnable }) => runnable.text),
        spot.text,
      );
    assert.equal(sequenceSpots(plan).length, 3);
  });

  it('are told from what they were by every change of a command, and by no other', () => {
    const hashOf = (text: string): string | undefined => {
      const [spot] = sequenceSpots(planOf('text', text, '## Phase 1: X', `- [ ] a\n${block('one')}${block('two')}`));
      return spot && sequenceHash(spot.runnables);
    };
    assert.equal(hashOf('above'), hashOf('above\n\nmore'));
    const other = sequenceSpots(planOf('## Phase 1: X', `- [ ] a\n${block('one')}${block('two ')}${block('3')}`))[0];
    assert.notEqual(other && sequenceHash(other.runnables), hashOf('above'));
  });

  it('are found in a plan with 3,000 commands and 3,000 dependencies in a stretch that nobody feels @long', () => {
    const tasks = Array.from(
      { length: 3000 },
      (_, index) => `- [ ] **T${index}** task (depends on T${Math.max(0, index - 1)})\n${block(`echo ${index}`)}`,
    );
    const plan = planOf('## Phase 1: Long', ...tasks);
    const tookMs = ownTime(() => sequenceSpots(plan), 150);
    assert.ok(tookMs < 150, `${tookMs} ms`);
  });
});
