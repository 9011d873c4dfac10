import * as vscode from 'vscode';
import { outputScheme, taskType } from './contributions.ts';
import type { PlanParser } from './planParser.ts';
import type { PlanStore } from './planStore.ts';
import { Runner } from './runner.ts';
import type { RunHistoryView } from './runHistory.ts';
import { RunLenses } from './runLenses.ts';
import { RunPlaces } from './runPlaces.ts';
import type { Machine, RunArchive, ScriptLane } from './runPorts.ts';
import { RunPreparation } from './runPreparation.ts';
import { RunQuestions } from './runQuestions.ts';
import { RunResults } from './runResults.ts';
import { RunSequence } from './runSequence.ts';
import { RunSessions } from './runSessions.ts';
import { registerRunStatus, type RunStatus } from './runStatus.ts';
import { RunTasks } from './runTasks.ts';
import { registerRunTicks } from './runTicks.ts';
import { RunValues } from './runValues.ts';
import type { Stretches } from './stretches.ts';
import type { TaskToggler } from './taskToggler.ts';

/** What running commands is made of. */
export interface Runs {
  dispose(): void;
  readonly places: RunPlaces;
  readonly values: RunValues;
  readonly questions: RunQuestions;
  readonly results: RunResults;
  readonly runner: Runner;
  readonly sequence: RunSequence;
  readonly sessions: RunSessions;
  readonly history: () => Promise<RunHistoryView>;
  readonly status: RunStatus;
  installCommandLine(): Promise<void>;
}

export interface RunsParts {
  readonly store: PlanStore;
  readonly parser: PlanParser;
  readonly toggler: TaskToggler;
  readonly lane: ScriptLane;
  readonly archive: RunArchive;
  readonly machine: Machine;
  readonly memento: vscode.Memento;
  readonly stretches: Stretches;
  readonly log: vscode.LogOutputChannel;
  readonly installCommandLine: () => Promise<void>;
}

/** Builds and registers all that runs commands. */
export function registerRuns(parts: RunsParts): Runs {
  const { store, parser, toggler, lane, archive, machine, memento, stretches, log } = parts;
  const places = new RunPlaces(store, parser, machine);
  const questions = new RunQuestions(memento);
  const values = new RunValues(places, archive, questions);
  const results = new RunResults(archive);
  const sessions = new RunSessions(memento);
  const preparation = new RunPreparation(places, values, questions, machine);
  const runner = new Runner({ places, preparation, results, lane, archive, sessions, machine, log });
  const sequence = new RunSequence(runner, results, places, questions);
  let view: Promise<RunHistoryView> | undefined;
  const history = (): Promise<RunHistoryView> =>
    (view ??= import('./runHistory.ts').then(({ RunHistoryView: View }) => new View(places, archive)));
  const status = registerRunStatus(runner, results, store);
  const disposables = vscode.Disposable.from(
    results,
    runner,
    sequence,
    status,
    vscode.workspace.registerTextDocumentContentProvider(outputScheme, {
      provideTextDocumentContent: async (shown) => (await history()).provideTextDocumentContent(shown),
    }),
    registerRunTicks(runner, results, places, toggler),
    new RunLenses({ parser, results, places, sequence, stretches }),
    vscode.tasks.registerTaskProvider(taskType, new RunTasks(store, runner, places)),
  );
  const warn = (error: unknown): void => log.warn('Earlier runs:', error instanceof Error ? error : String(error));
  void results
    .load()
    .then(() => runner.resume())
    .catch(warn);
  const { installCommandLine } = parts;
  return {
    ...{ places, values, questions, results, runner, sequence, sessions, history, status, installCommandLine },
    dispose: () => void disposables.dispose(),
  };
}
