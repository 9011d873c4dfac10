/** The ids that package.json contributes; a test holds the two against each other. */

export const extensionId = 'runsheet.runsheet';

export const commands = {
  openPlans: 'runsheet.openPlans',
  refresh: 'runsheet.refresh',
  toggleTask: 'runsheet.toggleTask',
  undoLastTick: 'runsheet.undoLastTick',
  runAtCursor: 'runsheet.runAtCursor',
  revealInPlans: 'runsheet.revealInPlans',
  showLog: 'runsheet.showLog',
  runTask: 'runsheet.runTask',
  openInEditor: 'runsheet.openInEditor',
  copyCommand: 'runsheet.copyCommand',
  stop: 'runsheet.stop',
  filterPlans: 'runsheet.filterPlans',
  clearFilter: 'runsheet.clearFilter',
  explainLine: 'runsheet.explainLine',
  explainFile: 'runsheet.explainFile',
  treatAsPlan: 'runsheet.treatAsPlan',
  notPlan: 'runsheet.notPlan',
} as const;

/** Commands that views and lenses call with arguments; the manifest does not name them. */
export const internalCommands = {
  show: 'runsheet.internal.show',
  run: 'runsheet.internal.run',
} as const;

export const views = { container: 'runsheet', plans: 'runsheet.plans' } as const;

export const contextKeys = {
  /** The workspace has been searched for plans at least once. */
  searched: 'runsheet.searched',
  /** The view *Plans* leaves rows out. */
  filtered: 'runsheet.filtered',
} as const;

export const settings = { section: 'runsheet', codeLens: 'codeLens.enabled' } as const;

/** Scheme of the read-only documents that explain a line or a file. */
export const explanationScheme = 'runsheet-explain';
/** Their language: the manifest has it wrap long lines. */
export const explanationLanguage = 'runsheet-explanation';

/** Commands of VS Code itself. */
export const editorCommands = {
  manageTrust: 'workbench.trust.manage',
  focusPlans: 'runsheet.plans.focus',
  open: 'vscode.open',
} as const;

type Values<T> = T[keyof T];
export type CommandId = Values<typeof commands> | Values<typeof internalCommands>;
