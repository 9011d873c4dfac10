/**
 * What the parser's own bundle offers, see scripts/build.mjs: it is loaded when the first plan is read, and with it what
 * shares most of its code.
 */
export { completionSpot } from '../complete/completionSpot.ts';
export { suggestions } from '../complete/suggestions.ts';
export { explainLine } from './explainLine.ts';
export { changeStates, restoreStates } from '../edit/changeStates.ts';
export { markMeanings } from '../edit/chooseMark.ts';
export { parsePlan } from './parsePlan.ts';
export { PlanReading } from './planReading.ts';
export { missingFiles, namedPaths } from '../problems/missingFiles.ts';
export { findingProblems, planProblems } from '../problems/planProblems.ts';
export { fillEdits, problemFixes, repairs } from '../problems/problemFixes.ts';
export { unboxedTasks } from '../problems/unboxedTasks.ts';
export { composeRun } from '../run/composeRun.ts';
export { runText } from '../run/runText.ts';
