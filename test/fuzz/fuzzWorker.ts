/**
 * One thread of the fuzz run, see scripts/fuzz.mjs: takes every n-th input of each campaign until its time or its
 * number of inputs is over, and reports what fails.
 */
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { type Campaign, campaigns, type FuzzInput, inputOf, type Texts } from './campaigns.ts';

interface Order {
  readonly seed: number;
  readonly worker: number;
  readonly workers: number;
  readonly seconds: number;
  /** Over all campaigns, of this thread. */
  readonly inputs: number;
  readonly only?: string;
  /** Look at this input of the campaign `only`, and at no other. */
  readonly index?: number;
  readonly texts: Texts;
  /** Per campaign the input that is being looked at, so that one that never ends can be named. */
  readonly present: Int32Array;
}

const order = workerData as Order;
const mostFailures = 5;

/** Milliseconds that one text may take: a second for each 100 KB, and one for all that is asked of it. */
const limitOf = ({ shown }: FuzzInput): number => 1000 + shown.length / 100;

interface Progress {
  readonly campaign: Campaign;
  readonly at: number;
  next: number;
  count: number;
  ms: number;
  failures: number;
}

const progress = campaigns
  .map((campaign, at): Progress => ({ campaign, at, next: order.worker, count: 0, ms: 0, failures: 0 }))
  .filter(({ campaign }) => order.only === undefined || campaign.name === order.only);

function post(message: object): void {
  parentPort?.postMessage(message);
}

/** How often an input is looked at before it is said to be slow. */
const looks = 3;

/** Looks at one input. What is slow once was interrupted; what is slow each time is slow. */
function look(entry: Progress, index: number): void {
  const start = performance.now();
  let input: FuzzInput | undefined;
  try {
    input = inputOf(entry.campaign, order.seed, index, order.texts);
    input.check();
    const limitMs = limitOf(input);
    for (let times = 2; performance.now() - start > limitMs; times++) {
      const ms = timeOf(inputOf(entry.campaign, order.seed, index, order.texts));
      if (ms <= limitMs) break;
      if (times === looks) throw new Error(`takes ${ms.toFixed(0)} ms, ${looks} times`);
    }
  } catch (error) {
    entry.failures++;
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    post({ failed: entry.campaign.name, index, message, shown: input?.shown ?? '' });
  }
  entry.ms += performance.now() - start;
}

/**
 * Milliseconds that a check takes: the lesser of wall and processor. A busy machine is not the input's fault.
 */
function timeOf({ check }: FuzzInput): number {
  const began = performance.now();
  // Asking costs a tenth of what an input takes: only where it was slow already.
  const used = processorMs();
  check();
  return Math.min(performance.now() - began, processorMs() - used);
}

/** Of this thread, where the system tells (Linux); else of the process, which also counts the other threads. */
function processorMs(): number {
  try {
    const nanoseconds = Number(readFileSync('/proc/thread-self/schedstat', 'latin1').split(' ', 1)[0]);
    if (nanoseconds > 0) return nanoseconds / 1e6;
  } catch {
    // Not Linux, or a kernel that does not count it.
  }
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const end = performance.now() + order.seconds * 1000;
let left = order.index === undefined ? order.inputs : 1;
while (left > 0 && performance.now() < end) {
  const [entry] = progress
    .filter(({ failures }) => failures < mostFailures)
    .sort((a, b) => a.ms / a.campaign.share - b.ms / b.campaign.share);
  if (!entry) break;
  // For a while, so that choosing and telling cost nothing.
  const turn = Math.min(end, performance.now() + 50);
  do {
    const index = order.index ?? entry.next;
    Atomics.store(order.present, entry.at, index + 1);
    look(entry, index);
    Atomics.store(order.present, entry.at, 0);
    entry.next += order.workers;
    entry.count++;
    left--;
  } while (left > 0 && entry.failures < mostFailures && performance.now() < turn);
  post({ counts: Object.fromEntries(progress.map(({ campaign, count }) => [campaign.name, count])) });
}
