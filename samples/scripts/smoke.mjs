// Starts the service on a free port, asks each endpoint once, and ends.
import { once } from 'node:events';
import { createApp } from '../src/server.mjs';

const app = createApp();
app.listen(0, '127.0.0.1');
await once(app, 'listening');
const base = `http://127.0.0.1:${app.address().port}`;

let failed = 0;
for (const path of ['/health', '/pool', '/harbours', '/tide?harbour=alderwick', '/windows?harbour=brackness&draught=1.4']) {
  const response = await fetch(base + path, { headers: { connection: 'close' } });
  await response.arrayBuffer();
  if (response.status !== 200) failed += 1;
  process.stdout.write(`${response.status === 200 ? 'ok  ' : 'FAIL'} ${response.status} ${path}\n`);
}
app.close();
process.exitCode = failed === 0 ? 0 : 1;
