import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import { createApp } from '../src/server.mjs';
import { createSlots } from '../src/slots.mjs';

describe('the service', () => {
  const slots = createSlots(1);
  const app = createApp({ slots });
  let base;

  before(async () => {
    app.listen(0, '127.0.0.1');
    await once(app, 'listening');
    base = `http://127.0.0.1:${app.address().port}`;
  });
  after(() => app.close());

  const get = async (path) => {
    const response = await fetch(base + path, { headers: { connection: 'close' } });
    return [response.status, await response.json()];
  };

  it('is healthy', async () => {
    const [status, body] = await get('/health');
    assert.equal(status, 200);
    assert.equal(body.status, 'ok');
  });

  it('answers with a height', async () => {
    const [status, body] = await get('/tide?harbour=alderwick&at=2025-06-01T12:00:00Z');
    assert.equal(status, 200);
    assert.ok(body.metres > 0.8 && body.metres < 5.4);
  });

  it('explains a wrong request', async () => {
    assert.equal((await get('/windows?harbour=alderwick'))[0], 400);
    assert.equal((await get('/tide?harbour=atlantis'))[0], 400);
    assert.equal((await get('/tide?harbour=alderwick&at=noon'))[0], 400);
    assert.equal((await get('/moon'))[0], 404);
  });

  it('turns requests away while all slots are in use', async () => {
    assert.ok(slots.take());
    const [status] = await get('/tide?harbour=alderwick');
    slots.giveBack();
    assert.equal(status, 503);
    assert.deepEqual((await get('/pool'))[1], { size: 1, inUse: 0, peak: 1, refused: 1 });
  });
});
