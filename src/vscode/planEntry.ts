import type * as vscode from 'vscode';
import type { ScoreTerm } from '../core/detect/scorePath.ts';
import type { Plan } from '../core/model.ts';
import { ownersOf } from '../core/show/filterNodes.ts';
import type { PlanSummary } from '../core/show/planSummary.ts';
import { topNodes } from '../core/show/treeNodes.ts';
import type { UnpackPlan } from './ports.ts';

/** A file of the workspace that the views know. */
export interface FileEntry {
  readonly uri: vscode.Uri;
  readonly folder: vscode.WorkspaceFolder;
  /** Relative to the folder, with `/`. */
  readonly path: string;
}

export interface PlanEntry extends FileEntry {
  readonly kind: 'plan';
  readonly summary: PlanSummary;
  /** Of a file that no editor has open it is unpacked when it is asked for, a millisecond for 13 KB of text. */
  readonly plan: Plan;
}

/** A file that could be a plan and was not read. */
export interface SkippedEntry extends FileEntry {
  readonly kind: 'skipped';
  readonly reason: string;
}

/** A document that is no plan by its score, but nearly. */
export interface PossibleEntry extends FileEntry {
  readonly kind: 'possible';
  readonly terms: readonly ScoreTerm[];
}

export type StoreEntry = PlanEntry | SkippedEntry | PossibleEntry;

/** So many plans stay unpacked although nobody holds them. */
const recentPlans = 16;

/** Makes entries of plans: packed ones are unpacked when they are needed, and packed again by being forgotten. */
export class PlanEntries {
  readonly #unpack: UnpackPlan;
  #recent: readonly Plan[] = [];

  constructor(unpack: UnpackPlan) {
    this.#unpack = unpack;
  }

  ofPacked({ uri, folder, path }: FileEntry, summary: PlanSummary, packed: Uint8Array): PlanEntry {
    let known: WeakRef<Plan> | undefined;
    const unpacked = (): Plan => {
      const plan = known?.deref() ?? this.#unpack(packed);
      known ??= new WeakRef(plan);
      if (known.deref() !== plan) known = new WeakRef(plan);
      if (this.#recent[0] !== plan)
        this.#recent = [plan, ...this.#recent.filter((other) => other !== plan)].slice(0, recentPlans);
      return plan;
    };
    return {
      uri,
      folder,
      path,
      kind: 'plan',
      summary,
      get plan() {
        return unpacked();
      },
    };
  }

  ofPlan({ uri, folder, path }: FileEntry, plan: Plan): PlanEntry {
    const { title, kind, counts, dropped } = plan;
    let owners: readonly string[] | undefined;
    const summary: PlanSummary = {
      title,
      kind,
      counts,
      dropped,
      get hasShifts() {
        return plan.shifts !== undefined;
      },
      get hasRows() {
        return topNodes(plan).length > 0;
      },
      // Of every node, so it is asked for only where all plans are listed: not at every keystroke.
      get owners() {
        return (owners ??= ownersOf(plan));
      },
    };
    return { uri, folder, path, kind: 'plan', plan, summary };
  }
}

/** The entries of these files, and of the files below these folders. */
export function entriesBelow(uris: readonly vscode.Uri[], entries: readonly StoreEntry[]): readonly StoreEntry[] {
  if (uris.length === 0) return [];
  const given = new Set(uris.map((uri) => uri.toString()));
  return entries.filter(({ uri }) => {
    const text = uri.toString();
    for (let end = text.length; end > 0; end = text.lastIndexOf('/', end - 1))
      if (given.has(text.slice(0, end))) return true;
    return false;
  });
}
