import * as vscode from 'vscode';

/** Folds changes that come one after the other into one event. */
export class Announcer implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<ReadonlySet<string>>();
  readonly #around: (fire: () => void) => void;
  #keys = new Set<string>();
  #next: { readonly timer: ReturnType<typeof setTimeout>; readonly due: number } | undefined;

  readonly event = this.#changed.event;

  /** @param around runs each event */
  constructor(around: (fire: () => void) => void) {
    this.#around = around;
  }

  /** @param within milliseconds after which it has to be said at the latest */
  add(keys: readonly string[], within: number): void {
    if (keys.length === 0) return;
    for (const key of keys) this.#keys.add(key);
    const due = performance.now() + within;
    if (this.#next && this.#next.due <= due) return;
    clearTimeout(this.#next?.timer);
    this.#next = { timer: setTimeout(() => this.now(), within), due };
  }

  /** Says what there is to say. */
  now(): void {
    clearTimeout(this.#next?.timer);
    this.#next = undefined;
    if (this.#keys.size === 0) return;
    const keys = this.#keys;
    this.#keys = new Set();
    this.#around(() => this.#changed.fire(keys));
  }

  dispose(): void {
    clearTimeout(this.#next?.timer);
    this.#changed.dispose();
  }
}
