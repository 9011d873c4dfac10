/** So long at a stretch, then the event loop runs. */
const stretchMs = 3;

/** A turn of work on the extension host's thread: what takes longer asks now and then whether others should have theirs. */
export class Turn {
  #begun = performance.now();

  get isOver(): boolean {
    return performance.now() - this.#begun > stretchMs;
  }

  /** Resolves when the event loop has run. */
  async next(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.#begun = performance.now();
  }
}
