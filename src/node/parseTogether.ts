import { existsSync } from 'node:fs';
import os from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Plan } from '../core/model.ts';
import { contentHash } from './cache/contentHash.ts';
import { readStoredPlan } from './cache/storedPlan.ts';
import type { FileToParse } from './parseFile.ts';
import { parseShare, type TextToParse } from './parseShare.ts';
import type { ParsedText, ParseThreadStart } from './parseThread.ts';

/** Each thread compiles the parser for itself, which is worth it from so much text on. */
const leastFiles = 16;
const leastCharacters = 200_000;
/** Over so much text optimized code is worth what it takes to make. */
const mostUnoptimized = 3_000_000;
/** Each takes memory, and the disk has to keep up. */
const mostThreads = 3;

export interface TogetherOptions {
  /** The bundle of `parseThread.ts`; absolute. */
  readonly threadFile: string;
  /** How many beside this one; by default one for each other processor, unless the machine is busy. */
  readonly threads?: number;
  readonly signal?: AbortSignal | undefined;
  /** Whether nothing else runs in this process, so that its settings may be changed for the time. */
  readonly ownsProcess?: boolean | undefined;
}

/**
 * Parses files whose text was read in this thread and in others, where there is so much to parse. Their caches are told,
 * as by `parseFile`.
 *
 * @returns nothing of files that are left to `parseFile`: those that nobody has read yet, and one that a thread ended over
 * @throws the reason of the signal when that is aborted
 */
export async function parseTogether(
  files: readonly FileToParse[],
  { threadFile, threads = freeProcessors(), signal, ownsProcess = false }: TogetherOptions,
): Promise<ReadonlyMap<FileToParse, Plan>> {
  const plans = new Map<FileToParse, Plan>();
  // Alone it is worth it for what it saves of a processor that others want too.
  if (!isMuch(files) || (threads < 1 && !ownsProcess)) return plans;
  const wanted: { readonly file: FileToParse; readonly text: TextToParse }[] = [];
  for (const file of files) {
    const text = textOf(file);
    const known = text?.place && file.cache?.planOfContent(text.path, text.hash);
    if (known) keep(file, text.hash, known);
    else if (text) wanted.push({ file, text });
  }
  function keep(file: FileToParse, hash: string, plan: Plan): void {
    plans.set(file, plan);
    if (file.stamp) file.cache?.setPlan(file.path, file.stamp, hash, plan);
  }
  const takeIn = (index: number, plan: Plan | undefined, isStored: boolean): void => {
    const taken = wanted[index];
    if (!taken || !plan) return;
    const { file, text } = taken;
    if (isStored) file.cache?.wasStored(text.path, text.hash);
    keep(file, text.hash, plan);
  };
  if (isMuch(wanted.map(({ file }) => file)) && existsSync(threadFile))
    await share(
      wanted.map(({ text }) => text),
      { threads, threadFile, takeIn, signal, ownsProcess },
    );
  return plans;
}

/**
 * Where twice as many processes want a processor (`uptime`) as there are, another thread is hardly a gain, and compiles the
 * parser once more. Fewer do not forbid it: what ran in the last minute, such as ourselves, counts as one of them.
 */
function freeProcessors(): number {
  const processors = os.availableParallelism();
  const [busy = 0] = os.loadavg();
  return busy < 2 * processors ? Math.min(processors - 1, mostThreads) : 0;
}

function isMuch(files: readonly FileToParse[]): boolean {
  return files.length >= leastFiles && charactersOf(files) >= leastCharacters;
}

const charactersOf = (texts: readonly Pick<FileToParse, 'content'>[]): number =>
  texts.reduce((sum, { content }) => sum + (content?.text.length ?? 0), 0);

function textOf({ path, content, options, stamp, cache }: FileToParse): TextToParse | undefined {
  if (!content) return undefined;
  const place = stamp && cache?.place;
  return { path, content, options, hash: contentHash(content), ...(place && { place }) };
}

interface Sharing {
  readonly threads: number;
  readonly threadFile: string;
  readonly takeIn: (index: number, plan: Plan | undefined, isStored: boolean) => void;
  readonly signal: AbortSignal | undefined;
  readonly ownsProcess: boolean;
}

async function share(texts: readonly TextToParse[], sharing: Sharing): Promise<void> {
  const { threads, threadFile, takeIn, signal, ownsProcess } = sharing;
  const start: ParseThreadStart = { kind: 'runsheet-parse', texts, next: new SharedArrayBuffer(4) };
  const takeMessage = ({ index, plan }: ParsedText): void => {
    const { place, path = '', hash = '' } = texts[index] ?? {};
    takeIn(index, plan ?? (place && readStoredPlan(place, path, hash)), !plan);
  };
  const others = Array.from({ length: threads }, () => new Worker(threadFile, { workerData: start, execArgv: [] }));
  const ends = others.map((thread) => endOf(thread, takeMessage));
  let putBack = (): void => undefined;
  try {
    if (ownsProcess && charactersOf(texts) < mostUnoptimized) {
      // What Node keeps of the parser is compiled under the usual flags.
      await import('../core/parse/parser.ts');
      putBack = (await import('./optimizeLater.ts')).optimizeLater();
    }
    await parseShare(start, async (...parsed) => {
      takeIn(...parsed);
      // What the others have parsed is taken in meanwhile.
      await nextTurn();
      signal?.throwIfAborted();
    });
    await Promise.all(ends);
  } finally {
    putBack();
    // After an error or an abort they are at work.
    for (const thread of others) void thread.terminate();
  }
}

/** The end of a thread, be it that it could not begin. */
function endOf(thread: Worker, takeMessage: (parsed: ParsedText) => void): Promise<void> {
  return new Promise((resolve) => {
    thread.on('message', takeMessage);
    thread.once('error', () => resolve());
    thread.once('exit', () => resolve());
  });
}
