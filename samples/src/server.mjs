import { createServer } from 'node:http';
import { readFileSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createSlots } from './slots.mjs';
import { windows } from './gate.mjs';
import { harbourIds, heightAt } from './tide.mjs';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

function instantOf(text) {
  const instant = text === null ? Date.now() : Date.parse(text);
  if (Number.isNaN(instant)) throw new RangeError(`Not a time: "${text}".`);
  return instant;
}

function draughtOf(text) {
  const draught = Number(text);
  if (text === null || !(draught > 0 && draught < 20)) throw new RangeError('A draught in metres is needed.');
  return draught;
}

const computed = {
  '/tide': (query) => {
    const instant = instantOf(query.get('at'));
    const metres = heightAt(query.get('harbour') ?? '', instant);
    return { at: new Date(instant).toISOString(), metres: Number(metres.toFixed(2)) };
  },
  '/windows': (query) => {
    const start = instantOf(query.get('from'));
    const found = windows(query.get('harbour') ?? '', draughtOf(query.get('draught')), start, 24);
    return found.map(({ from, to }) => ({ from: new Date(from).toISOString(), to: new Date(to).toISOString() }));
  },
};

/** The HTTP service, not yet listening. */
export function createApp({ slots = createSlots(8), started = Date.now() } = {}) {
  const answer = (url) => {
    if (url.pathname === '/health') {
      return [200, { status: 'ok', version, upSeconds: Math.floor((Date.now() - started) / 1000) }];
    }
    if (url.pathname === '/pool') return [200, slots.figures()];
    if (url.pathname === '/harbours') return [200, harbourIds()];
    if (!Object.hasOwn(computed, url.pathname)) return [404, { error: `Nothing at ${url.pathname}.` }];
    if (!slots.take()) return [503, { error: 'All slots are in use.' }];
    try {
      return [200, computed[url.pathname](url.searchParams)];
    } catch (error) {
      if (error instanceof RangeError) return [400, { error: error.message }];
      throw error;
    } finally {
      slots.giveBack();
    }
  };
  return createServer((request, response) => {
    const [status, body] = answer(new URL(request.url ?? '/', 'http://localhost'));
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(`${JSON.stringify(body)}\n`);
  });
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const port = Number(process.env.PORT ?? 4870);
  const host = process.env.HOST ?? '127.0.0.1';
  createApp().listen(port, host, () => {
    process.stdout.write(`Tidebell ${version} listens on http://${host}:${port} (Ctrl+C ends it)\n`);
  });
}
