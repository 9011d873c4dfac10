import type { Plan, PlanNode, Remark } from '../model.ts';
import { nodeLabel } from '../show/nodeLabel.ts';

export interface HintRank {
  /** 0 for what is named first. */
  readonly rank: number;
  readonly hint: Remark;
}

/** Hints are short and few; what a plan says beyond that is no order any more. */
const mostHints = 50;
const longestHint = 300;

/**
 * The tasks and sections that the hints of a plan are about: the one that a hint is itself, else those that it names by
 * label (`Phase 2: Build`), id or title, or whose title begins with it: `1. Observability (SEE the problem)`.
 */
export function hintRanks(plan: Plan): ReadonlyMap<PlanNode, HintRank> {
  const ranks = new Map<PlanNode, HintRank>();
  const hints = plan.hints.slice(0, mostHints).map((hint, rank) => ({
    rank,
    hint,
    text: ` ${wordsOf(hint.text)} `,
    start: wordsOf(/^[^(:–—]{0,300}/.exec(hint.text)?.[0] ?? ''),
  }));
  if (hints.length === 0) return ranks;
  const visit = (node: PlanNode): void => {
    const names = namesOf(node);
    const title = wordsOf(node.title);
    const found = hints.find(
      ({ hint, text, start }) =>
        hint.line === node.line ||
        names.some((name) => text.includes(` ${name} `)) ||
        (start.length >= 8 && ` ${title} `.includes(` ${start} `)),
    );
    if (found) ranks.set(node, { rank: found.rank, hint: found.hint });
    node.children.forEach(visit);
  };
  plan.children.forEach(visit);
  return ranks;
}

/** How a sentence would name a node. A bare number names nothing. */
function namesOf(node: PlanNode): readonly string[] {
  const { id, kind, title } = node;
  const unit = id === undefined ? [] : [`${kind} ${id}`, ...(/\d/.test(id) && /[^\d]/.test(id) ? [id] : [])];
  const names = [...unit, nodeLabel(node), ...(title.length >= 8 ? [title] : [])].map(wordsOf);
  return names.filter((name) => name.length >= 3 && !/^\d+$/.test(name));
}

function wordsOf(text: string): string {
  return text
    .slice(0, longestHint)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.]+/gu, ' ')
    .replace(/\.(?= |$)/g, '')
    .trim();
}
