import type { Plan, Problem } from '../model.ts';
import { onLine } from './onLine.ts';

/** Phases that are numbered one by one, with a number left out: "Phase 2" behind nothing but "Phase 0". */
export function skippedPhases(plan: Plan): readonly Problem[] {
  const problems: Problem[] = [];
  let last: number | undefined;
  const named = plan.phases.filter(({ key }) => key !== '');
  for (const { kind, id, line } of named) {
    if (kind !== named[0]?.kind || id === undefined || !/^\d{1,4}$/.test(id)) {
      // `2.5`, `1-3`, `A`: not counted one by one.
      last = undefined;
      continue;
    }
    const number = Number(id);
    if (last !== undefined && number > last + 1 && number <= last + 3)
      problems.push(
        onLine(line, {
          code: 'skipped-number',
          severity: 'information',
          message: `${capital(kind)} ${number} comes after ${kind} ${last}: ${missing(last + 1, number - 1)}`,
        }),
      );
    last = number;
  }
  return problems;
}

function missing(from: number, to: number): string {
  return from === to ? `there is no ${from}.` : `there is no ${from} and no ${to}.`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
