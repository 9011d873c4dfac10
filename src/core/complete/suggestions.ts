import type { Plan, PlanNode, Priority, Status } from '../model.ts';
import { nodesOn } from '../nodesOn.ts';
import { nodeLabel } from '../show/nodeLabel.ts';
import type { CompletionSpot } from './completionSpot.ts';

/** One thing to choose. */
export interface Suggestion {
  readonly text: string;
  /** What it stands for: the title of a task, the state of a mark. */
  readonly about: string;
  readonly status?: Status;
}

const priorityWords: Readonly<Record<Priority, string>> = { P0: 'critical', P1: 'high', P2: 'medium', P3: 'low' };
/** The marks that most plans use; what the plan itself uses goes before. */
const usualMarks: readonly (readonly [Status, string])[] = [
  ['open', ' '],
  ['done', 'x'],
  ['doing', '~'],
  ['blocked', '!'],
  ['cancelled', '-'],
];

/**
 * What fits at a spot, best first.
 *
 * @param owners those that the plans of the workspace name
 * @param line 0-based; a task does not depend on itself or on what it stands in
 */
export function suggestions(
  { what }: Pick<CompletionSpot, 'what'>,
  plan: Plan,
  owners: readonly string[],
  line: number,
): readonly Suggestion[] {
  switch (what) {
    case 'id':
      return idsOf(plan, new Set(nodesOn(plan, line)));
    case 'owner':
      return owners.map((owner) => ({ text: owner, about: '' }));
    case 'priority':
      return prioritiesOf(plan);
    case 'mark':
      return marksOf(plan);
  }
}

function idsOf(plan: Plan, excluded: ReadonlySet<PlanNode>): readonly Suggestion[] {
  const found = new Map<string, Suggestion>();
  const collect = (nodes: readonly PlanNode[]): void => {
    for (const node of nodes) {
      const text = nameOf(node);
      if (text !== undefined && !excluded.has(node) && !found.has(text))
        found.set(text, { text, about: nodeLabel(node), status: node.status });
      collect(node.children);
    }
  };
  collect(plan.children);
  return [...found.values()];
}

/** As a dependency names it: `T014`, `1.1`; a bare number and the number of a section need their word, `Phase 2`. */
function nameOf({ id, kind, type }: PlanNode): string | undefined {
  if (id === undefined) return undefined;
  const isTask = type === 'task';
  if (!isTask && (kind === 'section' || kind === 'group')) return /^\d+$/.test(id) ? undefined : id;
  if (isTask && !/^\d+$/.test(id)) return id;
  return `${kind.charAt(0).toUpperCase()}${kind.slice(1)} ${id}`;
}

function prioritiesOf(plan: Plan): readonly Suggestion[] {
  const words = new Set<string>();
  const collect = (nodes: readonly PlanNode[]): void => {
    for (const { fields, children } of nodes) {
      for (const { label, value } of fields)
        if (/^priority$/i.test(label) && /^\p{L}{3,10}$/u.test(value)) words.add(value);
      collect(children);
    }
  };
  collect(plan.children);
  const known = Object.entries(priorityWords).map(([text, about]) => ({ text, about }));
  return [...[...words].map((text) => ({ text, about: '' })), ...known];
}

/** One mark for each state: the one that the plan uses most, else the usual one, if the plan gives it no other meaning. */
function marksOf(plan: Plan): readonly Suggestion[] {
  const used = new Map<string, { readonly status: Status; count: number }>();
  const collect = (nodes: readonly PlanNode[]): void => {
    for (const { mark, status, children } of nodes) {
      if (mark) {
        const known = used.get(mark.char);
        if (known) known.count++;
        // Struck text with an open box is skipped, and its mark means open all the same.
        else used.set(mark.char, { status: mark.char === ' ' ? 'open' : status, count: 1 });
      }
      collect(children);
    }
  };
  collect(plan.children);
  const own = [...used].sort(([, a], [, b]) => b.count - a.count);
  return usualMarks.flatMap(([status, usual]) => {
    const char = own.find(([, one]) => one.status === status)?.[0] ?? (used.has(usual) ? undefined : usual);
    return char === undefined ? [] : [{ text: char, about: '', status }];
  });
}
