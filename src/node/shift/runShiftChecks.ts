import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { testCounts } from '../../core/evidence/testCounts.ts';
import type { TestSuite } from '../../core/config/config.ts';
import { captureCommand } from '../evidence/captureCommand.ts';
import { checkServices } from '../evidence/composeService.ts';
import { probeUrl } from '../evidence/probeUrl.ts';
import type { CheckResult } from './checkResult.ts';
import { resultsFolder } from './endCommitSteps.ts';
import type { CheckContext, RunChecks } from './endContext.ts';

/** Makes the checks that the configuration names, one after the other; nothing of them runs on. Never rejects for what they do. */
export const runShiftChecks: RunChecks = async (context, kind, shift, skip, each) => {
  const { config } = context;
  const named: Readonly<Record<CheckResult['kind'], readonly Check[]>> = {
    suite: config.suites.map((suite) => [suite.name, (name) => runSuite(context, { ...suite, name }, shift)]),
    service: kind === 'service' ? await askServices(context) : [],
    address: config.healthUrls.map((url) => [shownUrl(url), () => askAddress(context, url)]),
    pool: config.pool ? [[shownUrl(config.pool.url), () => askPool(context)]] : [],
  };
  const taken = new Set<string>();
  for (const [called, run] of named[kind]) {
    // What was checked is known by its name: a second of that name would pass for done.
    const name = freeName(called, taken);
    taken.add(name);
    if (context.signal?.aborted) return;
    if (skip(name)) continue;
    const result = await run(name);
    // One that was cut short says nothing.
    if (!isStopped(context)) await each({ ...result, name });
  }
};

/** What a check is called, and how it is made under the name that it gets. */
type Check = readonly [called: string, run: (name: string) => Promise<CheckResult>];

function freeName(called: string, taken: ReadonlySet<string>): string {
  if (!taken.has(called)) return called;
  let number = 2;
  while (taken.has(`${called} (${number})`)) number++;
  return `${called} (${number})`;
}

function isStopped({ signal }: CheckContext): boolean {
  return signal?.aborted === true;
}

async function runSuite(context: CheckContext, suite: TestSuite, shift: number): Promise<CheckResult> {
  const { config, root, signal } = context;
  const minutes = suite.timeoutMinutes ?? config.timeouts.suiteMinutes;
  const end = await captureCommand({
    script: suite.command,
    interpreter: process.platform === 'win32' ? 'cmd' : 'bash',
    cwd: root,
    env: {},
    timeoutMs: minutes * 60_000,
    ...(signal && { signal }),
  });
  const file = `${resultsFolder}/${suite.name.replace(/[^\w.-]+/g, '_').slice(0, 80)}_shift${shift}.log`;
  const kept = await keep(path.join(root, file), end.output);
  const counts = testCounts(end.output);
  const counted = counts ? `${counts.passed} passed, ${counts.failed} failed` : `exit code ${end.exitCode}`;
  const why =
    end.ended === 'timeout' ? `no end within ${minutes} min` : end.ended === 'flood' ? 'endless output' : counted;
  const state = end.ended === undefined && end.exitCode === 0 && (counts?.failed ?? 0) === 0 ? 'passed' : 'failed';
  return {
    kind: 'suite',
    name: suite.name,
    state,
    text: `${why}, ${kept ? file : `${file} cannot be written`}`,
    ...(counts && { counts: { passed: counts.passed, total: counts.total } }),
  };
}

async function keep(file: string, output: string): Promise<boolean> {
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, output);
    return true;
  } catch {
    return false;
  }
}

/** Docker is asked once, and says all of them. */
async function askServices({ config, root, signal }: CheckContext) {
  if (config.services.length === 0) return [];
  const timeoutMs = config.timeouts.servicesSeconds * 1000;
  const judged = await checkServices(config.services, root, { timeoutMs, ...(signal && { signal }) });
  return Array.from(judged, ([name, { outcome, reason }]) => {
    const state = outcome === 'pass' ? 'passed' : outcome === 'fail' ? 'failed' : 'unknown';
    const result = { kind: 'service', name, state, text: reason?.replace(/\.$/, '') ?? 'running' } as const;
    return [name, () => Promise.resolve(result)] as const;
  });
}

const tries = 2;

function ask({ config, signal }: CheckContext, url: string) {
  return probeUrl(url, { timeoutMs: config.timeouts.healthSeconds * 1000, tries, ...(signal && { signal }) });
}

async function askAddress(context: CheckContext, url: string): Promise<CheckResult> {
  const answer = await ask(context, url);
  const name = shownUrl(url);
  if (answer.kind !== 'answered')
    return { kind: 'address', name, state: answer.kind === 'down' ? 'failed' : 'unknown', text: bare(answer.reason) };
  const isGood = answer.status >= 200 && answer.status < 300;
  return { kind: 'address', name, state: isGood ? 'passed' : 'failed', text: `status ${answer.status}` };
}

async function askPool(context: CheckContext): Promise<CheckResult> {
  const { url = '', path: way } = context.config.pool ?? {};
  const name = shownUrl(url);
  const answer = await ask(context, url);
  if (answer.kind !== 'answered')
    return { kind: 'pool', name, state: answer.kind === 'down' ? 'failed' : 'unknown', text: bare(answer.reason) };
  const value = answer.status === 200 ? valueAt(answer.body, way) : undefined;
  if (value === undefined)
    return {
      kind: 'pool',
      name,
      state: 'unknown',
      text: `status ${answer.status}, and no JSON with ${way ?? 'a value'}`,
    };
  return { kind: 'pool', name, state: 'passed', text: JSON.stringify(value).slice(0, 200) };
}

/** The value at `a.b.0` in a JSON text; undefined where there is none. */
function valueAt(text: string, way: string | undefined): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  for (const key of way === undefined || way === '' ? [] : way.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return value;
}

/** Without user, password and query: it stands in handoffs. */
function shownUrl(url: string): string {
  if (!URL.canParse(url)) return url;
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}

function bare(sentence: string): string {
  return sentence.replace(/\.$/, '');
}
