import type { PlanKind } from '../core/model.ts';
import type { StoreEntry } from './planEntry.ts';

const byPath = new Intl.Collator(undefined, { numeric: true });
const ranks: Readonly<Record<PlanKind, number>> = { plan: 0, other: 0, handoff: 1, tracker: 2 };

/** Entries by their URI and in their order. A new one finds its place without the others being sorted again. */
export class SortedEntries {
  readonly #byKey = new Map<string, StoreEntry>();
  readonly #sorted: StoreEntry[] = [];
  #list: readonly StoreEntry[] | undefined;

  /** In the order of the workspace folders, plans before handoffs before trackers, then by path. */
  get list(): readonly StoreEntry[] {
    this.#list ??= this.#sorted.slice();
    return this.#list;
  }

  get keys(): readonly string[] {
    return [...this.#byKey.keys()];
  }

  get(key: string): StoreEntry | undefined {
    return this.#byKey.get(key);
  }

  put(key: string, entry: StoreEntry): void {
    this.#list = undefined;
    const before = this.#byKey.get(key);
    this.#byKey.set(key, entry);
    if (before) {
      const at = this.#placeOf(before);
      if (this.#sorted[at] === before) {
        if (order(before, entry) === 0) {
          this.#sorted[at] = entry;
          return;
        }
        this.#sorted.splice(at, 1);
      }
    }
    this.#sorted.splice(this.#placeOf(entry), 0, entry);
  }

  /** False where it was not there. */
  delete(key: string): boolean {
    const before = this.#byKey.get(key);
    if (!before) return false;
    this.#list = undefined;
    this.#byKey.delete(key);
    const at = this.#placeOf(before);
    this.#sorted.splice(this.#sorted[at] === before ? at : this.#sorted.indexOf(before), 1);
    return true;
  }

  /** After the folders of the workspace changed places. */
  sort(): void {
    this.#list = undefined;
    this.#sorted.sort(order);
  }

  /** The first place whose entry does not come before this one. */
  #placeOf(entry: StoreEntry): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.#sorted[middle];
      if (other && order(other, entry) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Only the same file is equal: names that differ in more than their numbers' zeros and accents have an order, too. */
function order(a: StoreEntry, b: StoreEntry): number {
  return (
    a.folder.index - b.folder.index ||
    rank(a) - rank(b) ||
    byPath.compare(a.path, b.path) ||
    (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)
  );
}

function rank(entry: StoreEntry): number {
  return entry.kind === 'plan' ? ranks[entry.summary.kind] : 3;
}
