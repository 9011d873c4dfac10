import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { probeUrl } from '../../../../src/node/evidence/probeUrl.ts';
import { withFolderAsync } from '../temporaryFolder.ts';

async function withServer(server: net.Server, use: (port: number) => Promise<void>): Promise<void> {
  const sockets = new Set<net.Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await use((server.address() as AddressInfo).port);
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}

const probe = (address: string, timeoutMs = 2000) => probeUrl(address, { timeoutMs, tries: 2 });

describe('an address that is asked', function () {
  this.timeout(20_000);

  it('answers with its status and text', () =>
    withServer(
      http.createServer((_, response) => response.writeHead(503).end('not yet')),
      async (port) => {
        const answer = await probe(`http://127.0.0.1:${port}/health`);
        assert.deepEqual(answer, { kind: 'answered', status: 503, body: 'not yet', cut: false });
      },
    ));

  it('is followed on its own host, and not to another one', () =>
    withServer(
      http.createServer((request, response) => {
        if (request.url === '/ok') response.end('ok');
        else if (request.url === '/loop') response.writeHead(302, { location: '/loop' }).end();
        else if (request.url === '/near') response.writeHead(301, { location: '/ok' }).end();
        else response.writeHead(302, { location: 'http://localhost:1/ok' }).end();
      }),
      async (port) => {
        const near = await probe(`http://127.0.0.1:${port}/near`);
        assert.equal(near.kind, 'answered');
        for (const [at, reason] of [
          ['/far', /redirects to another host, localhost/],
          ['/loop', /more than 5 times/],
        ] as const) {
          const answer = await probe(`http://127.0.0.1:${port}${at}`);
          assert.ok(answer.kind === 'unknown', at);
          assert.match(answer.reason, reason);
        }
      },
    ));

  it('is asked a second time where it does not answer to the end', () => {
    let asked = 0;
    return withServer(
      http.createServer(() => {
        asked += 1;
      }),
      async (port) => {
        const answer = await probe(`http://127.0.0.1:${port}/`, 250);
        assert.ok(answer.kind === 'down');
        assert.match(answer.reason, /within 0\.25 s/);
        assert.equal(asked, 2);
      },
    );
  });

  it('is unknown where its answer has no end, and good where a long one has a length', () =>
    withServer(
      http.createServer((request, response) => {
        if (request.url === '/long') {
          response.writeHead(200, { 'content-length': 200_000 }).end('x'.repeat(200_000));
          return;
        }
        const more = setInterval(() => response.write('x'.repeat(16_384)), 5);
        response.on('close', () => clearInterval(more));
      }),
      async (port) => {
        const endless = await probe(`http://127.0.0.1:${port}/stream`);
        assert.ok(endless.kind === 'unknown');
        assert.match(endless.reason, /64 KiB/);
        const long = await probe(`http://127.0.0.1:${port}/long`);
        assert.ok(long.kind === 'answered' && long.cut);
        assert.equal(long.body.length, 65_536);
      },
    ));

  it('is unknown with a certificate that nobody has signed', function () {
    return withFolderAsync({}, async (folder) => {
      const [key, cert] = [path.join(folder, 'key'), path.join(folder, 'cert')];
      const words = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert];
      try {
        execFileSync('openssl', [...words, '-days', '2', '-subj', '/CN=localhost'], { stdio: 'ignore' });
      } catch {
        this.skip();
      }
      const server = https.createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_, response) =>
        response.end('ok'),
      );
      await withServer(server, async (port) => {
        const answer = await probe(`https://localhost:${port}/`);
        assert.ok(answer.kind === 'unknown', JSON.stringify(answer));
        assert.match(answer.reason, /certificate/);
      });
    });
  });

  it('is down where nothing listens, and unknown where something else than HTTP answers', async () => {
    let port = 0;
    await withServer(
      net.createServer((socket) => socket.end('220 mail ready\r\n')),
      async (at) => {
        port = at;
        const answer = await probe(`http://127.0.0.1:${port}/`);
        assert.ok(answer.kind === 'unknown');
        assert.match(answer.reason, /does not speak HTTP/);
      },
    );
    const answer = await probe(`http://127.0.0.1:${port}/`);
    assert.ok(answer.kind === 'down');
    assert.match(answer.reason, /refused/);
  });

  it('is unknown where it is no address', async () => {
    for (const address of ['file:///etc/passwd', 'ftp://x', 'no', 'http://'])
      assert.equal((await probe(address)).kind, 'unknown', address);
  });

  it('is left alone when the user says so', async () => {
    const answer = await probeUrl('http://127.0.0.1:1/', { timeoutMs: 1000, tries: 2, signal: AbortSignal.abort() });
    assert.deepEqual(answer, { kind: 'unknown', reason: 'It was stopped.' });
  });
});
