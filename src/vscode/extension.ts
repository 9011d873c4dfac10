import { chmod, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { writeLauncher } from '../node/commandLineLauncher.ts';
import { planFromBytes } from '../node/index/planBytes.ts';
import { PlanIndexer } from '../node/index/planIndexer.ts';
import { NewFolders } from '../node/newFolders.ts';
import { existingFileIn } from '../node/run/existingFileIn.ts';
import { findRun } from '../node/run/findRun.ts';
import { gitFolderAbove, headCommit } from '../node/run/headCommit.ts';
import { rememberedValues, rememberValues } from '../node/run/planValues.ts';
import { beginRun, endRun, runHistory, runOutput } from '../node/run/runRecords.ts';
import { machineLine, missingOnMachine } from '../node/run/machineShell.ts';
import { removeOldRuns } from '../node/run/removeOldRuns.ts';
import { prepareRun } from '../node/run/scriptLane.ts';
import { shellForeground } from '../node/run/shellForeground.ts';
import { watchRun } from '../node/run/watchRun.ts';
import { shiftThreads } from '../node/shift/shiftThreads.ts';
import { commandTable } from './commandTable.ts';
import { ConfigProblems } from './configProblems.ts';
import { Explanations } from './explanations.ts';
import { FileLookup } from './fileLookup.ts';
import { type Manifest, rowCommands } from './lostRow.ts';
import { PlanChoice } from './planChoice.ts';
import { PlanFilters } from './planFilters.ts';
import { PlanPreview } from './planPreview.ts';
import { registerPlanCompletion } from './planCompletion.ts';
import { registerPlanHover } from './planHover.ts';
import { registerPlanLinks } from './planLinks.ts';
import { PlanParser } from './planParser.ts';
import { PlanProblems } from './planProblems.ts';
import { PlanStore } from './planStore.ts';
import { PlansView } from './plansView.ts';
import type { PlanFiles, ScoreFile } from './ports.ts';
import { registerProblemFixes } from './problemFixes.ts';
import { Readiness } from './readiness.ts';
import { registerCommands } from './registerCommands.ts';
import type { Machine, RunArchive, ScriptLane } from './runPorts.ts';
import { registerRuns } from './runs.ts';
import type { RunsheetApi } from './runsheetApi.ts';
import { Shifts } from './shifts.ts';
import { registerSearchProgress } from './searchProgress.ts';
import { Stretches } from './stretches.ts';
import { TaskToggler } from './taskToggler.ts';
import { virtualPlanFiles } from './virtualPlanFiles.ts';
import { watchPlans } from './watchPlans.ts';

export function activate(context: vscode.ExtensionContext): RunsheetApi {
  const started = performance.now();
  const used = process.cpuUsage();
  const log = vscode.window.createOutputChannel('Runsheet', { log: true });
  const stretches = new Stretches();
  const parser = new PlanParser(stretches);
  const indexer = new PlanIndexer({
    workerFile: context.asAbsolutePath('dist/worker.js'),
    stretch: (work) => stretches.run('taking in plans', work),
    log: (sentence) => log.warn(sentence),
  });
  const store = new PlanStore({ files: planFiles(indexer), parser, unpack: planFromBytes, stretches, log });
  const toggler = new TaskToggler(store, parser, onDisk);
  const runs = registerRuns({
    ...{ store, parser, toggler, archive, machine, stretches, log, memento: context.workspaceState },
    lane: scriptLane(context.globalStorageUri.fsPath),
    installCommandLine: () => installCommandLine(context),
  });
  const choice = new PlanChoice(store, async (...edit) => (await onDisk()).editConfig(...edit));
  const explanations = new Explanations(store, parser, scoreFile);
  const filters = new PlanFilters(context.workspaceState);
  const view = new PlansView(store, runs.results, filters, stretches);
  const lookup = new FileLookup();
  const preview = new PlanPreview(store, runs.results);
  const readiness = new Readiness({
    store,
    ...{ runs, toggler, stretches, log },
    disk: () => import('../node/readiness/editorReadiness.ts'),
  });
  const shifts = new Shifts({
    store,
    service: shiftThreads(context.asAbsolutePath('dist/shiftWorker.js')),
    stateFolder,
  });
  context.subscriptions.push(
    log,
    parser,
    indexer,
    store,
    runs,
    toggler,
    view.register(toggler),
    readiness,
    shifts,
    new PlanProblems({ store, lookup, readiness, stretches }),
    registerProblemFixes(store, parser, lookup),
    explanations,
    filters,
    preview,
    registerPlanHover(store, parser, runs.results),
    registerPlanCompletion(store, parser),
    registerPlanLinks({ store, parser, lookup, stretches }),
    lookup,
    watchPlans(store, readiness, (tell) => new NewFolders(tell)),
    registerSearchProgress(store),
    new ConfigProblems(async (text) => (await (await onDisk()).parseConfig(text)).problems),
    registerCommands(
      commandTable({ store, parser, view, toggler, runs, choice, explanations, readiness, shifts, filters, log }),
      rowCommands(context.extension.packageJSON as Manifest),
      log,
    ),
  );
  void store.searched();
  // An update of the extension moves what the launcher starts.
  if (context.environmentVariableCollection.get('PATH')) void placeLauncher(context);
  return {
    extendMarkdownIt: (engine) => preview.extend(engine),
    store,
    view,
    filters,
    toggler,
    runs,
    results: runs.results,
    readiness,
    shifts,
    statusBar: readiness.statusBar,
    setQuestion: (question) => void (runs.questions.ask = question),
    setParentQuestion: (question) => void (toggler.askForParents = question),
    setValueQuestion: (question) => void (runs.questions.askValue = question),
    indexer,
    stretches,
    activationMs: Math.min(performance.now() - started, processorMs(used)),
  };
}

/** The disk where there is one. */
function planFiles(indexer: PlanIndexer): PlanFiles {
  const virtual = virtualPlanFiles((config, files, take) => indexer.ask({ kind: 'texts', config, files }, take));
  return {
    search: (folder, known, signal, take) =>
      isOnDisk(folder)
        ? indexer.ask({ kind: 'search', folder: folder.fsPath, known }, take, signal)
        : virtual.search(folder, known, signal, take),
    look: (folder, files, take) =>
      isOnDisk(folder)
        ? indexer.ask({ kind: 'look', folder: folder.fsPath, files }, take)
        : virtual.look(folder, files, take),
  };
}

const scoreFile: ScoreFile = async (root, path, text) =>
  (await onDisk()).scoreWorkspaceFile(root && isOnDisk(root) ? root.fsPath : undefined, path, text);

/** Where git keeps what Runsheet knows of the shift of a folder. */
function stateFolder(root: string): Promise<string | undefined> {
  const git = gitFolderAbove(root);
  return Promise.resolve(git === undefined ? undefined : path.join(git, 'runsheet'));
}

/** The search brings its libraries; activation does not wait for them. */
const onDisk = (): Promise<typeof import('../node/workspacePlans.ts')> => import('../node/workspacePlans.ts');

function isOnDisk({ scheme }: vscode.Uri): boolean {
  return scheme === 'file';
}

function placeLauncher(context: vscode.ExtensionContext): Promise<string> {
  const folder = path.join(context.globalStorageUri.fsPath, 'bin');
  return writeLauncher(folder, process.execPath, context.asAbsolutePath('dist/cli.js'));
}

/** On the PATH of the terminals that are opened from now on, also in later windows. */
async function installCommandLine(context: vscode.ExtensionContext): Promise<void> {
  const { environmentVariableCollection: variables } = context;
  const folder = await placeLauncher(context);
  variables.description = vscode.l10n.t('Puts `runsheet` on the PATH.');
  variables.prepend('PATH', `${folder}${path.delimiter}`);
  void vscode.window.showInformationMessage(
    vscode.l10n.t('Terminals that are opened from now on know `runsheet`: try runsheet --help.'),
  );
}

function scriptLane(storage: string): ScriptLane {
  const runs = `${storage}/runs`;
  return {
    prepare: ({ shell, ...request }) => {
      const run = prepareRun({ ...request, storage: runs, errexit: true });
      return { ...run, commandLine: machineLine(run, request.interpreter, shell) };
    },
    watch: async (run, signal) => {
      const end = await watchRun(run, { signal });
      void removeOldRuns(runs, Date.now());
      return codeOf(end);
    },
    find: async ({ folder }) => {
      const state = await findRun(folder);
      if (state.kind === 'running' || state.kind === 'prepared') return { kind: state.kind };
      return { kind: 'ended', code: codeOf(state) };
    },
    interrupt: async ({ folder }) => {
      const state = await findRun(folder);
      // The wrapper leads a group of its own where the shell has job control.
      if (state.kind === 'running' && !signal(-state.pid, 'SIGINT')) signal(state.pid, 'SIGINT');
    },
  };
}

const archive: RunArchive = {
  begin: beginRun,
  end: endRun,
  history: runHistory,
  output: runOutput,
  commit: headCommit,
  values: rememberedValues,
  rememberValues,
};

const machine: Machine = {
  home: os.homedir(),
  variables: new Set(Object.keys(process.env)),
  existingFile: existingFileIn,
  missing: async (request) => (await import('../node/run/findMissing.ts')).findMissing(request),
  lacks: missingOnMachine,
  makeExecutable: async (file) => chmod(file, (await stat(file)).mode | 0o111),
  resolve: (folder, written) => path.resolve(folder, written),
  pid: process.pid,
  isAlive: (pid) => signal(pid, 0),
  shellForeground,
};

/** Whether there was a process to get it. */
function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

function codeOf(end: { readonly kind: string; readonly code?: number }): number | undefined {
  return end.kind === 'exit' ? end.code : undefined;
}

/** Milliseconds of processor that the extension host has used since `used`, all of its threads together. */
function processorMs(used: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(used);
  return (user + system) / 1000;
}
