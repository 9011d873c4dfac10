/** One line of work for each name: what is added runs after all that was added before under the same name. */
export class Queues {
  readonly #tails = new Map<string, Promise<unknown>>();

  /** Settles as the work does; a failed one holds nobody up. */
  add<T>(name: string, work: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(name) ?? Promise.resolve();
    const result = before.then(work, work);
    const tail = result
      .catch(() => undefined)
      .then(() => {
        if (this.#tails.get(name) === tail) this.#tails.delete(name);
      });
    this.#tails.set(name, tail);
    return result;
  }
}
