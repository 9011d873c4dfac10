import path from 'node:path';
import type { Plan } from '../../core/model.ts';
import type { DeclaredScore } from '../../core/readiness/scoresDiffer.ts';
import { readText } from '../readText.ts';

/** The name that scripts of shifts gave it. */
const scoreFile = 'PRODUCTION_SCORE.txt';

/**
 * What the score file, the trackers and the last handoff of a root declare, by the plan that they are about: the one that
 * is worked on in shifts, or the only one. Where several could be meant, none is.
 *
 * @param handoffs folder, relative to the root
 */
export function declaredScores(
  root: string,
  handoffs: string,
  plans: readonly Plan[],
): ReadonlyMap<Plan, readonly DeclaredScore[]> {
  const work = plans.filter(({ kind }) => kind === 'plan');
  const inShifts = work.filter(({ shifts }) => shifts !== undefined);
  const [plan, ...others] = inShifts.length > 0 ? inShifts : work;
  if (!plan || others.length > 0) return new Map();
  const trackers = plans.filter(({ kind }) => kind === 'tracker');
  const lastHandoff = plans
    .filter(({ kind }) => kind === 'handoff')
    .sort(byNumber)
    .at(-1);
  const declared = [...trackers, ...(lastHandoff ? [lastHandoff] : [])].flatMap((document): DeclaredScore[] => {
    // The first is the present one: a history comes below it.
    const found = document.declared.find(({ what }) => what !== 'target');
    return found ? [{ path: document.path, line: found.line, value: found.value }] : [];
  });
  const score = readScore(root, handoffs);
  return new Map([[plan, [...(score ? [score] : []), ...declared]]]);
}

function readScore(root: string, handoffs: string): DeclaredScore | undefined {
  const content = readText(path.join(root, handoffs, scoreFile));
  const value =
    'skipped' in content
      ? undefined
      : /^\s{0,9}(\d{1,3}(?:\.\d{1,2})?)\s?%?\s{0,9}$/.exec(content.text.slice(0, 40))?.[1];
  return value === undefined || Number(value) > 100
    ? undefined
    : { path: `${handoffs}/${scoreFile}`, line: 0, value: Number(value) };
}

/** By the number in the name: shift 10 comes after shift 9. */
function byNumber(one: Plan, other: Plan): number {
  return numberIn(one.path) - numberIn(other.path);
}

function numberIn(file: string): number {
  return Number(/(\d{1,6})\D*$/.exec(file.split('/').at(-1) ?? '')?.[1] ?? -1);
}
