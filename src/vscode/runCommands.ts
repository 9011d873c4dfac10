import * as vscode from 'vscode';
import type { Plan, Runnable } from '../core/model.ts';
import { commands, internalCommands } from './contributions.ts';
import { isDocumentRow, isNodeRow, type NodeRow } from './planRow.ts';
import type { PlansView } from './plansView.ts';
import type { CommandTable } from './registerCommands.ts';
import { pickLine, pickRunnable, pickPhase } from './runPicks.ts';
import type { Runs } from './runs.ts';
import { chooseRunning } from './runStatus.ts';
import { readTarget, targetOf } from './runTarget.ts';
import { openNames } from './runValues.ts';

type RunCommandId =
  | (typeof commands)[
      | 'runAtCursor'
      | 'runTask'
      | 'stop'
      | 'stopAll'
      | 'runLine'
      | 'runPhase'
      | 'runPlan'
      | 'runAllInTask'
      | 'showHistory'
      | 'showOutput'
      | 'changeValues'
      | 'toggleSession'
      | 'installCommandLine']
  | (typeof internalCommands)['run' | 'runSequence' | 'stopSequence' | 'showHistory'];

/** What the commands that have to do with running do. Each argument is looked at: it may come from anybody. */
export function runCommands(runs: Runs, view: PlansView): Pick<CommandTable, RunCommandId> {
  const { runner, places, values, sequence, history, sessions } = runs;
  const rowMeant = (argument: unknown): NodeRow | undefined => (isNodeRow(argument) ? argument : rowAtCursor(view));
  const planMeant = (argument: unknown): vscode.Uri | undefined =>
    isDocumentRow(argument)
      ? argument.entry.uri
      : isNodeRow(argument)
        ? argument.document.entry.uri
        : vscode.window.activeTextEditor?.document.uri;
  const start = async (uri: vscode.Uri, runnable: Runnable | undefined): Promise<void> => {
    if (runnable) await runner.start(targetOf(uri, runnable));
  };
  const about = (argument: unknown): { readonly uri: vscode.Uri; readonly key: string | undefined } | undefined => {
    const uri = planMeant(argument);
    return uri && { uri, key: isDocumentRow(argument) ? undefined : rowMeant(argument)?.node.key };
  };
  return {
    [commands.runTask]: async (argument) => {
      const row = rowMeant(argument);
      const runnables = row ? runnablesOf(row) : [];
      if (row && runnables.length > 0) await start(row.document.entry.uri, await pickRunnable(runnables));
      else say(vscode.l10n.t('There is no command here that can be run.'));
    },
    [commands.runAtCursor]: async () => {
      const at = await atCursor(runs);
      if (at === 'changed') return;
      if (!at || at.runnables.length === 0) {
        say(
          vscode.l10n.t(
            'There is no command here that can be run. Put the cursor into a shell block or on a line with a command.',
          ),
        );
        return;
      }
      await start(at.uri, await pickRunnable(at.runnables));
    },
    [commands.runLine]: async () => {
      const at = await atCursor(runs);
      if (at === 'changed') return;
      const found = at && (await pickLine(at.runnables, at.line));
      if (at && found) await runner.start(targetOf(at.uri, found.runnable, found.part));
      else if (!at || at.runnables.length === 0)
        say(vscode.l10n.t('There is no command on this line. Put the cursor on a line of a shell block.'));
    },
    [commands.runAllInTask]: async (argument) => {
      const row = rowMeant(argument);
      if (row) await sequence.run(row.document.entry.uri, row.node.key);
      else say(vscode.l10n.t('There is no task here. Put the cursor on a task of a plan.'));
    },
    [commands.runPhase]: async (argument) => {
      const uri = planMeant(argument);
      const plan = uri && (await places.present(uri));
      const key = isNodeRow(argument) ? argument.node.key : plan && (await pickPhase(plan, cursorLine()));
      if (uri && key !== undefined) await sequence.run(uri, key);
      else if (plan?.phases.every((phase) => phase.key === '') === true) say(vscode.l10n.t('This plan has no phases.'));
    },
    [commands.runPlan]: async (argument) => {
      const uri = planMeant(argument);
      if (uri) await sequence.run(uri, undefined);
      else say(vscode.l10n.t('There is no plan here. Open one in the editor.'));
    },
    [commands.stop]: (uri, key) => {
      if (typeof uri === 'string' && typeof key === 'string') runner.stop(vscode.Uri.parse(uri), key);
      else if (isNodeRow(uri)) for (const { key: own } of runnablesOf(uri)) runner.stop(uri.document.entry.uri, own);
    },
    [commands.stopAll]: () => chooseRunning(runner),
    [commands.showHistory]: async (argument) => {
      const meant = about(argument);
      if (meant) await (await history()).choose(meant.uri, meant.key);
    },
    [commands.showOutput]: async (argument) => {
      const meant = about(argument);
      if (meant) await (await history()).showLast(meant.uri, meant.key);
    },
    [commands.changeValues]: async (argument) => {
      const uri = planMeant(argument);
      const plan = uri && (await places.present(uri));
      const names = openNames(plan?.runnables ?? []);
      if (!uri || names.length === 0) say(vscode.l10n.t('The commands of this plan have no placeholders.'));
      else await values.ask(uri, names, plan?.title ?? '');
    },
    [commands.toggleSession]: async (argument) => {
      const uri = planMeant(argument);
      if (!uri) return;
      say(
        (await sessions.toggle(uri))
          ? vscode.l10n.t('Commands of this plan now run in the shell of its terminal: cd and export carry over.')
          : vscode.l10n.t('Commands of this plan now run each on its own.'),
      );
    },
    [commands.installCommandLine]: () => runs.installCommandLine(),
    [internalCommands.run]: async (...args) => {
      const target = readTarget(args);
      if (target) await runner.start(target);
    },
    [internalCommands.runSequence]: async (uri, key, hash) => {
      if (typeof uri === 'string' && typeof key === 'string' && typeof hash === 'string')
        await sequence.run(vscode.Uri.parse(uri), key, hash);
    },
    [internalCommands.stopSequence]: (uri, key) => {
      if (typeof uri === 'string' && typeof key === 'string') sequence.cancel(vscode.Uri.parse(uri), key);
    },
    [internalCommands.showHistory]: async (uri, key) => {
      if (typeof uri === 'string' && typeof key === 'string')
        await (await history()).choose(vscode.Uri.parse(uri), key);
    },
  };
}

/** The commands at the cursor: of the line, or of the block around it. */
async function atCursor(runs: Runs) {
  const editor = vscode.window.activeTextEditor;
  const line = editor?.selection.active.line ?? 0;
  const version = editor?.document.version;
  const plan: Plan | undefined = editor && (await runs.places.present(editor.document.uri));
  // A large plan is read for a while: what stands on the line may be another command by then.
  if (editor && editor.document.version !== version) {
    say(vscode.l10n.t('The text was changed meanwhile: nothing was done.'));
    return 'changed';
  }
  if (!editor || !plan) return undefined;
  const runnables = plan.runnables.filter(
    (runnable) => runnable.kind !== 'line' && runnable.line <= line && line < runnable.endLine,
  );
  return { uri: editor.document.uri, line, runnables };
}

function cursorLine(): number | undefined {
  return vscode.window.activeTextEditor?.selection.active.line;
}

function rowAtCursor(view: PlansView): NodeRow | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor && view.rowAt(editor.document.uri, editor.selection.active.line);
}

export function runnablesOf({ document, node }: NodeRow): readonly Runnable[] {
  return node.runnables
    .map((index) => document.entry.plan.runnables[index])
    .filter((runnable) => runnable !== undefined && runnable.kind !== 'line')
    .filter((runnable) => runnable !== undefined);
}

function say(sentence: string): void {
  void vscode.window.showInformationMessage(sentence);
}
