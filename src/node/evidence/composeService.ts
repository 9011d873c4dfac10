import { spawn } from 'node:child_process';
import { composeStates, type ServiceContainer } from '../../core/evidence/composeStates.ts';
import { endGroup, signalGroup } from '../run/endGroup.ts';
import type { Judgement } from '../../core/evidence/judgeExpectation.ts';

/** Bytes of what docker says. */
const maxBytes = 4 * 1024 * 1024;

/** In the place of a name: every service that the compose file has. */
const everyService = '*';

interface DockerOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/**
 * Whether a service of docker compose runs, and is healthy where it says so. Without docker, without its daemon or
 * without a compose file that is unknown. Never rejects.
 *
 * @param root absolute path of the folder with the compose file
 */
export async function checkService(service: string, root: string, options: DockerOptions): Promise<Judgement> {
  const judged = await checkServices([service], root, options);
  return judged.get(service) ?? { outcome: 'unknown', reason: 'docker compose said nothing.' };
}

/**
 * The same for several, with one question to docker. `*` stands for all services of the compose file, also those that
 * were never created; where that cannot be read, `docker compose` is unknown.
 */
export async function checkServices(
  names: readonly string[],
  root: string,
  options: DockerOptions,
): Promise<ReadonlyMap<string, Judgement>> {
  const [answer, configured] = await Promise.all([
    askDocker(['ps', '-a', '--format', 'json'], root, options),
    names.includes(everyService) ? askDocker(['config', '--services'], root, options) : { stdout: '' },
  ]);
  const wanted = names.filter((name) => name !== everyService);
  const judged = new Map<string, Judgement>();
  if ('reason' in configured) judged.set('docker compose', { outcome: 'unknown', reason: configured.reason });
  else wanted.push(...configured.stdout.split(/\r?\n/).flatMap((line) => line.trim() || []));
  const containers = 'reason' in answer ? undefined : composeStates(answer.stdout);
  const reason = 'reason' in answer ? answer.reason : 'docker compose said something that is not understood.';
  for (const name of wanted)
    judged.set(name, containers ? judgeService(name, containers) : { outcome: 'unknown', reason });
  return judged;
}

function judgeService(service: string, all: readonly ServiceContainer[]): Judgement {
  const own = all.filter((each) => each.service === service || each.name === service);
  if (own.length === 0) return { outcome: 'fail', reason: `docker compose has no container of ${service}: start it.` };
  const stopped = own.find(({ state }) => state !== 'running');
  if (stopped) {
    const code = stopped.state === 'exited' && stopped.exitCode !== undefined ? ` with code ${stopped.exitCode}` : '';
    return { outcome: 'fail', reason: `${stopped.name} is ${stopped.state}${code}.` };
  }
  if (own.some(({ health }) => health === 'unhealthy')) return { outcome: 'fail', reason: `${service} is unhealthy.` };
  if (own.some(({ health }) => health === 'starting'))
    return { outcome: 'unknown', reason: `${service} is starting: check again when its health is known.` };
  return { outcome: 'pass' };
}

function askDocker(
  words: readonly string[],
  cwd: string,
  { timeoutMs, signal }: DockerOptions,
): Promise<{ readonly stdout: string } | { readonly reason: string }> {
  return new Promise((resolve) => {
    const child = spawn('docker', ['compose', ...words], {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    let why: string | undefined;
    const stop = (reason: string): void => {
      if (why !== undefined || child.pid === undefined) return;
      why = reason;
      signalGroup(child.pid, 'SIGTERM');
      void endGroup(child.pid, 1000, () => new AbortController().signal);
    };
    const onAbort = (): void => stop('It was stopped.');
    signal?.addEventListener('abort', onAbort);
    if (signal?.aborted) onAbort();
    const timer = setTimeout(() => stop(`docker did not answer within ${timeoutMs / 1000} s.`), timeoutMs);
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    let bytes = 0;
    const collect = (into: Buffer[]) => (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBytes) stop('docker said too much.');
      else into.push(chunk);
    };
    child.stdout.on('data', collect(out));
    child.stderr.on('data', collect(err));
    const release = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    };
    child.on('error', (error: NodeJS.ErrnoException) => {
      release();
      resolve({
        reason:
          error.code === 'ENOENT'
            ? 'docker is not on the PATH.'
            : `docker cannot be started (${error.code ?? error.message}).`,
      });
    });
    child.on('close', (code) => {
      release();
      if (why !== undefined) resolve({ reason: why });
      else if (code === 0) resolve({ stdout: Buffer.concat(out).toString('utf8') });
      else resolve({ reason: failure(Buffer.concat(err).toString('utf8'), code) });
    });
  });
}

function failure(said: string, code: number | null): string {
  const line = firstLine(said);
  // Without the plugin, docker reads what follows `compose` as its own options.
  if (/^unknown shorthand flag: 'a'|'compose' is not a docker command/.test(line))
    return 'docker has no compose here: install its plugin.';
  return `docker says: ${line || `it ended with ${code}`}.`;
}

const firstLine = (text: string): string =>
  (text.split('\n').find((line) => line.trim() !== '') ?? '').trim().slice(0, 200).replace(/\.$/, '');
