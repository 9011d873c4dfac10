import * as vscode from 'vscode';
import { defaultConfig } from '../core/config/config.ts';
import type { Plan } from '../core/model.ts';
import type { AssessGiven } from '../core/readiness/assess.ts';
import { noEvidence } from '../core/readiness/evidenceState.ts';
import type { ReadyPlan } from '../core/readiness/readyPlan.ts';
import type { PlanEntry } from './planEntry.ts';
import type { PlanStore } from './planStore.ts';
import type { ReadinessDisk, RootFacts } from './readinessPorts.ts';

/** More plans than these are not unpacked to compare what other files declare. */
const mostCompared = 16;

const noFacts: RootFacts = {
  ...{ config: defaultConfig, known: noEvidence, refused: [], trend: [], keepsEvidence: false },
  beside: { decisions: [], refused: [], blockers: [] },
};

export interface ReadinessFactsParts {
  readonly store: PlanStore;
  readonly disk: ReadinessDisk;
  readonly log: vscode.LogOutputChannel;
}

/** What the disk says beside the text of the plans, by folder of the workspace, as it was last asked. */
export class ReadinessFacts {
  readonly #parts: ReadinessFactsParts;
  readonly #facts = new Map<string, RootFacts>();
  /** By folder, while plans are assessed. */
  #entries: Map<string, readonly PlanEntry[]> | undefined;

  constructor(parts: ReadinessFactsParts) {
    this.#parts = parts;
  }

  /** What was proven over time, percent, oldest first; of the first folder that has any. */
  get trend(): RootFacts['trend'] {
    return [...this.#facts.values()].find(({ trend }) => trend.length > 0)?.trend ?? [];
  }

  /** Whether there is evidence that a changed file could make stale. */
  get isBound(): boolean {
    return [...this.#facts.values()].some(({ known }) => known.byCriterion.size > 0);
  }

  of(folder: vscode.WorkspaceFolder): RootFacts {
    return this.#facts.get(folder.uri.toString()) ?? noFacts;
  }

  /**
   * Asks the disk about a folder.
   *
   * @param isAssessed whether a plan, by its URI, has been assessed at all
   * @returns the URIs, as text, of the plans that this may concern
   */
  async read(folder: vscode.WorkspaceFolder, isAssessed: (uri: string) => boolean): Promise<readonly string[]> {
    const key = folder.uri.toString();
    const { store, disk, log } = this.#parts;
    const entries = (): readonly PlanEntry[] => store.plans.filter((entry) => entry.folder.uri.toString() === key);
    const before = this.#facts.get(key);
    const options = { now: Date.now(), noGit: !vscode.workspace.isTrusted };
    const plansAt = (paths: ReadonlySet<string>): readonly Plan[] =>
      entries().flatMap((entry) => (paths.has(entry.path) ? [entry.plan] : []));
    const now = folder.uri.scheme === 'file' ? await disk.read(folder.uri.fsPath, plansAt, options) : noFacts;
    this.#facts.set(key, now);
    for (const { path, reason } of now.refused) log.warn(`Not believed: ${path}: ${reason}.`);
    // Decisions and handoffs are about few plans: which ones is not worth finding out.
    const all = isOther(before, now);
    const named = new Set(
      [...(before?.known.byCriterion.keys() ?? []), ...now.known.byCriterion.keys()].map((name) => name.split('\0')[0]),
    );
    return entries().flatMap(({ uri, path }) => {
      const id = uri.toString();
      return all || named.has(path) || !isAssessed(id) ? [id] : [];
    });
  }

  /** What was found out where it was read; undefined where evidence or other files say more. */
  toldOf({ folder, summary }: PlanEntry): ReadyPlan | undefined {
    const { known, config, beside } = this.of(folder);
    const saysMore =
      known.byCriterion.size > 0 ||
      config.services.length > 0 ||
      beside.decisions.length > 0 ||
      beside.blockers.length > 0 ||
      beside.endedShift !== undefined;
    return saysMore || this.#entriesOf(folder).length <= mostCompared ? undefined : summary.ready;
  }

  /** What an assessment of a plan is given beside its evidence. */
  givenFor({ folder }: PlanEntry, plan: Plan): AssessGiven {
    const now = Date.now();
    const { beside, config } = this.of(folder);
    if (folder.uri.scheme !== 'file' || plan.kind !== 'plan') return { now };
    const entries = this.#entriesOf(folder);
    const isOnly =
      entries.length <= mostCompared && entries.filter(({ summary }) => summary.kind === 'plan').length === 1;
    const mayCompare = entries.length <= mostCompared && (isOnly || plan.shifts !== undefined);
    const asksOthers = mayCompare && plan.declared.length > 0;
    const isAmongShifts = beside.endedShift !== undefined || beside.blockers.length > 0;
    const plans =
      asksOthers || (isAmongShifts && entries.length <= mostCompared)
        ? entries.map((entry) => (entry.path === plan.path ? plan : entry.plan))
        : [plan];
    const { disk } = this.#parts;
    const elsewhere = asksOthers ? disk.scores(folder.uri.fsPath, config.handoffs, plans).get(plan) : undefined;
    return { now, ...disk.given(plan, plans, beside), ...(elsewhere && { elsewhere }) };
  }

  /** The plans of a folder are looked for once for all that are assessed until this is called. */
  forgetEntries(): void {
    this.#entries = undefined;
  }

  #entriesOf(folder: vscode.WorkspaceFolder): readonly PlanEntry[] {
    const key = folder.uri.toString();
    this.#entries ??= new Map();
    let entries = this.#entries.get(key);
    if (!entries) {
      entries = this.#parts.store.plans.filter((entry) => entry.folder.uri.toString() === key);
      this.#entries.set(key, entries);
    }
    return entries;
  }
}

/** Whether something changed that may be about any plan. */
function isOther(before: RootFacts | undefined, now: RootFacts): boolean {
  const told = ({ config, beside }: RootFacts): string => JSON.stringify([config.services, beside]);
  return !before || told(before) !== told(now);
}
