import assert from 'node:assert/strict';
import { gatherStatus } from '../../../../src/node/handoff/gatherStatus.ts';
import { GitPlace, write } from '../git/gitFolder.ts';

describe('the facts of a status check', function () {
  this.timeout(60_000);
  let place: GitPlace;
  beforeEach(function () {
    if (process.platform === 'win32') this.skip();
    place = new GitPlace();
  });
  afterEach(() => place.remove());

  it('say that the state of a shift cannot be read', async () => {
    const root = place.clone(place.remote(), 'one');
    write(root, { '.git/runsheet/shift.json': '{"v": 1, "shift"' });
    const { held, problems } = await gatherStatus(root, { nowMs: Date.now() });
    assert.equal(held, undefined);
    assert.match(problems.join('\n'), /shift\.json is of another version of Runsheet, or damaged/);
  });
});
