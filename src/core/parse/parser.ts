/** What the parser's own bundle offers, see scripts/build.mjs: it is loaded when the first plan is read. */
export { explainLine } from './explainLine.ts';
export { parsePlan } from './parsePlan.ts';
