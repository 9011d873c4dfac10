import { Worker } from 'node:worker_threads';
import type { ShiftService } from '../../core/shifts/shiftService.ts';
import type { FromShiftWorker, ShiftWorkerStart, ToShiftWorker } from './shiftWorkerMessages.ts';

/**
 * Answers each request in a thread of its own, which ends with it: reading plans, running git and waiting for servers
 * hold nobody up, and nothing of it is there while nobody asks.
 *
 * @param workerFile the bundle of `shiftWorker.ts`; absolute
 */
export function shiftThreads(workerFile: string): ShiftService {
  return (kind, given, talk) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(workerFile, { workerData: { kind, given } satisfies ShiftWorkerStart });
      const send = (message: ToShiftWorker): void => worker.postMessage(message);
      const cancel = (): void => send({ kind: 'cancel' });
      talk?.signal.addEventListener('abort', cancel);
      worker.on('message', (message: FromShiftWorker) => {
        switch (message.kind) {
          case 'ask': {
            const answered = (answer?: string | readonly string[]): void =>
              send({ kind: 'answered', id: message.id, answer });
            (talk?.ask(message.question) ?? Promise.resolve(undefined)).then(answered, () => answered());
            return;
          }
          case 'report':
            talk?.report(message.event);
            return;
          case 'answer':
            // The thread answers what it was asked.
            resolve(message.answer);
            return;
          case 'failed':
            reject(new Error(message.message));
        }
      });
      worker.on('error', reject);
      worker.on('exit', (code) => {
        talk?.signal.removeEventListener('abort', cancel);
        reject(new Error(`The thread of "${kind}" ended early (${code}).`));
      });
    });
}
