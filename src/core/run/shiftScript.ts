/** What Runsheet does itself where the plan calls a script for it that is not there. */
export type ShiftOperation = 'start' | 'end' | 'status';

const words: readonly (readonly [ShiftOperation, RegExp])[] = [
  ['start', /^(?:start[-_]shift|shift[-_]start)\b/i],
  ['end', /^(?:end[-_]shift|shift[-_]end|finish[-_]shift|shift[-_]handoff)\b/i],
  ['status', /^(?:status[-_]check|check[-_]status|shift[-_]status)\b/i],
];

/** The operation that a script stands for by its name, `./scripts/shift-start.sh`; undefined for all others. */
export function shiftOperationOf(path: string): ShiftOperation | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1, path.lastIndexOf('/') + 100);
  return words.find(([, pattern]) => pattern.test(name))?.[0];
}
