import type { Remark } from '../model.ts';
import { pushAll } from '../pushAll.ts';
import { repairGarbled } from '../text/garbled.ts';
import type { Body } from './body.ts';
import { type Draft, pass, walk } from './draft.ts';
import { normalize } from './roleOfLabel.ts';

const decisionLabel =
  /^(?:decision ?points?|checkpoints?|decision gates?|decisions? (?:required|needed)|gate review|go[ /-]+no-?[ ]?go(?: decision)?)$/;
const checkpointMark = /\[checkpoint: ?([^\]]{1,80})\]/i;

/**
 * The places where the author wants somebody to decide: `**Decision Point**: GO/NO-GO for Phase 2`,
 * `**Checkpoint**: foundation ready`, a heading with `[checkpoint: 7fae265]`. In document order.
 */
export function readDecisionPoints(root: Draft): readonly Remark[] {
  const points: Remark[] = [];
  walk(root, (draft) => pushAll(points, draft.settled?.decisionPoints ?? pointsOf(draft)), pass);
  return points.sort((a, b) => a.line - b.line);
}

/** Notes the decision points in the own texts of sections. */
export function noteDecisionPoints(bodies: readonly Body[]): void {
  for (const { notes, section, content } of bodies)
    if (notes) notes.facts.decisionPoints = ofAll(section, content, pointsOf);
}

function pointsOf({ text, line: at, fields }: Draft): readonly Remark[] {
  const points: Remark[] = [];
  const mark = checkpointMark.exec(text.slice(-400))?.[1]?.trim();
  if (mark !== undefined && mark !== '') points.push({ text: mark, line: at });
  for (const { label, value, line } of fields)
    if (label.length <= 40 && decisionLabel.test(normalize(label)))
      points.push({ text: repairGarbled(value).text, line });
  return points;
}

/** What a section and its own text say, in the order of `walk`. */
function ofAll(
  section: Draft,
  content: readonly Draft[],
  read: (draft: Draft) => readonly Remark[],
): readonly Remark[] {
  const remarks = [...read(section)];
  for (const draft of content) walk(draft, (below) => pushAll(remarks, read(below)));
  return remarks;
}

const hintLabel =
  /^(?:(?:recommended |suggested |our |my |the )?(?:next|immediate|next immediate|immediate next|first)(?: (?:actions?|commands?|steps?|tasks?))(?: items?)?|what'?s next|what is next|what to do next|next up|where to start|(?:resume|continue|pick up) here|nächste[rn]? schritte?|prochaines? étapes?|próximos? pas(?:o|os|so|sos)|следующи[йе] шаги?|下一步|次のステップ|次にやること|다음 (?:단계|할 일)|start here|start here (?:right )?now|priority order|do (?:this )?(?:first|next)|up next)$/;
/** More than this is a list of work, not a hint. */
const mostHints = 20;

/**
 * What the author says comes next: the value of `**Next Action**: ...`, or what stands directly below a heading or label
 * such as "Immediate Action Items", "Start Here", "Priority Order", "Next Command". Plain bullets are still in the tree
 * here, so it has to be called before the tasks are settled. In document order.
 */
export function readHints(root: Draft): readonly Remark[] {
  const hints: Remark[] = [];
  walk(root, (draft) => pushAll(hints, draft.settled?.hints ?? hintsOf(draft)), pass);
  return hints.sort((a, b) => a.line - b.line);
}

/** Notes the hints in the own texts of sections. One that is a hint itself lists what stands below it, not only its own. */
export function noteHints(bodies: readonly Body[]): void {
  for (const { notes, section, content } of bodies) {
    if (!notes) continue;
    if (isHintPlace(section)) notes.isOpen = true;
    else notes.facts.hints = ofAll(section, content, hintsOf);
  }
}

function hintsOf(draft: Draft): readonly Remark[] {
  const hints: Remark[] = [];
  for (const { label, value, line } of draft.fields)
    if (isHint(label)) hints.push({ text: repairGarbled(value).text, line });
  if (isHintPlace(draft)) hints.push(...itemsBelow(draft).slice(0, mostHints));
  return hints;
}

export function isHintPlace(draft: Draft): boolean {
  return (draft.type === 'section' || draft.type === 'group') && draft.depth !== 1 && isHint(draft.text);
}

function isHint(label: string): boolean {
  return label.length <= 80 && hintLabel.test(normalize(label));
}

function itemsBelow(draft: Draft): readonly Remark[] {
  const items = draft.children.flatMap((child): readonly Remark[] => {
    const isPlace =
      child.type === 'group' || (child.type === 'section' && child.unit !== 'step' && child.unit !== 'task');
    // A hint below a hint is listed by itself.
    if (isPlace) return isHint(child.text) ? [] : itemsBelow(child);
    return [{ text: child.title, line: child.line }];
  });
  return items.length > 0 ? items : commandsIn(draft);
}

function commandsIn(draft: Draft): readonly Remark[] {
  return draft.code.flatMap(({ block, inline, line }) => {
    if (inline !== undefined) return [{ text: inline, line }];
    const lines = block?.fenced === true ? block.body.split('\n').map((text) => text.trim()) : [];
    const commands = lines.filter((text) => text !== '' && !text.startsWith('#'));
    return commands.length === 0 ? [] : [{ text: commands.join(' && ').slice(0, 300), line }];
  });
}
