import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MessagePort } from 'node:worker_threads';
import type { FromWorker, IndexedBatch, IndexedFile, ToWorker } from './messages.ts';
import { planToBytes } from './planBytes.ts';
import { readIndex } from './readIndex.ts';

/** So much goes out at a time: the first rows soon, and no batch that takes the other side long to take in. */
const batchFiles = 16;
const batchMs = 40;

/**
 * Answers what is asked, several questions at a time: each gives way to the others after every file, so that a question
 * about one file does not wait for a search to end.
 *
 * @param answers where the answers go
 * @param present where the file is written that is being read
 * @param tell called when there is something in `answers`
 * @returns takes in one message
 */
export function serveIndex(
  answers: MessagePort,
  present: SharedArrayBuffer,
  tell: () => void,
): (message: ToWorker) => void {
  const cancelled = new Map<number, AbortController>();
  const send = (message: FromWorker): void => {
    // Copied, not handed over: memory that this thread made keeps the rest of what it used from being given back.
    answers.postMessage(message);
    tell();
  };

  return (message) => {
    const { id } = message;
    if (message.kind === 'cancel') {
      cancelled.get(id)?.abort();
      return;
    }
    const abort = new AbortController();
    cancelled.set(id, abort);
    const { signal } = abort;
    const work = async (): Promise<void> => {
      let files: IndexedFile[] = [];
      let begun = performance.now();
      const flush = (batch: IndexedBatch = { files }): void => {
        if (batch.options !== undefined || batch.files.length > 0) send({ kind: 'batch', id, batch });
        files = [];
        begun = performance.now();
      };
      for await (const found of readIndex(message.request, message.deadly, present, signal)) {
        if (found.kind === 'options') flush({ options: found.options, files: [] });
        else {
          const { content } = found;
          files.push({
            path: found.path,
            content:
              content.kind === 'plan'
                ? { kind: 'plan', stamp: content.stamp, summary: content.summary, packed: planToBytes(content.plan) }
                : content,
          });
          if (files.length >= batchFiles || performance.now() - begun > batchMs) flush();
          await nextTurn();
        }
        if (signal.aborted) return;
      }
      flush();
    };
    work()
      .then(
        () => send({ kind: 'done', id }),
        (error: unknown) => {
          if (signal.aborted) send({ kind: 'done', id });
          else
            send({
              kind: 'failed',
              id,
              message: error instanceof Error ? (error.stack ?? error.message) : String(error),
            });
        },
      )
      .finally(() => cancelled.delete(id))
      .catch(() => undefined);
  };
}
