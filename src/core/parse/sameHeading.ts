import { isStatusLabel } from '../fields/fieldLabels.ts';
import { statusOfWord } from '../text/statusVocabulary.ts';
import { segmentOf } from './assignKeys.ts';
import { namesLater, reasonOfPhase } from './assignRoles.ts';
import { isAroundWork, mayBeFirst, outlineOf, saysBeside } from './besidePhases.ts';
import { type Draft, isSection } from './draft.ts';
import { isDrawnBox } from './headingFacts.ts';
import { isAboutTask, isDependencyLabel, namesList } from './headingTasks.ts';
import type { Unit } from './choosePhases.ts';
import { isAroundTime } from './likePhases.ts';
import { isUrgency } from './namedPhases.ts';
import { sameListedHeading } from './listedLook.ts';
import { container } from './listedPhases.ts';
import { listKind } from './listKind.ts';
import { kindOf } from './nameKinds.ts';
import { isNumbered } from './nameSeries.ts';
import { withoutCopies } from './phaseCopies.ts';
import { namesWhole } from './plainPhases.ts';
import { headsRollback } from './readRunnables.ts';
import { isHintPlace } from './readRemarks.ts';
import { saysGoal } from './readShifts.ts';
import { isAboutUnit, normalize, roleOfLabel } from './roleOfLabel.ts';
import { headsUnits } from './promoteUnits.ts';
import { endsLikeGate, headsChecklist, namesLaunch } from './roleOfList.ts';
import { order as givesOrder } from './thingToDo.ts';
import { namesPreparation } from './toldParts.ts';
import { listName, namesArea, namesDegree } from './topics.ts';
import type { Rename } from './rename.ts';
import type { SettledBody } from './settledBody.ts';
import type { Standing } from './standing.ts';
import { headsEdges, mayDependOn } from './statedEdges.ts';
import { beginsWithState, headsDone, isStateName, isStateOrBacklog } from './statusLists.ts';
import type { Weights } from './weighWork.ts';
import { wishIn } from './wishes.ts';

/**
 * What a section whose heading was changed hands to those below it, where that and its name are all that changes: no rule
 * goes by its words, neither by those from before nor by those of now, and nobody else has the key or had it.
 *
 * @param section as it is read now, with its fields and its unit, but not in the tree
 */
export function renameOf(
  { root, settings, choice, plan, order }: Standing,
  before: Draft,
  section: Draft,
  was: SettledBody,
): Rename | undefined {
  const above = before.parent;
  const isPhase = before.phase && before.roleReason === reasonOfPhase(before);
  if (!above || (before.type !== 'section' && before.type !== 'task')) return undefined;
  if (choice.listed && (before.type === 'task' || !sameListedHeading(root, before, section))) return undefined;
  // The name of the document is in no key but its own; where it is a phase it is a reason, too.
  if (before.depth < 2 && (isPhase || was.given.path !== '' || before.id !== undefined || section.id !== undefined))
    return undefined;
  if (settings.options.roles && Object.keys(settings.options.roles).length > 0) return undefined;
  if (before.title !== was.section.title || !(isPhase || before.roleReason === above.roleReason)) return undefined;
  // Copies of a phase are told by their words: one that gets others may be a phase by itself.
  if (
    (choice.chosen ? [choice.chosen] : choice.units).some((unit) => !sameCopies(unit, choice.weights, before, section))
  )
    return undefined;
  if (before.unit === 'shift' || (before.unit !== undefined && before.id === undefined)) return undefined;
  if (saysSomething(before) || saysSomething(section)) return undefined;
  if (before.unit !== was.section.unit) return undefined;
  if (sortsWork(before) || sortsWork(section) || signOf(before) !== signOf(section)) return undefined;
  if (saysOfParts(before.text) !== saysOfParts(section.text)) return undefined;
  const { chosen, phases } = choice;
  const counted = chosen && phases.find(({ unit }) => unit === chosen.unit);
  if (saysBeside(before, above, counted) !== saysBeside(section, above, counted)) return undefined;
  if (isAroundWork(before) !== isAroundWork(section)) return undefined;
  // Numbered headings that give orders are tasks, see numberedTopics.ts.
  if (before.id !== undefined && givesOrder.test(before.title) !== givesOrder.test(section.title)) return undefined;
  if (endsLikeGate(before, [before.text, section.text])) return undefined;
  if (before.phase && mayDependOn(order, [before.title, section.title])) return undefined;
  if (plan.shifts?.goals.some(({ line }) => line === before.line)) return undefined;
  if (above.unit === 'task' && isAboutTask(before) !== isAboutTask(section)) return undefined;
  if (!Object.is(outlineOf(before), outlineOf(section))) return undefined;
  if (kindOf(before) !== kindOf(section)) return undefined;
  const [old, now] = [segmentOf(before), segmentOf({ ...section, type: before.type })];
  const { kind } = before;
  const reason = isPhase && { from: before.roleReason, to: reasonOfPhase({ kind, title: section.title }) };
  const named = (to: string): Rename => ({ from: before.key, to, ...(reason && { reason }) });
  if (old === now) return named(before.key);
  const path = before.key === old ? '' : before.key.slice(0, -old.length - 1);
  if (before.key !== (path === '' ? old : `${path}/${old}`)) return undefined;
  const isTaken = places(root, above, path).some((place) =>
    place.children.some((child) => child !== before && hasSegment(child, old, now)),
  );
  return isTaken ? undefined : named(path === '' ? now : `${path}/${now}`);
}

/** Whether the same sections of a unit are copies of others, where another has the number of the one with other words. */
function sameCopies({ sections }: Unit, weights: Weights, one: Draft, { title }: Draft): boolean {
  const id = one.id?.toLowerCase();
  if (!sections.includes(one) || !sections.some((other) => other !== one && other.id?.toLowerCase() === id))
    return true;
  const kept = withoutCopies(sections, weights);
  const { title: old } = one;
  one.title = title;
  const now = withoutCopies(sections, weights);
  one.title = old;
  return kept.length === now.length && kept.every((section, index) => section === now[index]);
}

/** The sections whose keys begin alike: at the top those of the document and of its title. */
function places(root: Draft, above: Draft, path: string): readonly Draft[] {
  if (path !== '') return [above];
  return [root, ...root.children.filter((child) => isSection(child) && child.depth === 1)];
}

function hasSegment(child: Draft, old: string, now: string): boolean {
  if (child.stands) return child.stands.segments.has(old) || child.stands.segments.has(now);
  // A label has no part in the keys of what stands below it.
  if (child.type === 'group') return true;
  const segment = segmentOf(child);
  return segment === old || segment === now;
}

/** "✅" of "✅ 3. Routes": those beside it may begin with the same. */
function signOf({ text }: Draft): string | undefined {
  return /^\p{Extended_Pictographic}/u.exec(text)?.[0];
}

/** Whether the words of a heading say how work is sorted, or what the list below it is. */
function sortsWork(section: Draft): boolean {
  const { text } = section;
  return (
    namesPreparation(text) ||
    listKind(text) !== undefined ||
    isUrgency(section) ||
    isStateOrBacklog(section) ||
    beginsWithState(section) ||
    isStateName(normalize(text)) ||
    mayBeFirst(text) ||
    isAroundTime(text) ||
    namesArea(text) ||
    namesDegree(text) ||
    wishIn(text) !== undefined
  );
}

/** What the words of a heading say of the headings and labels below it. */
function saysOfParts(text: string): string {
  return [headsChecklist(text), headsUnits.test(text), listName.test(normalize(text)), namesWhole(text)].join(' ');
}

/** Whether a rule goes by the words of a heading. */
function saysSomething(section: Draft): boolean {
  const { text, title, status, unit } = section;
  const name = normalize(text);
  return (
    roleOfLabel(text) !== undefined ||
    roleOfLabel(title) !== undefined ||
    isAboutUnit({ title, text }) ||
    isDrawnBox(text) ||
    namesList(text) ||
    isDependencyLabel(text) ||
    isStatusLabel(title) ||
    isHintPlace(section) ||
    headsEdges(section) ||
    namesLaunch(text) ||
    namesLater(text) ||
    /^(?:(?:issue |ticket |bug )?#\d|[A-Z][.)] )/i.test(text) ||
    headsRollback(text.slice(0, 300)) ||
    (unit === undefined && isNumbered(section)) ||
    saysGoal(text) ||
    container.test(name) ||
    (status === 'done' && (name === '' || statusOfWord(name) !== undefined || headsDone(text)))
  );
}
