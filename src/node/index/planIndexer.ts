import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { fileVersion } from './fileVersion.ts';
import type { DeadlyFile, FromWorker, IndexedBatch, IndexRequest, ToWorker, WorkerStart } from './messages.ts';
import { newPresentFile, readPresentFile } from './presentFile.ts';

export interface PlanIndexerOptions {
  /** The bundle of `indexWorker.ts`; absolute. */
  readonly workerFile: string;
  /** Old generation of the worker's heap, in MB. A file that needs more is skipped. */
  readonly memoryMb?: number;
  /** The worker ends when nothing was asked for so long; the next question starts another. */
  readonly idleMs?: number;
  /** A file that takes longer is skipped. */
  readonly hangMs?: number;
  /** Runs each stretch of work on this thread, for whoever measures how long they are. */
  readonly stretch?: <T>(work: () => T) => T;
  readonly log?: (sentence: string) => void;
}

interface Question {
  readonly request: IndexRequest;
  readonly signal: AbortSignal | undefined;
  readonly take: (batch: IndexedBatch) => void;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** How long answers are taken in before the event loop runs. */
const stretchMs = 3;
/** So many workers may die one after the other without a file to blame, then this thread does the work. */
const tries = 3;

/**
 * Finds, reads and parses plans in a thread of its own, which is started by the first question and ended when it has
 * nothing to do. A worker that dies is noticed: the file it died over is skipped, with a reason, until it changes, and
 * another worker takes over the questions. Where none can be started at all this thread answers, a file at a time.
 */
export class PlanIndexer {
  readonly #options: Required<PlanIndexerOptions>;
  readonly #questions = new Map<number, Question>();
  readonly #deadly = new Map<string, DeadlyFile>();
  #link: Link | undefined;
  #lastId = 0;
  #deaths = 0;
  #draining = false;
  #idle: ReturnType<typeof setTimeout> | undefined;
  #watch: ReturnType<typeof setTimeout> | undefined;
  #disposed = false;
  #asked = 0;
  #started = 0;

  constructor(options: PlanIndexerOptions) {
    const defaults = { memoryMb: 192, idleMs: 10_000, hangMs: 60_000 };
    this.#options = { ...defaults, stretch: (work) => work(), log: () => undefined, ...options };
  }

  /** How many questions were asked and how many workers were started for them, for tests. */
  get counts(): { readonly asked: number; readonly started: number } {
    return { asked: this.#asked, started: this.#started };
  }

  /** Whether a worker is there, which takes memory. */
  get isAwake(): boolean {
    return this.#link !== undefined;
  }

  /**
   * Asks the worker. `take` gets what is read, in small batches; a file may come twice, when a worker died meanwhile.
   * Resolves at the end or when the signal is aborted; rejects when this indexer is disposed or at an error of ours.
   */
  ask(request: IndexRequest, take: (batch: IndexedBatch) => void, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#disposed || signal?.aborted) {
        resolve();
        return;
      }
      this.#asked++;
      const id = ++this.#lastId;
      this.#questions.set(id, { request, signal, take, resolve, reject });
      signal?.addEventListener('abort', () => this.#cancel(id), { once: true });
      clearTimeout(this.#idle);
      this.#post(id, request);
      this.#watchOver();
    });
  }

  #post(id: number, request: IndexRequest): void {
    this.#link ??= this.#start();
    this.#link.send({ kind: 'ask', id, request, deadly: [...this.#deadly.values()] });
  }

  #cancel(id: number): void {
    const question = this.#questions.get(id);
    if (!question) return;
    this.#link?.send({ kind: 'cancel', id });
    this.#end(id);
    question.resolve();
  }

  #start(): Link {
    this.#started++;
    const { workerFile, memoryMb } = this.#options;
    const tell = (): void => this.#drain();
    if (this.#deaths >= tries) return linkToThisThread(tell);
    return linkToWorker(workerFile, memoryMb, tell, (link, reason) => {
      if (this.#link === link) this.#onDeath(reason);
    });
  }

  /** Takes in what has come, for a short time; then the event loop runs. */
  #drain(): void {
    if (this.#draining || !this.#link) return;
    this.#draining = this.#options.stretch(() => this.#takeSome());
    if (!this.#draining) return;
    setImmediate(() => {
      this.#draining = false;
      this.#drain();
    });
  }

  /** False when there is nothing left. */
  #takeSome(): boolean {
    const begun = performance.now();
    do {
      const received = this.#link && receive(this.#link.answers);
      if (!received) return false;
      this.#takeIn(received);
    } while (performance.now() - begun < stretchMs);
    return true;
  }

  #takeIn(message: FromWorker): void {
    const question = this.#questions.get(message.id);
    if (!question) return;
    this.#deaths = 0;
    if (message.kind === 'batch') {
      question.take(message.batch);
      return;
    }
    this.#end(message.id);
    if (message.kind === 'done') question.resolve();
    else question.reject(new Error(message.message));
  }

  #end(id: number): void {
    this.#questions.delete(id);
    if (this.#questions.size > 0) return;
    clearTimeout(this.#watch);
    this.#idle = setTimeout(() => this.#sleep(), this.#options.idleMs);
  }

  #sleep(): void {
    const link = this.#link;
    this.#link = undefined;
    link?.end();
  }

  /** Only while there is something to answer. */
  #watchOver(): void {
    clearTimeout(this.#watch);
    const link = this.#link;
    if (!link) return;
    const before = readPresentFile(link.present);
    this.#watch = setTimeout(() => {
      if (this.#link !== link || this.#questions.size === 0) return;
      const now = readPresentFile(link.present);
      if (now.file === undefined || now.count !== before.count) {
        this.#watchOver();
        return;
      }
      link.end();
      this.#onDeath(`took longer than ${Math.round(this.#options.hangMs / 1000)} s to read`);
    }, this.#options.hangMs);
  }

  #onDeath(reason: string): void {
    const link = this.#link;
    if (!link) return;
    // What was sent before the end counts.
    for (let left = receive(link.answers); left; left = receive(link.answers)) this.#takeIn(left);
    this.#link = undefined;
    const { file } = readPresentFile(link.present);
    if (file === undefined) this.#deaths++;
    else this.#deadly.set(file, { file, version: fileVersion(file), reason });
    this.#options.log(file === undefined ? `The reader of plans ended: ${reason}.` : `${file} ${reason}.`);
    if (this.#disposed) return;
    for (const [id, { request }] of this.#questions) this.#post(id, request);
    if (this.#questions.size > 0) this.#watchOver();
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#idle);
    clearTimeout(this.#watch);
    this.#sleep();
    for (const { resolve } of this.#questions.values()) resolve();
    this.#questions.clear();
  }
}

/** The way to whoever reads. */
interface Link {
  readonly answers: MessagePort;
  readonly present: SharedArrayBuffer;
  send(message: ToWorker): void;
  end(): void;
}

function linkToWorker(
  workerFile: string,
  memoryMb: number,
  tell: () => void,
  onDeath: (link: Link, reason: string) => void,
): Link {
  const { port1, port2 } = new MessageChannel();
  const present = newPresentFile();
  const workerData: WorkerStart = { kind: 'runsheet-index', answers: port2, present };
  const worker = new Worker(workerFile, {
    workerData,
    transferList: [port2],
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 16 },
    // Nothing of the editor's own command line is meant for it.
    execArgv: [],
  });
  // A window that closes does not wait for the worker.
  worker.unref();
  let reason = 'stopped the reader of plans';
  const link: Link = {
    answers: port1,
    present,
    send: (message) => worker.postMessage(message),
    end: () => {
      worker.removeAllListeners('exit');
      port1.close();
      void worker.terminate();
    },
  };
  worker.on('message', tell);
  worker.on('error', (error: Error & { readonly code?: string }) => {
    const outOfMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    reason = outOfMemory ? `needs more than ${memoryMb} MB of memory to be read` : `cannot be read: ${error.message}`;
  });
  worker.once('exit', () => onDeath(link, reason));
  return link;
}

/** Messages pass through the event loop here, too, so that files are read one at a time. */
function linkToThisThread(tell: () => void): Link {
  const { port1, port2 } = new MessageChannel();
  const present = newPresentFile();
  const serve = import('../indexWorker.ts').then(({ serveIndex }) =>
    serveIndex(port2, present, () => setImmediate(tell)),
  );
  return {
    answers: port1,
    present,
    send: (message) => void serve.then((handle) => setImmediate(() => handle(message))),
    end: () => port1.close(),
  };
}

function receive(port: MessagePort): FromWorker | undefined {
  return (receiveMessageOnPort(port) as { readonly message: FromWorker } | undefined)?.message;
}
