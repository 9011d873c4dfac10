import { type MarkOptions, readLegend, statusOfMark } from '../fields/marks.ts';
import type { Plan, PlanNode, Status } from '../model.ts';
import type { TaskState } from './taskState.ts';

/** What the characters between brackets mean in a document. */
export type MarkMeanings = Required<MarkOptions>;

/**
 * What the marks of a document mean: by its own legend, by the configuration, by its dialect.
 *
 * @param lines the text without line ends
 * @param configured of `.runsheet.json`; it wins
 */
export function markMeanings(
  path: string,
  lines: readonly string[],
  configured: Readonly<Record<string, Status>> = {},
): MarkMeanings {
  const legend = new Map([...readLegend(lines), ...Object.entries(configured)]);
  const kiro = /(?:^|\/)\.kiro\//.test(path) || lines.some((line) => line.includes('_Requirements:'));
  return { kiro, legend };
}

/** The marks that most plans use for a state, the most usual first. */
const usualMarks: Readonly<Record<TaskState, readonly string[]>> = {
  open: [' '],
  done: ['x', 'X'],
  doing: ['~', '/', '-'],
  blocked: ['!'],
  cancelled: ['-'],
};

/**
 * The character that says a state in this document: the one that most of its boxes in that state carry, else one that its
 * legend or the configuration names, else the usual one. Undefined where that one means something else here, as `[-]`
 * in Kiro's task lists.
 */
export function chooseMark(plan: Plan, state: TaskState, meanings: MarkMeanings): string | undefined {
  const uses = new Map<string, number>();
  const count = (nodes: readonly PlanNode[]): void => {
    for (const { mark, children } of nodes) {
      if (mark && statusOfMark(mark.char, meanings) === state) uses.set(mark.char, (uses.get(mark.char) ?? 0) + 1);
      count(children);
    }
  };
  count(plan.children);
  if (state === 'open' && uses.has(' ')) return ' ';
  // An unknown character is read as open, which is no reason to write it.
  if (state === 'open') for (const char of uses.keys()) if (!meanings.legend.has(char)) uses.delete(char);
  const [most] = [...uses].sort(([, a], [, b]) => b - a);
  if (most) return most[0];
  const candidates = meanings.kiro && state === 'doing' ? ['-'] : usualMarks[state];
  const usual = candidates.find((char) => statusOfMark(char, meanings) === state);
  const explained = [...meanings.legend].find(([char, status]) => status === state && char !== ' ');
  return state === 'open' ? usual : (explained?.[0] ?? usual);
}
