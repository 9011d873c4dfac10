import type * as vscode from 'vscode';
import type { PlanFilters } from './planFilters.ts';
import type { PlanStore } from './planStore.ts';
import type { PlansView } from './plansView.ts';
import type { Question } from './ports.ts';
import type { RunResults } from './runResults.ts';

/** What the tests in the extension host look at. */
export interface RunsheetApi {
  readonly store: PlanStore;
  readonly view: PlansView;
  readonly filters: PlanFilters;
  readonly results: RunResults;
  readonly statusBar: vscode.StatusBarItem;
  /** Answers the question before a dangerous run in place of the modal, which a test cannot click. */
  setQuestion(question: Question): void;
  /** How long `activate` held the extension host. */
  readonly activationMs: number;
}
