import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import type { Plan } from '../core/model.ts';
import { parseShare, type SharedTexts } from './parseShare.ts';

/** What a thread is started with. */
export interface ParseThreadStart extends SharedTexts {
  readonly kind: 'runsheet-parse';
}

/** A text that a thread has parsed; without the plan where that is on the disk, which is the quicker way. */
export interface ParsedText {
  readonly index: number;
  readonly plan?: Plan;
}

const start = workerData as Partial<ParseThreadStart> | null;
if (!isMainThread && parentPort && start?.kind === 'runsheet-parse' && start.texts && start.next) {
  const port = parentPort;
  void parseShare({ texts: start.texts, next: start.next }, (index, plan, isStored) =>
    port.postMessage({ index, ...(!isStored && { plan }) } satisfies ParsedText),
  );
}
