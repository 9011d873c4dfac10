import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { serveIndex } from './index/serveIndex.ts';
import type { ToWorker, WorkerStart } from './index/messages.ts';

/** Also without a thread of its own, where none can be started. */
export { serveIndex };

const start = workerData as Partial<WorkerStart> | null;
if (!isMainThread && parentPort && start?.kind === 'runsheet-index' && start.answers && start.present) {
  const port = parentPort;
  const handle = serveIndex(start.answers, start.present, () => port.postMessage(0));
  port.on('message', (message: ToWorker) => handle(message));
}
