import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { Ajv } from 'ajv';
import { withFolderAsync } from '../node/temporaryFolder.ts';

const cli = path.resolve(process.env['RUNSHEET_CLI'] ?? 'dist/cli.js');

/** Not waited for in one piece: the server that it asks is in this process. */
function status(cwd: string, ...args: readonly string[]): Promise<{ code: number | null; stdout: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [cli, 'shift', 'status', ...args], {
      cwd,
      env: { PATH: '/usr/bin:/bin', HOME: cwd },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    child.on('close', (code) => {
      resolve({ code, stdout });
    });
  });
}

function git(cwd: string, ...args: readonly string[]): void {
  const env = { PATH: process.env['PATH'], HOME: cwd, GIT_CONFIG_NOSYSTEM: '1' };
  const { status: code, stderr } = spawnSync('git', args, { cwd, env, encoding: 'utf8' });
  assert.equal(code, 0, stderr);
}

describe('runsheet shift status', () => {
  let server: Server;
  let origin = '';
  before(async () => {
    server = createServer((request, response) => {
      response.statusCode = request.url === '/broken' ? 503 : 200;
      response.end(JSON.stringify({ pool: { size: 4, inUse: 1 } }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => server.close());

  it('shows score, shift, services, health, pool, frontend, git, handoff, results and what to do next', async () => {
    const config = JSON.stringify({
      shift: { lengthMinutes: 180, anchor: new Date(Date.now() - 4 * 3_600_000).toISOString() },
      healthUrls: [`${origin}/health`, `${origin}/broken`],
      pool: { url: `${origin}/pool`, path: 'pool' },
      frontend: origin,
      services: ['db'],
    });
    const log = '# tests 12\n# suites 0\n# pass 12\n# fail 0\n# cancelled 0\n# skipped 0\n# todo 0\n';
    await withFolderAsync({ '.runsheet.json': config, 'test-results/test_shift1.log': log }, async (root) => {
      cpSync('samples/.agent-handoffs', path.join(root, '.agent-handoffs'), { recursive: true });
      cpSync('samples/plans', path.join(root, 'plans'), { recursive: true });
      git(root, 'init', '-q', '-b', 'main');
      const { code, stdout } = await status(root);
      assert.equal(code, 0);
      const shown: readonly RegExp[] = [
        /^Score {5}[█░]{20} \d+% proven/,
        /\n {10}88% declared in the score file\n/,
        /\nShift {5}2 Backend is on, \d\d:\d\d-\d\d:\d\d UTC\n/,
        /\n {10}P0 Tests for a window over midnight \.agent-handoffs\/PRIORITY_TASKS\.md:24\n/,
        /\nServices {2}(?:unknown|FAILED {2}) {1,2}db +\S/,
        /\nHealth {4}ok {7}http:\/\/127\.0\.0\.1:\d+\/health {2}/,
        /\n {10}FAILED {3}http:\/\/127\.0\.0\.1:\d+\/broken {2}status 503\n/,
        /\n {10}ok {7}frontend 127\.0\.0\.1:\d+ +status 200\n/,
        /\nPool {6}ok {7}http:\/\/127\.0\.0\.1:\d+\/pool {2}\{"size":4,"inUse":1\}\n/,
        /\nGit {7}main at no commit, \d+ new \(no upstream\)\n/,
        /\nHandoff {3}\.agent-handoffs\/SHIFT_1_HANDOFF\.md, ended, WATCH\n/,
        /\nTests {5}passed {2}check at the last end\n/,
        /\n {10}test-results\/test_shift1\.log: 12\/12 passed, 0 min ago\n/,
        /\nNext {6}Bring up what does not answer: .*\/broken\.\n {10}Start the shift that is on: runsheet shift start 2\.\n/,
      ];
      for (const line of shown) assert.match(stdout, line);
    });
  });

  it('--json keeps to its schema, in a folder without anything too', async () => {
    const schema = JSON.parse(readFileSync('schemas/shift-status.schema.json', 'utf8')) as object;
    const ajv = new Ajv();
    await withFolderAsync({ '.runsheet.json': '{}' }, async (root) => {
      const empty = await status(root, '--json');
      assert.ok(ajv.validate(schema, JSON.parse(empty.stdout)), ajv.errorsText());
      cpSync('samples/.agent-handoffs', path.join(root, '.agent-handoffs'), { recursive: true });
      const anchored = await status(root, '--json');
      assert.ok(ajv.validate(schema, JSON.parse(anchored.stdout)), ajv.errorsText());
    });
  });
});
