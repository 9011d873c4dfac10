import * as vscode from 'vscode';
import type { Plan } from '../core/model.ts';
import { assessing, type AssessGiven } from '../core/readiness/assess.ts';
import { reasonsOf, type ReadyPlan, readyPlan, type ReadyTotal, totalOfReady } from '../core/readiness/readyPlan.ts';
import type { Reason } from '../core/readiness/verdict.ts';
import type { Slices } from '../core/slices.ts';
import { NamedTimers } from './namedTimers.ts';
import { onReturnToWindow } from './onReturnToWindow.ts';
import type { PlanEntry } from './planEntry.ts';
import type { PlanStore } from './planStore.ts';
import { ReadinessFacts, type ReadinessFactsParts } from './readinessFacts.ts';
import type { RootFacts } from './readinessPorts.ts';
import { reasonUri } from './reasonUri.ts';
import type { Stretches } from './stretches.ts';
import { Turn } from './turn.ts';

/** Behind the pause in which the store waits for more typing, so that no keystroke pays for it. */
const pauseMs = 300;
/** Saving, building and switching branches change many files at once. */
const filesMs = 1500;
const evidenceMs = 300;
/** A reason with the document it stands in. */
export interface PlacedReason extends Reason {
  readonly uri: vscode.Uri;
}

interface ListedPlan {
  readonly entry: PlanEntry;
  readonly ready: ReadyPlan;
}

export interface ReadinessModelParts extends ReadinessFactsParts {
  readonly stretches: Stretches;
}

/**
 * How ready the plans of the workspace are, kept up with the store and the evidence. A changed plan is assessed again
 * when the typing pauses, and no other one; the disk is asked again after files changed, and only where there is evidence.
 */
export class ReadinessModel implements vscode.Disposable {
  readonly #parts: ReadinessModelParts;
  readonly #plans = new Map<string, ReadyPlan>();
  readonly #facts: ReadinessFacts;
  readonly #waiting = new Set<string>();
  /** What is under way. */
  #assessing: Slices<void> | undefined;
  readonly #timers = new NamedTimers();
  readonly #changed = new vscode.EventEmitter<ReadonlySet<string>>();
  #touched = new Set<string>();
  readonly #placed = new WeakMap<ReadyPlan, readonly PlacedReason[]>();
  #total: ReadyTotal | undefined;
  #list: readonly ListedPlan[] | undefined;
  #reasons: readonly PlacedReason[] | undefined;
  #works = false;
  #disposed = false;
  #settled: Promise<void> = Promise.resolve();

  /** The URIs, as text, of the plans that look different now. */
  readonly onDidChange = this.#changed.event;

  constructor(parts: ReadinessModelParts) {
    this.#parts = parts;
    this.#facts = new ReadinessFacts(parts);
  }

  /** Takes in what there is, and follows what changes. Resolves when everything was assessed once. */
  async start(): Promise<vscode.Disposable> {
    const { store } = this.#parts;
    await this.reload();
    return vscode.Disposable.from(
      store.onDidChange((keys) => {
        for (const key of keys) this.#waiting.add(key);
        if (holdsHandoff(keys, store)) this.evidenceChanged();
        this.#timers.set('plans', pauseMs, () => this.#begin());
      }),
      store.onDidBeginSearch(
        (end) =>
          void end.then(
            () => this.reload(),
            () => undefined,
          ),
      ),
      vscode.workspace.onDidSaveTextDocument(() => this.filesChanged()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => void this.reload()),
      onReturnToWindow(() => this.filesChanged()),
    );
  }

  get(uri: vscode.Uri | string): ReadyPlan | undefined {
    return this.#plans.get(uri.toString());
  }

  /** In the order of the store. */
  get plans(): readonly ListedPlan[] {
    return (this.#list ??= this.#parts.store.plans.flatMap((entry) => {
      const ready = this.#plans.get(entry.uri.toString());
      return ready?.kind === 'plan' ? [{ entry, ready }] : [];
    }));
  }

  get total(): ReadyTotal {
    return (this.#total ??= totalOfReady(this.#plans.values()));
  }

  /** Why it is no GO, of all plans; what blocks comes first. */
  get reasons(): readonly PlacedReason[] {
    if (!this.#reasons) {
      const [first, then]: [PlacedReason[], PlacedReason[]] = [[], []];
      for (const { entry, ready } of this.plans)
        for (const reason of this.#placedOf(entry, ready)) (reason.blocks ? first : then).push(reason);
      this.#reasons = [...first, ...then];
    }
    return this.#reasons;
  }

  /** What was proven over time, percent, oldest first; of the first folder that has any. */
  get trend(): RootFacts['trend'] {
    return this.#facts.trend;
  }

  factsOf(folder: vscode.WorkspaceFolder): RootFacts {
    return this.#facts.of(folder);
  }

  /** What an assessment of a plan is given beside its evidence. */
  givenFor(entry: PlanEntry, plan: Plan): AssessGiven {
    return this.#facts.givenFor(entry, plan);
  }

  /** Resolves when nothing is waiting to be assessed. */
  async settled(): Promise<void> {
    await this.#settled;
  }

  /** A file of evidence came or went. */
  evidenceChanged(): void {
    this.#timers.set('evidence', evidenceMs, () => void this.reload());
  }

  /** Something that evidence may be bound to came, went or was saved. */
  filesChanged(): void {
    if (this.#facts.isBound) this.#timers.set('files', filesMs, () => void this.reload());
  }

  /** Asks the disk again, for every folder, and assesses what that concerns. */
  async reload(): Promise<void> {
    const folders = vscode.workspace.workspaceFolders ?? [];
    await Promise.all(
      folders.map(async (folder) => {
        try {
          for (const uri of await this.#facts.read(folder, (uri) => this.#plans.has(uri))) this.#waiting.add(uri);
        } catch (error) {
          this.#parts.log.error('Readiness:', error instanceof Error ? error : String(error));
        }
      }),
    );
    this.#begin();
    await this.#settled;
  }

  #begin(): void {
    if (this.#works || this.#disposed) return;
    this.#works = true;
    this.#settled = new Promise((resolve) => {
      const step = (): void => {
        this.#step();
        if ((this.#assessing || this.#waiting.size > 0) && !this.#disposed) {
          setImmediate(step);
          return;
        }
        this.#works = false;
        this.#finish();
        resolve();
      };
      step();
    });
  }

  #step(): void {
    this.#parts.stretches.run('readiness', () => {
      const turn = new Turn();
      this.#facts.forgetEntries();
      while (!turn.isOver) {
        this.#assessing ??= this.#nextWaiting();
        if (!this.#assessing) return;
        if (this.#assessing.next().done === true) this.#assessing = undefined;
      }
    });
  }

  #nextWaiting(): Slices<void> | undefined {
    for (const uri of this.#waiting) {
      this.#waiting.delete(uri);
      return this.#assess(uri);
    }
    return undefined;
  }

  *#assess(uri: string): Slices<void> {
    const entry = this.#parts.store.get(uri);
    const ready =
      entry?.kind === 'plan' ? (this.#facts.toldOf(entry) ?? (yield* this.#assessmentOf(entry))) : undefined;
    this.#list = undefined;
    this.#total = undefined;
    this.#reasons = undefined;
    this.#touched.add(uri);
    // One that has changed meanwhile waits again.
    if (entry?.kind !== 'plan' || !ready || this.#parts.store.get(uri)?.kind !== 'plan') {
      this.#plans.delete(uri);
      return;
    }
    this.#plans.set(uri, ready);
    yield;
    // Found out now, a plan at a time, and not for all of them at once when they are told.
    this.#placedOf(entry, ready);
  }

  #placedOf({ uri }: PlanEntry, ready: ReadyPlan): readonly PlacedReason[] {
    let placed = this.#placed.get(ready);
    if (!placed) {
      placed = reasonsOf(ready).map((reason) => ({ ...reason, uri: reasonUri(uri, ready.path, reason) }));
      this.#placed.set(ready, placed);
    }
    return placed;
  }

  *#assessmentOf(entry: PlanEntry): Slices<ReadyPlan> {
    const { plan } = entry;
    return readyPlan(yield* assessing(plan, this.factsOf(entry.folder).known, this.givenFor(entry, plan)));
  }

  #finish(): void {
    this.#facts.forgetEntries();
    this.#timers.set('expiry', this.#untilExpiry(), () => {
      const now = Date.now();
      for (const [uri, { until }] of this.#plans) if (until <= now) this.#waiting.add(uri);
      this.#begin();
    });
    if (this.#touched.size === 0 || this.#disposed) return;
    const touched = this.#touched;
    this.#touched = new Set();
    this.#parts.stretches.run('announcing readiness', () => this.#changed.fire(touched));
  }

  #untilExpiry(): number {
    let first = Infinity;
    for (const { until } of this.#plans.values()) first = Math.min(first, until);
    return first - Date.now();
  }

  dispose(): void {
    this.#disposed = true;
    this.#timers.dispose();
    this.#changed.dispose();
  }
}

/** Blockers stand in handoffs. */
function holdsHandoff(keys: ReadonlySet<string>, store: PlanStore): boolean {
  for (const key of keys) {
    const entry = store.get(key);
    if (entry?.kind === 'plan' && entry.summary.kind === 'handoff') return true;
  }
  return false;
}
