import { type Draft, walk } from './draft.ts';
import { isTaskUnit } from './headingTasks.ts';
import { roleOfLabel } from './roleOfLabel.ts';
import { roleOfList } from './roleOfList.ts';

/** How many boxes of work a node owns; rows of tables of work, where the document has no such boxes. */
export interface Weights {
  of(draft: Draft): number;
  /** Headings below it that are tasks by their number. */
  taskHeadings(draft: Draft): number;
}

/** Ideas for later number their own phases, which never go before those of the plan. */
export function isInFuture(draft: Draft): boolean {
  for (let at = draft.parent; at; at = at.parent) if (roleOfLabel(at.text) === 'future') return true;
  return false;
}

/** Lists that say when work is good or how much of it there is; they do not make a section the place of the work. */
const besideWork = new Set(['gate', 'metric', 'recurring', 'echo']);

/**
 * Counts the boxes of every node without those of criteria, metrics, routines and recaps: twelve success criteria under
 * "Phase 1 Success" do not make that heading the phase 1.
 */
export function weighWork(root: Draft): Weights {
  const order: Draft[] = [];
  const units = new Set<string>();
  const heads = new Set<Draft>();
  const beside = new Set<Draft>();
  walk(root, (draft) => {
    order.push(draft);
    if (draft.parent && (beside.has(draft.parent) || heads.has(draft.parent))) beside.add(draft);
    if (isBeside(draft)) heads.add(draft);
    if (draft.type === 'section' && draft.unit !== undefined && draft.id !== undefined)
      units.add(`${draft.unit} ${draft.id}`);
  });
  order.reverse();
  const boxes = sumUp(order, heads, (draft) => draft.mark !== undefined && !namesUnit(draft, units));
  const weights = boxes.get(root) ? boxes : sumUp(order, heads, (draft) => draft.kind === 'row');
  const headings = countTaskHeadings(order);
  return {
    of: (draft) => (beside.has(draft) ? 0 : (weights.get(draft) ?? 0)),
    taskHeadings: (draft) => headings.get(draft) ?? 0,
  };
}

/** @param order children before their parents */
function sumUp(
  order: readonly Draft[],
  heads: ReadonlySet<Draft>,
  counts: (draft: Draft) => boolean,
): ReadonlyMap<Draft, number> {
  const weights = new Map<Draft, number>();
  for (const draft of order) {
    const below = heads.has(draft) ? 0 : (weights.get(draft) ?? 0);
    const own = below + (counts(draft) ? 1 : 0);
    weights.set(draft, own);
    if (draft.parent) weights.set(draft.parent, (weights.get(draft.parent) ?? 0) + own);
  }
  return weights;
}

/** @param order children before their parents */
function countTaskHeadings(order: readonly Draft[]): ReadonlyMap<Draft, number> {
  const found = new Map<Draft, number>();
  for (const draft of order) {
    if (draft.type !== 'section') continue;
    const below = (found.get(draft) ?? 0) + (isTaskUnit(draft) ? 1 : 0);
    if (draft.parent && below > 0) found.set(draft.parent, (found.get(draft.parent) ?? 0) + below);
  }
  return found;
}

/** `- [ ] **Phase 1: Shelves**` in a list of the phases is no work beside that of the heading "Phase 1". */
function namesUnit(draft: Draft, units: ReadonlySet<string>): boolean {
  if (draft.type !== 'task' || draft.unit === undefined || draft.id === undefined || draft.boxes > 1) return false;
  return draft.unit !== 'task' && draft.unit !== 'step' && units.has(`${draft.unit} ${draft.id}`);
}

/** A numbered unit is the place of its work whatever its words, unless it stands in a list of criteria. */
function isBeside(draft: Draft): boolean {
  if (draft.boxes === 0 || draft.mark || (draft.type === 'section' && draft.unit !== undefined)) return false;
  return besideWork.has(roleOfList(draft) ?? 'work');
}
