import * as vscode from 'vscode';
import type { Plan, Runnable } from '../core/model.ts';
import { runnablesOf, tickableTask, type TickSpot, tickSpots } from '../core/run/tickableTask.ts';
import { internalCommands, settings } from './contributions.ts';
import type { RunResults } from './runResults.ts';
import { SteadyRunnables } from './steadyRunnables.ts';

/** Where a lens offers to tick: nowhere, beside the result that has passed, or over every open box. */
type TickLensSetting = 'never' | 'passed' | 'always';

/** The lens *Tick*. It is as steady as those of the commands: a fence that is being opened takes none away. */
export class TickLenses implements vscode.Disposable {
  readonly #results: RunResults;
  readonly #steady = new SteadyRunnables<TickSpot>();
  /** What stood beside the result of a command when the document still had it, by its key. */
  readonly #shown = new WeakMap<vscode.TextDocument, Map<string, vscode.Command>>();

  readonly onDidRelease = this.#steady.onDidRelease;

  constructor(results: RunResults) {
    this.#results = results;
  }

  /** Over the open boxes, by line; empty unless the setting says `always`. */
  overBoxes(document: vscode.TextDocument, plan: Plan): ReadonlyMap<number, vscode.Command> {
    if (settingOf(document) !== 'always') return new Map();
    const spots = this.#steady.of(document, tickSpots(plan));
    return new Map(spots.map(({ line, key }) => [line, tickCommand(document.uri, key, plan)]));
  }

  /**
   * Beside the result of the last command of a task that can be ticked now.
   *
   * @returns what to ask for each command, and what to call when all were asked
   */
  besideResults(
    document: vscode.TextDocument,
    plan: Plan,
  ): { readonly command: (runnable: Runnable) => vscode.Command | undefined; readonly end: () => void } {
    if (settingOf(document) !== 'passed' || !vscode.workspace.isTrusted)
      return { command: () => undefined, end: () => undefined };
    const { uri } = document;
    const present = new Set(plan.runnables);
    const before = this.#shown.get(document);
    const now = new Map<string, vscode.Command>();
    const command = (runnable: Runnable): vscode.Command | undefined => {
      const shown = present.has(runnable) ? this.#besideResult(uri, plan, runnable) : before?.get(runnable.key);
      if (shown) now.set(runnable.key, shown);
      return shown;
    };
    return { command, end: () => void this.#shown.set(document, now) };
  }

  #besideResult(uri: vscode.Uri, plan: Plan, runnable: Runnable): vscode.Command | undefined {
    const hasPassed = (each: Runnable): boolean => this.#results.get(uri, each)?.state === 'passed';
    // Most of the commands of a large plan have not run, and the task is not looked for.
    const task = hasPassed(runnable) ? tickableTask(plan, runnable, hasPassed) : undefined;
    return task && runnablesOf(plan, task).at(-1) === runnable ? tickCommand(uri, task.key, plan) : undefined;
  }

  dispose(): void {
    this.#steady.dispose();
  }
}

function settingOf(document: vscode.TextDocument): TickLensSetting {
  const value = vscode.workspace.getConfiguration(settings.section, document).get<string>(settings.codeLensTick);
  return value === 'never' || value === 'always' ? value : 'passed';
}

/** With the plan that the lens was made from: by it the task is found again in the text as it is when it is clicked. */
function tickCommand(uri: vscode.Uri, key: string, seen: Plan): vscode.Command {
  return {
    title: `$(check) ${vscode.l10n.t('Tick')}`,
    tooltip: vscode.l10n.t('Tick this task'),
    command: internalCommands.tick,
    arguments: [uri.toString(), key, true, seen],
  };
}
