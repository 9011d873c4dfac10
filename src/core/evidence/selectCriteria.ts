import { everyNode } from '../everyNode.ts';
import { isTopPart } from '../topPart.ts';
import type { Plan, PlanNode } from '../model.ts';
import { type Criterion, findCriteria, type Gate } from '../readiness/criteria.ts';

/** What a user names of the criteria of a plan. `line` is 0-based. */
export type CriteriaTarget =
  | { readonly kind: 'all' }
  | { readonly kind: 'gate'; readonly name: string }
  | { readonly kind: 'phase'; readonly name: string }
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'line'; readonly line: number };

export interface ChosenCriterion {
  readonly gate: Gate;
  readonly criterion: Criterion;
}

/** Something that a name may mean; the line is 0-based. */
export interface CriteriaCandidate {
  readonly key: string;
  readonly title: string;
  readonly line: number;
}

export type CriteriaSelection =
  | { readonly kind: 'chosen'; readonly criteria: readonly ChosenCriterion[] }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly CriteriaCandidate[] }
  /** `named`: there is such a thing, and it has no criteria. */
  | { readonly kind: 'none'; readonly named: boolean };

/**
 * The criteria that a name means, in the order of the plan: one by its key, id or line; those of a gate by its key or
 * title; those of a phase: the gates in it, and those elsewhere that decide about it.
 */
export function selectCriteria(plan: Plan, target: CriteriaTarget, services: readonly string[]): CriteriaSelection {
  const all = findCriteria(plan, { services }).flatMap((gate) =>
    gate.criteria.map((criterion): ChosenCriterion => ({ gate, criterion })),
  );
  switch (target.kind) {
    case 'all':
      return chosen(all);
    case 'gate':
      return selectGate(all, target.name);
    case 'phase': {
      const phases = plan.phases.filter(
        (phase) => !isTopPart(phase, plan.phases) && isNamed(target.name, phase.key, phase.id, phase.kind, phase.title),
      );
      return selectOne(phases, (key) => [
        ...below(
          all,
          everyNode(plan.children).find((node) => node.key === key),
        ),
        ...all.filter(({ gate }) => gate.phaseKey === key),
      ]);
    }
    case 'id': {
      const every = everyNode(plan.children);
      const exact = every.filter(({ key }) => key === target.id);
      const meant =
        exact.length > 0 ? exact : every.filter((node) => isNamed(target.id, node.key, node.id, node.kind, node.title));
      return selectOne(meant, (key) =>
        below(
          all,
          every.find((node) => node.key === key),
        ),
      );
    }
    case 'line': {
      const { line } = target;
      const on = all.filter(({ criterion, gate }) => criterion.line === line || gate.line === line);
      if (on.length > 0) return chosen(on);
      const node = everyNode(plan.children).findLast((each) => each.line <= line && line < each.endLine);
      const found = node ? below(all, node) : [];
      return node?.line === line || found.length === 1 ? chosen(found) : { kind: 'none', named: true };
    }
  }
}

/** The whole title, or a beginning that no other gate has. */
function selectGate(all: readonly ChosenCriterion[], name: string): CriteriaSelection {
  const gates = [...new Set(all.map(({ gate }) => gate))];
  const wanted = fold(name);
  const parts = ({ key, title }: Gate): readonly string[] => [key, title, ...title.split(' · ')].map(fold);
  const exact = gates.filter((gate) => parts(gate).includes(wanted));
  const meant = exact.length > 0 ? exact : gates.filter((gate) => parts(gate).some((each) => each.startsWith(wanted)));
  return selectOne(meant, (key) => all.filter(({ gate }) => gate.key === key));
}

function selectOne(
  meant: readonly CriteriaCandidate[],
  criteriaOf: (key: string) => readonly ChosenCriterion[],
): CriteriaSelection {
  const [first, second] = meant;
  if (!first) return { kind: 'none', named: false };
  if (second) return { kind: 'ambiguous', candidates: meant.map(({ key, title, line }) => ({ key, title, line })) };
  return chosen(criteriaOf(first.key));
}

function chosen(criteria: readonly ChosenCriterion[]): CriteriaSelection {
  const once = new Map(criteria.map((each) => [each.criterion.key, each]));
  const inOrder = [...once.values()].sort((a, b) => a.criterion.line - b.criterion.line);
  return inOrder.length === 0 ? { kind: 'none', named: true } : { kind: 'chosen', criteria: inOrder };
}

function below(all: readonly ChosenCriterion[], node: PlanNode | undefined): readonly ChosenCriterion[] {
  return node ? all.filter(({ criterion: { line } }) => node.line <= line && line < node.endLine) : [];
}

function isNamed(name: string, key: string, id: string | undefined, kind: string, title: string): boolean {
  const names = id === undefined ? [key, title] : [key, id, `${kind} ${id}`, title];
  return names.some((each) => fold(each) === fold(name));
}

const fold = (name: string): string => name.trim().toLowerCase().replace(/\s+/g, ' ');
