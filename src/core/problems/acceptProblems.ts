import type { Plan, Problem } from '../model.ts';

/** A problem that the document accepts, with the reason it gives. */
export interface AcceptedProblem {
  readonly problem: Problem;
  readonly reason: string;
}

/** `declared-gap: counted in story points`. */
const acceptance = /^([a-z][a-z-]{0,40})[:,]?[ \t]{1,9}(\S.*)$/;

/**
 * Takes out what the document accepts: `<!-- runsheet: accept CODE: REASON -->` behind the line of a problem or on the line
 * above it. Without a reason it accepts nothing. What is accepted is still shown, and blocks nothing.
 */
export function acceptProblems(
  plan: Plan,
  problems: readonly Problem[],
): { readonly open: readonly Problem[]; readonly accepted: readonly AcceptedProblem[] } {
  const reasons = new Map<string, string>();
  for (const { name, value, line } of plan.directives ?? []) {
    const [, code, reason] = (name === 'accept' ? acceptance.exec(value) : undefined) ?? [];
    if (code === undefined || reason === undefined) continue;
    for (const at of [line, line + 1]) reasons.set(`${at} ${code}`, reason.trim());
  }
  if (reasons.size === 0) return { open: problems, accepted: [] };
  const accepted: AcceptedProblem[] = [];
  const open = problems.filter((problem) => {
    const reason = reasons.get(`${problem.line} ${problem.code}`);
    if (reason !== undefined) accepted.push({ problem, reason });
    return reason === undefined;
  });
  return { open, accepted };
}
