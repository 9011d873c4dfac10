import { parentPort, workerData } from 'node:worker_threads';
import type { Answer } from '../../core/shifts/procedure.ts';
import { answerShift } from './answerShift.ts';
import type { FromShiftWorker, ShiftWorkerStart, ToShiftWorker } from './shiftWorkerMessages.ts';

/** The thread of one request: what it asks and tells goes to the thread that began it, and so does its answer. */
const { kind, given } = workerData as ShiftWorkerStart;
const control = new AbortController();
const waiting = new Map<number, (answer: Answer) => void>();
let asked = 0;

const post = (message: FromShiftWorker): void => parentPort?.postMessage(message);

parentPort?.on('message', (message: ToShiftWorker) => {
  if (message.kind === 'cancel') {
    control.abort();
    return;
  }
  waiting.get(message.id)?.(message.answer);
  waiting.delete(message.id);
});

answerShift(kind, given, {
  ask: (question) =>
    new Promise((resolve) => {
      const id = ++asked;
      waiting.set(id, resolve);
      post({ kind: 'ask', id, question });
    }),
  report: (event) => post({ kind: 'report', event }),
  signal: control.signal,
})
  .then(
    (answer) => post({ kind: 'answer', answer }),
    (error: unknown) => post({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
  )
  .finally(() => parentPort?.close());
