import type { Declared, Plan, Problem } from '../model.ts';
import { onLine } from '../problems/onLine.ts';

/** A number about the whole work that stands somewhere: in a plan, the score file, the tracker, the last handoff. */
export interface DeclaredScore {
  /** Relative to the root, with `/`. */
  readonly path: string;
  /** 0-based. */
  readonly line: number;
  /** Percent. */
  readonly value: number;
}

/**
 * Different numbers for one thing: a status line of the plan against the score file, the tracker and the last handoff, or
 * against another status line of its own. One problem, on the last line of the plan that differs from another number.
 *
 * @param elsewhere what other files declare about the work of this plan
 */
export function scoresDiffer(plan: Plan, elsewhere: readonly DeclaredScore[] = []): readonly Problem[] {
  const own = wholePlan(plan).map(({ value, line }): DeclaredScore => ({ path: plan.path, value, line }));
  const last = own.at(-1);
  if (!last) return [];
  const other = [...own.slice(0, -1), ...elsewhere].filter(({ value }) => Math.abs(value - last.value) >= 1);
  if (other.length === 0) return [];
  const where = other
    .slice(0, 4)
    .map(
      ({ path, line, value }) =>
        `${value} % in ${path === plan.path ? '' : `${path}:`}${path === plan.path ? `line ${line + 1}` : line + 1}`,
    );
  const message = `${last.value} % is declared here, but ${where.join(', ')}.`;
  return [onLine(last.line, { code: 'scores-differ', severity: 'warning', message })];
}

/** Status lines in the head of the plan and in sections without work: those of a phase are about the phase. */
function wholePlan(plan: Plan): readonly Declared[] {
  const parts = plan.children.length === 1 ? (plan.children[0]?.children ?? []) : plan.children;
  return plan.declared.filter(({ what, line }) => {
    if (what === 'target') return false;
    const part = parts.find((node) => node.line <= line && line < node.endLine);
    return !part || (part.counts.work.total === 0 && part.counts.gate.total === 0 && !holdsPhase(plan, part));
  });
}

function holdsPhase({ phases }: Plan, { line, endLine }: { readonly line: number; readonly endLine: number }): boolean {
  return phases.some((phase) => phase.key !== '' && phase.line >= line && phase.line < endLine);
}
