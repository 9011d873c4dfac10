import type { Mark, Plan, PlanNode } from '../model.ts';
import type { TextEdit } from '../textEdit.ts';
import { locateMark } from './locateMark.ts';

/** What the last toggle of a task wrote, and over what: so that toggling back restores what stood there. */
export interface ToggledMark {
  readonly wrote: string;
  readonly replaced: string;
}

export type ToggleRefusal =
  /** The task is not there any more. */
  | 'missing'
  /** Several tasks read the same, and their number has changed. */
  | 'ambiguous'
  /** The task has no checkbox. */
  | 'unboxed'
  /** The text at the place of the mark is not what the parser read there. */
  | 'moved';

export type ToggleResult =
  | { readonly kind: 'edit'; readonly edit: TextEdit; readonly toggled: ToggledMark }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly reason: ToggleRefusal };

export interface ToggleRequest {
  /** The plan of the present text. */
  readonly plan: Plan;
  /** One line of the present text, without its line end; 0-based. */
  readonly lineAt: (line: number) => string | undefined;
  /** The plan in which the user saw the task. */
  readonly seen: Plan;
  readonly key: string;
  /** The state that is wanted; left out: the other one. */
  readonly done?: boolean;
  readonly last?: ToggledMark;
}

/**
 * The edit of one character that ticks or unticks a task: `- [ ] a` becomes `- [x] a`.
 *
 * The mark is the one the document uses (`X` in a document that writes `X`); a task that our last toggle changed gets
 * back what stood there before (`[-]` ticked and unticked is `[-]`).
 */
export function toggleMark({ plan, lineAt, seen, key, done, last }: ToggleRequest): ToggleResult {
  const location = locateMark(plan, key, seen);
  if (location.kind !== 'found') return { kind: 'refused', reason: location.kind };
  const { node, mark } = location;
  if (!standsAt(lineAt(mark.line), mark)) return { kind: 'refused', reason: 'moved' };
  const isDone = node.status === 'done';
  if (done === isDone) return { kind: 'unchanged' };
  const newText = last?.wrote === mark.char ? last.replaced : isDone ? ' ' : doneMark(plan);
  const { line, column, char } = mark;
  return {
    kind: 'edit',
    edit: { line, column, endLine: line, endColumn: column + char.length, newText },
    toggled: { wrote: newText, replaced: char },
  };
}

function standsAt(line: string | undefined, { column, char }: Mark): boolean {
  return line?.slice(column - 1, column + char.length + 1) === `[${char}]`;
}

/** The mark that most of the done tasks carry; `x` where none is done. */
function doneMark(plan: Plan): string {
  const uses = new Map<string, number>();
  const visit = (nodes: readonly PlanNode[]): void => {
    for (const { status, mark, children } of nodes) {
      if (mark && status === 'done') uses.set(mark.char, (uses.get(mark.char) ?? 0) + 1);
      visit(children);
    }
  };
  visit(plan.children);
  const [most] = [...uses].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? 'x';
}
