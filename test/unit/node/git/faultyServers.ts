import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import path from 'node:path';

export interface Server {
  readonly address: string;
  readonly close: () => Promise<void>;
}

/** A git daemon that takes pushes to the repositories of a folder. */
export async function serveGit(folder: string): Promise<Server> {
  const port = await freePort();
  const args = ['daemon', '--reuseaddr', '--export-all', '--enable=receive-pack', '--listen=127.0.0.1'];
  const child = spawn('git', [...args, `--port=${port}`, `--base-path=${folder}`, folder], {
    stdio: 'ignore',
    detached: true,
  });
  for (let look = 0; look < 100 && !(await answers(port)); look += 1)
    await new Promise((resolve) => setTimeout(resolve, 50));
  return { address: `git://127.0.0.1:${port}`, close: () => end(child) };
}

/** Takes connections and never says a word. */
export async function serveNothing(): Promise<Server> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `git://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** Wants a password for everything. */
export async function serve401(): Promise<Server> {
  const server = createHttpServer((_, response) => {
    response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' });
    response.end('no');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Puts a hook into a repository; on a bare one it is the server's. */
export function setHook(gitFolder: string, name: string, script: string): void {
  const file = path.join(gitFolder, 'hooks', name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.on('exit', () => resolve());
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
  });
}
