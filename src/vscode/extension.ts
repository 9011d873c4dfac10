import os from 'node:os';
import * as vscode from 'vscode';
import { scanFacts } from '../core/detect/scanFacts.ts';
import { scorePlan } from '../core/detect/scorePlan.ts';
import { markFile } from '../node/markFile.ts';
import { findRun } from '../node/run/findRun.ts';
import { prepareRun } from '../node/run/scriptLane.ts';
import { watchRun } from '../node/run/watchRun.ts';
import { commandTable } from './commandTable.ts';
import { ConfigProblems } from './configProblems.ts';
import { registerExplainHover } from './explainHover.ts';
import { Explanations } from './explanations.ts';
import { PlanChoice } from './planChoice.ts';
import { PlanFilters } from './planFilters.ts';
import { PlanParser } from './planParser.ts';
import { PlanStore } from './planStore.ts';
import { PlansView } from './plansView.ts';
import type { PlanFiles, ScoreFile, ScriptLane } from './ports.ts';
import { registerCommands } from './registerCommands.ts';
import { askInModal } from './runChecks.ts';
import { RunLenses } from './runLenses.ts';
import { Runner } from './runner.ts';
import { RunResults } from './runResults.ts';
import type { RunsheetApi } from './runsheetApi.ts';
import { registerStatusBar } from './statusBar.ts';
import { TaskToggler } from './taskToggler.ts';
import { virtualPlanFiles } from './virtualPlanFiles.ts';
import { watchPlans } from './watchPlans.ts';

export function activate(context: vscode.ExtensionContext): RunsheetApi {
  const started = performance.now();
  const log = vscode.window.createOutputChannel('Runsheet', { log: true });
  const parser = new PlanParser();
  const store = new PlanStore(planFiles, parser, log);
  const results = new RunResults(context.workspaceState);
  const runner = new Runner(store, parser, results, scriptLane(context.globalStorageUri.fsPath), askInModal);
  const toggler = new TaskToggler(store, parser, markFile);
  const choice = new PlanChoice(store, async (...edit) => (await onDisk()).editConfig(...edit));
  const explanations = new Explanations(store, parser, scoreFile);
  const filters = new PlanFilters(context.workspaceState);
  const view = new PlansView(store, results, filters);
  const statusBar = registerStatusBar(store);
  context.subscriptions.push(
    log,
    store,
    results,
    runner,
    view.register(toggler),
    statusBar,
    new RunLenses(parser, results),
    explanations,
    filters,
    registerExplainHover(store, parser),
    watchPlans(store),
    new ConfigProblems(async (text) => (await (await onDisk()).parseConfig(text)).problems),
    registerCommands(commandTable({ store, view, toggler, runner, choice, explanations, filters, log }), log),
  );
  void store.searched();
  void runner.resume();
  const setQuestion: RunsheetApi['setQuestion'] = (question) => runner.setQuestion(question);
  return {
    store,
    view,
    filters,
    results,
    statusBar: statusBar.item,
    setQuestion,
    activationMs: performance.now() - started,
  };
}

/** The disk where there is one. */
const planFiles: PlanFiles = {
  async *find(folder, signal) {
    yield* isOnDisk(folder)
      ? (await onDisk()).findWorkspacePlans(folder.fsPath, signal)
      : virtualPlanFiles.find(folder, signal);
  },
  options: async (folder) =>
    isOnDisk(folder) ? (await onDisk()).readFolderOptions(folder.fsPath) : virtualPlanFiles.options(folder),
  look: async (folder, path) =>
    isOnDisk(folder) ? (await onDisk()).lookAtWorkspaceFile(folder.fsPath, path) : virtualPlanFiles.look(folder, path),
  read: async (folder, path) =>
    isOnDisk(folder) ? (await onDisk()).readWorkspaceFile(folder.fsPath, path) : virtualPlanFiles.read(folder, path),
};

const scoreFile: ScoreFile = async (root, path, text) =>
  root && isOnDisk(root)
    ? (await onDisk()).scoreWorkspaceFile(root.fsPath, path, text)
    : scorePlan(path, scanFacts(text));

/** The search brings its libraries; activation does not wait for them. */
const onDisk = (): Promise<typeof import('../node/workspacePlans.ts')> => import('../node/workspacePlans.ts');

function isOnDisk({ scheme }: vscode.Uri): boolean {
  return scheme === 'file';
}

function scriptLane(storage: string): ScriptLane {
  return {
    home: os.homedir(),
    prepare: (request) => prepareRun({ ...request, storage: `${storage}/runs`, errexit: true }),
    watch: async (run, signal) => codeOf(await watchRun(run, { signal })),
    find: async ({ folder }) => {
      const state = await findRun(folder);
      return state.kind === 'running' ? { kind: 'running' } : { kind: 'ended', code: codeOf(state) };
    },
  };
}

function codeOf(end: { readonly kind: string; readonly code?: number }): number | undefined {
  return end.kind === 'exit' ? end.code : undefined;
}
