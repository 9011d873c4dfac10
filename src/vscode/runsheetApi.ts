import type * as vscode from 'vscode';
import type { ParentQuestion } from './parentTicks.ts';
import type { PlanFilters } from './planFilters.ts';
import type { PreviewEngine } from './planPreview.ts';
import type { PlanStore } from './planStore.ts';
import type { PlansView } from './plansView.ts';
import type { Readiness } from './readiness.ts';
import type { Question, ValueQuestion } from './runPorts.ts';
import type { Runs } from './runs.ts';
import type { RunResults } from './runResults.ts';
import type { Shifts } from './shifts.ts';
import type { Stretches } from './stretches.ts';
import type { TaskToggler } from './taskToggler.ts';

/** What VS Code asks for, and what the tests in the extension host look at. */
export interface RunsheetApi {
  /** Called by the built-in preview, see `markdown.markdownItPlugins` in the manifest. */
  extendMarkdownIt<T extends PreviewEngine>(engine: T): T;
  readonly store: PlanStore;
  readonly view: PlansView;
  readonly filters: PlanFilters;
  readonly toggler: TaskToggler;
  readonly results: RunResults;
  readonly statusBar: vscode.StatusBarItem;
  readonly readiness: Readiness;
  /** Answers the question before a dangerous run in place of the modal, which a test cannot click. */
  setQuestion(question: Question): void;
  /** Answers whether a box above a tick is ticked too, in place of the modal. */
  setParentQuestion(question: ParentQuestion): void;
  /** Gives values in place of the box. */
  setValueQuestion(question: ValueQuestion): void;
  readonly runs: Runs;
  /** How often the worker that reads plans was asked and started, and whether it is there. */
  readonly indexer: {
    readonly counts: { readonly asked: number; readonly started: number };
    readonly isAwake: boolean;
  };
  readonly shifts: Shifts;
  readonly stretches: Stretches;
  /** How long `activate` held the extension host: the lesser of wall and processor, since others hold it up too. */
  readonly activationMs: number;
}
