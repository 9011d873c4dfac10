import type { Plan } from '../model.ts';

/**
 * Reads a document as a plan. Never throws, whatever the text.
 *
 * @param path relative to the root, with `/`; decides the dialect and the kind together with the text
 */
export function parsePlan(path: string, text: string): Plan {
  void text;
  return {
    path,
    title: path,
    kind: 'plan',
    boxes: { total: 0, done: 0 },
    boxesInCode: 0,
    counts: emptyCounts(),
    phases: [],
    children: [],
    runnables: [],
    declared: [],
    problems: [],
  };
}

function emptyCounts(): Plan['counts'] {
  const none = { total: 0, done: 0 };
  return { work: none, gate: none, recurring: none, form: none, metric: none, echo: none, future: none };
}
