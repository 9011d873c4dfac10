import * as vscode from 'vscode';
import { nextOpenTask } from '../core/show/nextOpenTask.ts';
import { commands, editorCommands, internalCommands } from './contributions.ts';
import type { Explanations } from './explanations.ts';
import type { PlanChoice } from './planChoice.ts';
import type { PlanFilters } from './planFilters.ts';
import { type DocumentRow, isDocumentRow, isNodeRow, type NodeRow } from './planRow.ts';
import type { PlanParser } from './planParser.ts';
import type { PlanStore } from './planStore.ts';
import type { PlansView } from './plansView.ts';
import type { Readiness } from './readiness.ts';
import type { CommandTable } from './registerCommands.ts';
import { runCommands, runnablesOf } from './runCommands.ts';
import { pickRunnable } from './runPicks.ts';
import type { Runs } from './runs.ts';
import type { Shifts } from './shifts.ts';
import { stateCommands } from './stateCommands.ts';
import type { TaskToggler } from './taskToggler.ts';

export interface CommandParts {
  readonly store: PlanStore;
  readonly parser: PlanParser;
  readonly view: PlansView;
  readonly toggler: TaskToggler;
  readonly runs: Runs;
  readonly choice: PlanChoice;
  readonly explanations: Explanations;
  readonly readiness: Readiness;
  readonly shifts: Shifts;
  readonly filters: PlanFilters;
  readonly log: vscode.LogOutputChannel;
}

/** What each command does. Rows come from menus of the tree; without one the cursor says what is meant. */
export function commandTable({
  store,
  parser,
  view,
  toggler,
  runs,
  choice,
  explanations,
  readiness,
  shifts,
  filters,
  log,
}: CommandParts): CommandTable {
  const rowMeant = (argument: unknown): NodeRow | undefined => (isNodeRow(argument) ? argument : rowAtCursor(view));
  return {
    [commands.openPlans]: () => vscode.commands.executeCommand(editorCommands.focusPlans),
    [commands.refresh]: async () => {
      await store.search();
      view.refresh();
    },
    [commands.stopSearch]: () => store.stopSearch(),
    [commands.showLog]: () => log.show(),
    ...stateCommands(store, parser, toggler),
    ...runCommands(runs, view),
    ...readiness.commands,
    ...shifts.commands,
    [commands.revealInPlans]: async () => {
      const editor = vscode.window.activeTextEditor;
      const row = rowAtCursor(view) ?? (editor && view.documentOf(editor.document.uri));
      if (!row) say(vscode.l10n.t('This document is not among the plans of the workspace.'));
      else if (!(await view.reveal(row))) await offerClearFilter(filters, () => view.reveal(row));
    },
    [commands.openInEditor]: async (argument) => {
      if (isNodeRow(argument) || isDocumentRow(argument)) await showRow(argument, false);
    },
    [commands.copyCommand]: async (argument) => {
      const row = rowMeant(argument);
      const runnables = row ? runnablesOf(row) : [];
      const runnable = await pickRunnable(runnables);
      if (runnable) await vscode.env.clipboard.writeText(runnable.text);
    },
    [commands.filterPlans]: () => filters.choose(store),
    [commands.clearFilter]: () => filters.clear(),
    [commands.explainLine]: (argument) => explanations.explainLine(argument),
    [commands.explainFile]: (argument) => explanations.explainFile(argument),
    [commands.treatAsPlan]: (argument) => choice.choose(argument, 'plans'),
    [commands.notPlan]: (argument) => choice.choose(argument, 'ignore'),
    [internalCommands.show]: async (row) => {
      if (isNodeRow(row) || isDocumentRow(row)) await showRow(row, true);
    },
    [internalCommands.fillIn]: async (uri, written) => (await import('./problemActions.ts')).fillIn(uri, written),
    [commands.goToNextOpenTask]: () => goToOpenTask(store, 'next'),
    [commands.goToPreviousOpenTask]: () => goToOpenTask(store, 'previous'),
  };
}

function goToOpenTask(store: PlanStore, direction: 'next' | 'previous'): void {
  const editor = vscode.window.activeTextEditor;
  const entry = editor && store.get(editor.document.uri);
  const task =
    editor && entry?.kind === 'plan' ? nextOpenTask(entry.plan, editor.selection.active.line, direction) : undefined;
  if (!editor || !task) {
    say(vscode.l10n.t('There is no open task in this document.'));
    return;
  }
  const place = new vscode.Position(task.line, task.mark?.line === task.line ? task.mark.column : 0);
  editor.selection = new vscode.Selection(place, place);
  editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

function rowAtCursor(view: PlansView): NodeRow | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor && view.rowAt(editor.document.uri, editor.selection.active.line);
}

/** The line is the row's present one. */
async function showRow(row: DocumentRow | NodeRow, preserveFocus: boolean): Promise<void> {
  const { uri } = row.kind === 'document' ? row.entry : row.document.entry;
  const line = row.kind === 'document' ? 0 : row.node.line;
  await vscode.window.showTextDocument(uri, {
    preserveFocus,
    preview: preserveFocus,
    selection: new vscode.Range(line, 0, line, 0),
  });
}

async function offerClearFilter(filters: PlanFilters, retry: () => Promise<boolean>): Promise<void> {
  const clear = vscode.l10n.t('Clear Filter');
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t('The filter of the view hides this row.'),
    clear,
  );
  if (answer !== clear) return;
  await filters.clear();
  await retry();
}

function say(sentence: string): void {
  void vscode.window.showInformationMessage(sentence);
}
