import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { EndOptions } from '../../../../src/node/shift/endContext.ts';
import { endShift } from '../../../../src/node/shift/endShift.ts';
import { measureScore } from '../../../../src/node/shift/measureScore.ts';
import { startShift } from '../../../../src/node/shift/startShift.ts';
import { git, GitPlace, write } from '../git/gitFolder.ts';
import { type Answers, endOptions, startOptions } from './procedures.ts';

const plan = '# Launch plan\n\n## Phase 1: Dredge\n\n- [x] P0: Mud\n- [x] P0: Sand\n- [ ] P0: Stones\n- [ ] P0: Weed\n';

describe('the score at the end of a shift', function () {
  this.timeout(60_000);
  let place: GitPlace;
  let root: string;
  beforeEach(function () {
    if (process.platform === 'win32') this.skip();
    place = new GitPlace();
    root = place.clone(place.remote(), 'one');
    write(root, { 'launch-plan.md': plan, '.agent-handoffs/PROGRESS_TRACKER.md': tracker });
  });
  afterEach(() => place.remove());

  const tracker = '# Tracker\n\n<!-- runsheet:begin progress -->\n<!-- runsheet:end progress -->\n';
  const shift = async (number: number, text: string, answers: Answers) => {
    const started = await startShift(startOptions(root, { previous: 'end' }, number));
    assert.equal(started.kind, 'started', JSON.stringify(started));
    writeFileSync(path.join(root, 'launch-plan.md'), text);
    return endShift(options(answers));
  };
  const options = (answers: Answers): EndOptions => ({
    ...endOptions(root, { '*': '', ...answers }),
    readScore: measureScore,
  });
  const shown = (file: string) => git(root, 'show', `HEAD:.agent-handoffs/${file}`);

  it('is what is proven, in the score file, the tracker and the history', async () => {
    assert.equal((await shift(1, plan, {})).kind, 'ended');
    assert.equal(shown('PRODUCTION_SCORE.txt'), '50%');
    assert.match(shown('PROGRESS_TRACKER.md'), /\*\*Overall:\*\* `█{10}░{10}` 50% proven\n/);
    assert.match(shown('PROGRESS_TRACKER.md'), /- \*\*P0:\*\* 2 of 4 done\n/);
    assert.match(shown('SHIFT_1_HANDOFF.md'), /\n- Score: 50%\n/);
  });

  it('falls by work that was added without a question, and by what was unticked only with a reason', async () => {
    assert.equal((await shift(1, plan, {})).kind, 'ended');
    const more = `${plan}- [ ] P0: Chain\n`;
    assert.equal((await shift(2, more, {})).kind, 'ended');
    assert.match(shown('SHIFT_2_HANDOFF.md'), /\n- Since the last end: 50\.0% → 40\.0%: scope -10\.0 points\.\n/);
    const less = more.replace('[x] P0: Sand', '[ ] P0: Sand');
    const stopped = await shift(3, less, {});
    assert.ok(stopped.kind === 'stopped', JSON.stringify(stopped));
    assert.match(
      stopped.stop.sentence,
      /40\.0% → 20\.0%: regression -20\.0 points\. It got worse: launch-plan\.md#.*\. Why\?/,
    );
    assert.match(stopped.stop.remedy, /--fall-reason TEXT/);
    const ended = await endShift(options({ 'fall-reason': 'the sand came back' }));
    assert.equal(ended.kind, 'ended', JSON.stringify(ended));
    assert.match(shown('SHIFT_3_HANDOFF.md'), /\n- It fell for this reason: the sand came back\n/);
    assert.equal(shown('PRODUCTION_SCORE.txt'), '20%');
    assert.match(shown('PROGRESS_TRACKER.md'), /`█▆▁` 50% → 20%/);
  });

  it('leaves a tracker that a person changed as it is, until somebody says that it may be written', async () => {
    assert.equal((await shift(1, plan, {})).kind, 'ended');
    const mine = shown('PROGRESS_TRACKER.md').replace('50% proven', '50% proven, and rising');
    write(root, { '.agent-handoffs/PROGRESS_TRACKER.md': mine });
    assert.equal((await shift(2, plan, {})).kind, 'ended');
    assert.equal(readFileSync(path.join(root, '.agent-handoffs/PROGRESS_TRACKER.md'), 'utf8'), mine);
    assert.equal((await shift(3, plan, { tracker: 'write' })).kind, 'ended');
    assert.doesNotMatch(shown('PROGRESS_TRACKER.md'), /rising/);
    assert.match(shown('PROGRESS_TRACKER.md'), /\n\| 3 \| /);
  });
});
