/** The ids that package.json contributes; a test holds the two against each other. */

export const extensionId = 'runsheet.runsheet';

export const commands = {
  openPlans: 'runsheet.openPlans',
  refresh: 'runsheet.refresh',
  stopSearch: 'runsheet.stopSearch',
  toggleTask: 'runsheet.toggleTask',
  setState: 'runsheet.setState',
  undoLastTick: 'runsheet.undoLastTick',
  runAtCursor: 'runsheet.runAtCursor',
  revealInPlans: 'runsheet.revealInPlans',
  showLog: 'runsheet.showLog',
  runTask: 'runsheet.runTask',
  openInEditor: 'runsheet.openInEditor',
  copyCommand: 'runsheet.copyCommand',
  stop: 'runsheet.stop',
  runLine: 'runsheet.runLine',
  runPhase: 'runsheet.runPhase',
  runPlan: 'runsheet.runPlan',
  runAllInTask: 'runsheet.runAllInTask',
  stopAll: 'runsheet.stopAll',
  showHistory: 'runsheet.showHistory',
  showOutput: 'runsheet.showOutput',
  changeValues: 'runsheet.changeValues',
  toggleSession: 'runsheet.toggleSession',
  installCommandLine: 'runsheet.installCommandLine',
  filterPlans: 'runsheet.filterPlans',
  clearFilter: 'runsheet.clearFilter',
  explainLine: 'runsheet.explainLine',
  explainFile: 'runsheet.explainFile',
  treatAsPlan: 'runsheet.treatAsPlan',
  notPlan: 'runsheet.notPlan',
  goToNextOpenTask: 'runsheet.goToNextOpenTask',
  goToPreviousOpenTask: 'runsheet.goToPreviousOpenTask',
  openReadiness: 'runsheet.openReadiness',
  check: 'runsheet.check',
  checkStale: 'runsheet.checkStale',
  attest: 'runsheet.attest',
  setCheck: 'runsheet.setCheck',
  explainReadiness: 'runsheet.explainReadiness',
  startShift: 'runsheet.startShift',
  endShift: 'runsheet.endShift',
  statusCheck: 'runsheet.statusCheck',
  takeOverShift: 'runsheet.takeOverShift',
  addBlocker: 'runsheet.addBlocker',
  addNote: 'runsheet.addNote',
  markDone: 'runsheet.markDone',
  newHandoff: 'runsheet.newHandoff',
  showHandoff: 'runsheet.showHandoff',
  recordDecision: 'runsheet.recordDecision',
} as const;

/** Commands that views and lenses call with arguments; the manifest does not name them. */
export const internalCommands = {
  show: 'runsheet.internal.show',
  run: 'runsheet.internal.run',
  runSequence: 'runsheet.internal.runSequence',
  stopSequence: 'runsheet.internal.stopSequence',
  tick: 'runsheet.internal.tick',
  showHistory: 'runsheet.internal.showHistory',
  acceptProblem: 'runsheet.internal.acceptProblem',
  fillIn: 'runsheet.internal.fillIn',
} as const;

export const views = {
  container: 'runsheet',
  plans: 'runsheet.plans',
  readiness: 'runsheet.readiness',
  shift: 'runsheet.shift',
} as const;

export const contextKeys = {
  /** The workspace has been searched for plans at least once. */
  searched: 'runsheet.searched',
  /** A search for plans is taking its time. */
  searching: 'runsheet.searching',
  /** The view *Plans* leaves rows out. */
  filtered: 'runsheet.filtered',
  /** It is known how ready the plans are. */
  assessed: 'runsheet.assessed',
  /** A shift is held in a folder of the workspace. */
  shiftHeld: 'runsheet.shiftHeld',
  /** It is known what the folders have to do with shifts. */
  shiftsLooked: 'runsheet.shiftsLooked',
} as const;

export const settings = {
  section: 'runsheet',
  codeLens: 'codeLens.enabled',
  codeLensTick: 'codeLens.tick',
  problemSeverity: 'problems.severity',
  tickOnSuccess: 'run.tickOnSuccess',
  tickParent: 'tick.parent',
} as const;

/** Type of the tasks that commands of plans are for VS Code. */
export const taskType = 'runsheet';

/** Scheme of the read-only documents with the output of a run. */
export const outputScheme = 'runsheet-output';

/** Scheme of the read-only documents that explain a line or a file. */
export const explanationScheme = 'runsheet-explain';
/** Their language: the manifest has it wrap long lines. */
export const explanationLanguage = 'runsheet-explanation';

/** Scheme of the read-only document that explains the number. */
export const readinessScheme = 'runsheet-readiness';

/** Scheme of the read-only documents of shifts: the status check. */
export const shiftScheme = 'runsheet-shift';

/** Commands of VS Code itself. */
export const editorCommands = {
  manageTrust: 'workbench.trust.manage',
  focusPlans: 'runsheet.plans.focus',
  focusReadiness: 'runsheet.readiness.focus',
  focusShift: 'runsheet.shift.focus',
  showPreview: 'markdown.showPreview',
  open: 'vscode.open',
  refreshPreview: 'markdown.preview.refresh',
} as const;

type Values<T> = T[keyof T];
export type CommandId = Values<typeof commands> | Values<typeof internalCommands>;
