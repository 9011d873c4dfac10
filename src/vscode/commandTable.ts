import * as vscode from 'vscode';
import type { Runnable } from '../core/model.ts';
import { textHash } from '../core/run/textHash.ts';
import { commands, editorCommands, internalCommands } from './contributions.ts';
import type { Explanations } from './explanations.ts';
import type { PlanChoice } from './planChoice.ts';
import type { PlanFilters } from './planFilters.ts';
import { type DocumentRow, isDocumentRow, isNodeRow, type NodeRow, targetOf } from './planRow.ts';
import type { PlanStore } from './planStore.ts';
import type { PlansView } from './plansView.ts';
import type { CommandTable } from './registerCommands.ts';
import type { Runner } from './runner.ts';
import type { TaskToggler } from './taskToggler.ts';

export interface CommandParts {
  readonly store: PlanStore;
  readonly view: PlansView;
  readonly toggler: TaskToggler;
  readonly runner: Runner;
  readonly choice: PlanChoice;
  readonly explanations: Explanations;
  readonly filters: PlanFilters;
  readonly log: vscode.LogOutputChannel;
}

/** What each command does. Rows come from menus of the tree; without one the cursor says what is meant. */
export function commandTable({
  store,
  view,
  toggler,
  runner,
  choice,
  explanations,
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
    [commands.showLog]: () => log.show(),
    [commands.toggleTask]: async (argument) => {
      const row = rowMeant(argument);
      if (!row?.node.mark) {
        say(vscode.l10n.t('There is no checkbox here. Put the cursor on a line of a task that has one.'));
        return;
      }
      await toggler.toggle(targetOf(row), row.node.status !== 'done');
    },
    [commands.undoLastTick]: () => toggler.undoLast(),
    [commands.runTask]: async (argument) => {
      const row = rowMeant(argument);
      const runnables = row ? runnablesOf(row) : [];
      const runnable = runnables.length > 1 ? await pick(runnables) : runnables[0];
      if (row && runnable) await runner.run(row.document.entry.uri, runnable.key, textHash(runnable.text));
      else if (runnables.length === 0) say(vscode.l10n.t('There is no command here that can be run.'));
    },
    [commands.runAtCursor]: async () => {
      const editor = vscode.window.activeTextEditor;
      const found = editor && (await runner.runnablesAt(editor.document, editor.selection.active.line));
      if (!editor || !found || found.length === 0) {
        say(
          vscode.l10n.t(
            'There is no command here that can be run. Put the cursor into a shell block or on a line with a command.',
          ),
        );
        return;
      }
      const runnable = found.length > 1 ? await pick(found) : found[0];
      if (runnable) await runner.run(editor.document.uri, runnable.key, textHash(runnable.text));
    },
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
      const runnable = runnables.length > 1 ? await pick(runnables) : runnables[0];
      if (runnable) await vscode.env.clipboard.writeText(runnable.text);
    },
    [commands.stop]: (uri, key) => {
      if (typeof uri === 'string' && typeof key === 'string') runner.stop(vscode.Uri.parse(uri), key);
      const running = isNodeRow(uri) ? runnablesOf(uri) : [];
      for (const runnable of running) if (isNodeRow(uri)) runner.stop(uri.document.entry.uri, runnable.key);
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
    [internalCommands.run]: async (uri, key, hash) => {
      if (typeof uri !== 'string' || typeof key !== 'string' || typeof hash !== 'string') return;
      await runner.run(vscode.Uri.parse(uri), key, hash);
    },
  };
}

function rowAtCursor(view: PlansView): NodeRow | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor && view.rowAt(editor.document.uri, editor.selection.active.line);
}

function runnablesOf({ document, node }: NodeRow): readonly Runnable[] {
  return node.runnables
    .map((index) => document.entry.plan.runnables[index])
    .filter((runnable) => runnable !== undefined && runnable.kind !== 'line')
    .filter((runnable) => runnable !== undefined);
}

async function pick(runnables: readonly Runnable[]): Promise<Runnable | undefined> {
  const items = runnables.map((runnable) => {
    const [first = '', ...rest] = runnable.text.split('\n');
    return { label: runnable.label ?? first, description: rest.length > 0 ? '…' : '', runnable };
  });
  const picked = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Which command?') });
  return picked?.runnable;
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
