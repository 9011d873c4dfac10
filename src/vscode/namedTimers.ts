import type * as vscode from 'vscode';

/** `setTimeout` takes no more. */
const longestMs = 2 ** 31 - 1;

/** Timers by name: the next one of a name takes the place of the last. None is left when it is disposed. */
export class NamedTimers implements vscode.Disposable {
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  #disposed = false;

  /** There is no timer where the time never comes (`Infinity`). */
  set(name: string, ms: number, work: () => void): void {
    clearTimeout(this.#timers.get(name));
    this.#timers.delete(name);
    if (!Number.isFinite(ms) || this.#disposed) return;
    const timer = setTimeout(
      () => {
        this.#timers.delete(name);
        work();
      },
      Math.min(Math.max(ms, 0), longestMs),
    );
    this.#timers.set(name, timer);
  }

  dispose(): void {
    this.#disposed = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }
}
