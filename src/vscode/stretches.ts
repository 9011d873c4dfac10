/** Measures how long our own work holds the extension host's thread at a stretch, for tests and the log. */
export class Stretches {
  /** Milliseconds; where the runtime can tell, a test measures the time that this thread had a processor. */
  clock: () => number = () => performance.now();
  #longest = { what: '', ms: 0 };
  #depth = 0;

  /** Since the last `reset`. */
  get longest(): { readonly what: string; readonly ms: number } {
    return this.#longest;
  }

  reset(): void {
    this.#longest = { what: '', ms: 0 };
  }

  /** Runs the work; what it calls in turn belongs to the same stretch. */
  run<T>(what: string, work: () => T): T {
    if (this.#depth > 0) return work();
    this.#depth++;
    const begun = this.clock();
    try {
      return work();
    } finally {
      this.#depth--;
      const ms = this.clock() - begun;
      if (ms > this.#longest.ms) this.#longest = { what, ms };
    }
  }
}
