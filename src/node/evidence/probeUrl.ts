import http from 'node:http';
import https from 'node:https';

/** What an address answered. `reason` is a sentence. */
export type ProbeResult =
  | { readonly kind: 'answered'; readonly status: number; readonly body: string; readonly cut: boolean }
  /** It is there and does not do what it should. */
  | { readonly kind: 'down'; readonly reason: string }
  /** Nothing is known of what it is. */
  | { readonly kind: 'unknown'; readonly reason: string };

export interface ProbeOptions {
  /** Of one try, from the connection to the end of the answer. */
  readonly timeoutMs: number;
  readonly tries: number;
  readonly signal?: AbortSignal;
}

/** Bytes of an answer that are read. */
const maxBytes = 64 * 1024;
const maxRedirects = 5;

/**
 * Asks an address with GET. Redirects are followed on the same host only: where another one would answer, it says nothing
 * about this. Certificates are checked. An answer without end is unknown; of a long one with a length the first 64 KiB
 * are read. Never rejects.
 */
export async function probeUrl(address: string, { timeoutMs, tries, signal }: ProbeOptions): Promise<ProbeResult> {
  const url = parse(address);
  if (!url) return unknown(`${address.slice(0, 200)} is no address that begins with http:// or https://.`);
  let last: ProbeResult = unknown('It was not asked.');
  for (let tried = 0; tried < tries; tried++) {
    if (signal?.aborted) return unknown('It was stopped.');
    last = await follow(url, timeoutMs, signal);
    if (last.kind !== 'down') return last;
  }
  return last;
}

const unknown = (reason: string): ProbeResult => ({ kind: 'unknown', reason });
const down = (reason: string): ProbeResult => ({ kind: 'down', reason });

function parse(address: string): URL | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url : undefined;
}

async function follow(first: URL, timeoutMs: number, signal: AbortSignal | undefined): Promise<ProbeResult> {
  const end = AbortSignal.timeout(timeoutMs);
  const stop = signal ? AbortSignal.any([signal, end]) : end;
  let url = first;
  for (let step = 0; step <= maxRedirects; step++) {
    const answer = await ask(url, stop, () => late(timeoutMs, end));
    if (!('location' in answer)) return answer;
    const next = URL.canParse(answer.location, url.href) ? new URL(answer.location, url.href) : undefined;
    if (!next) return unknown(`It answers ${answer.status} and redirects to what is no address.`);
    if (next.hostname !== first.hostname || !/^https?:$/.test(next.protocol))
      return unknown(`It redirects to another host, ${next.host}: name that address if it is the one to check.`);
    url = next;
  }
  return unknown(`It redirects more than ${maxRedirects} times.`);
}

function late(timeoutMs: number, end: AbortSignal): ProbeResult {
  return end.aborted ? down(`It did not answer to the end within ${timeoutMs / 1000} s.`) : unknown('It was stopped.');
}

interface Redirect {
  readonly location: string;
  readonly status: number;
}

function ask(url: URL, stop: AbortSignal, whenStopped: () => ProbeResult): Promise<ProbeResult | Redirect> {
  return new Promise((resolve) => {
    const client = url.protocol === 'https:' ? https : http;
    const headers = { accept: '*/*', 'user-agent': 'runsheet', connection: 'close' };
    const request = client.get(url, { signal: stop, headers, agent: false }, (response) => {
      const status = response.statusCode ?? 0;
      const { location } = response.headers;
      if (status >= 300 && status < 400 && location !== undefined) {
        request.destroy();
        resolve({ location, status });
        return;
      }
      const chunks: Buffer[] = [];
      let bytes = 0;
      const answered = (cut: boolean): void => {
        const body = Buffer.concat(chunks).subarray(0, maxBytes).toString('utf8');
        resolve({ kind: 'answered', status, body, cut });
        request.destroy();
      };
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        bytes += chunk.length;
        if (bytes <= maxBytes) return;
        if (response.headers['content-length'] === undefined) {
          resolve(unknown('Its answer has no length and goes on behind 64 KiB: it may never end.'));
          request.destroy();
        } else answered(true);
      });
      response.on('end', () => answered(false));
      response.on('error', () => resolve(stop.aborted ? whenStopped() : down('Its answer broke off.')));
    });
    request.on('error', (error: NodeJS.ErrnoException) =>
      resolve(stop.aborted ? whenStopped() : failure(error.code ?? '', error.message)),
    );
  });
}

const certificate = /CERT|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY)|ALTNAME|^ERR_SSL|^EPROTO$/;

function failure(code: string, message: string): ProbeResult {
  if (certificate.test(code)) return unknown(`Its certificate or encryption is not good (${code}).`);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return unknown('The name of its host cannot be resolved.');
  if (code === 'ECONNREFUSED') return down('Nothing listens there: the connection was refused.');
  if (code.startsWith('HPE_')) return unknown('What answers there does not speak HTTP.');
  return down(`It does not answer (${(code === '' ? message : code).slice(0, 100)}).`);
}
