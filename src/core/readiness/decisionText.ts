import type { Plan } from '../model.ts';
import type { TextEdit } from '../textEdit.ts';
import type { Decision, DecisionState } from './decision.ts';
import type { Gate } from './criteria.ts';
import { everyNode } from '../everyNode.ts';
import { phaseOn } from './phaseNamed.ts';

const label = /^[\t >]{0,40}\*\*Decision\*\*: /;

/** A decision as a line of the plan: `**Decision**: GO (2026-01-07; go: Lead; abstain: Ops, "no time")`. */
export function decisionText(decision: Decision, { state }: DecisionState): string {
  const { votes, waiver, decidedAt } = decision;
  const polled = (['go', 'no-go', 'abstain'] as const).flatMap((vote) => {
    const own = votes.filter((one) => one.vote === vote);
    const names = own.map(({ who, why }) => (why === undefined ? plain(who) : `${plain(who)}, "${plain(why)}"`));
    return own.length === 0 ? [] : [`${vote}: ${names.join(', ')}`];
  });
  const until =
    waiver && state === 'go by waiver'
      ? [`waived by ${plain(waiver.who)} until ${waiver.until.slice(0, 10)}, "${plain(waiver.why)}"`]
      : [];
  return `**Decision**: ${state.toUpperCase()} (${[decidedAt.slice(0, 10), ...polled, ...until].join('; ')})`;
}

/**
 * The edit that writes a decision where the plan asks for it: below the decision point of the phase, else below the
 * criteria of its approval, else below a heading that says just that; a decision that stands there is replaced.
 * Undefined where the plan asks for none.
 *
 * @param lines the present text, without line ends
 * @param gates of the plan, see `findCriteria`
 */
export function decisionEdit(
  plan: Plan,
  lines: readonly string[],
  gates: readonly Gate[],
  text: string,
  phaseKey: string | undefined,
): TextEdit | undefined {
  const from = decisionLine(plan, gates, phaseKey);
  if (from === undefined || lines[from] === undefined) return undefined;
  // Behind the whole block: a list that stands directly below is not to lose its label.
  let line = from;
  while ((lines[line + 1] ?? '').trim() !== '') line++;
  const asked = lines[line] ?? '';
  const at = [line + 1, line + 2].find((next) => label.test((lines[next] ?? '').slice(0, 60)));
  if (at !== undefined) return { line: at, column: 0, endLine: at, endColumn: lines[at]?.length ?? 0, newText: text };
  // A blank line makes it a paragraph of its own, whatever stands above and below.
  return { line, column: asked.length, endLine: line, endColumn: asked.length, newText: `\n\n${text}` };
}

function decisionLine(plan: Plan, gates: readonly Gate[], phaseKey: string | undefined): number | undefined {
  const isAbout = ({ line }: { readonly line: number }): boolean => {
    const about = phaseOn(plan, line);
    return about.kind === 'phase' ? about.key === phaseKey : phaseKey === undefined;
  };
  const point = plan.decisionPoints.find(isAbout);
  if (point) return point.line;
  const gate = gates.find((one) => one.phaseKey === phaseKey && asking.test(one.title));
  if (gate) return gate.criteria.at(-1)?.line;
  for (const node of everyNode(plan.children))
    if (node.type === 'section' && askingHeading.test(node.title) && isAbout(node)) return node.line;
  return undefined;
}

const asking = /approval|sign-?off|go \/ no-go|decision (?:point|gate)/i;
/** One without criteria: the word stands alone, so that a feature such as "Approval Flow" is none. */
const askingHeading = /^(?:[a-z]{1,20} \d{1,3} )?(?:decision (?:point|gate)s?|approval|sign-?off)$/i;

/** On one line, and without signs that would end it. */
function plain(text: string): string {
  return text
    .replace(/[\s"<>]{1,100}/g, ' ')
    .trim()
    .slice(0, 200);
}
