import { statusOfWord } from '../text/statusVocabulary.ts';
import { segmentOf } from './assignKeys.ts';
import { outlineOf } from './besidePhases.ts';
import { type Draft, isSection } from './draft.ts';
import { isDrawnBox } from './headingFacts.ts';
import { headsDone, isAboutTask, isDependencyLabel, namesList } from './headingTasks.ts';
import { kindOf } from './nameKinds.ts';
import { isNumbered } from './nameSeries.ts';
import { headsRollback } from './readRunnables.ts';
import { isHintPlace } from './readRemarks.ts';
import { saysGoal } from './readShifts.ts';
import { isAboutUnit, normalize, roleOfLabel } from './roleOfLabel.ts';
import { namesLaunch } from './roleOfList.ts';
import type { SettledBody } from './settledBody.ts';
import type { Standing } from './standing.ts';
import { headsEdges } from './statedEdges.ts';

/**
 * The key of a section whose heading was changed, where that is all that changes by it: no rule goes by its words, neither
 * by those from before nor by those of now, and nobody else has the key or had it.
 *
 * @param section as it is read now, with its fields and its unit, but not in the tree
 */
export function keyOfHeading(
  { root, settings, choice }: Standing,
  before: Draft,
  section: Draft,
  was: SettledBody,
): string | undefined {
  const above = before.parent;
  if (!above || before.depth < 2 || before.phase || before.type !== 'section' || choice.listed) return undefined;
  if (settings.options.roles && Object.keys(settings.options.roles).length > 0) return undefined;
  if (before.title !== was.section.title || before.roleReason !== above.roleReason) return undefined;
  // Copies of a phase are told by their words: one that gets others may be a phase by itself.
  if ((choice.chosen ? [choice.chosen] : choice.units).some(({ sections }) => isCopied(sections, before)))
    return undefined;
  if (before.unit === 'shift' || (before.unit !== undefined && before.id === undefined)) return undefined;
  if (saysSomething(before) || saysSomething(section)) return undefined;
  if (above.unit === 'task' && isAboutTask(before) !== isAboutTask(section)) return undefined;
  if (!Object.is(outlineOf(before), outlineOf(section))) return undefined;
  if (kindOf(before) !== kindOf(section)) return undefined;
  const [old, now] = [segmentOf(before), segmentOf(section)];
  if (old === now) return before.key;
  // Below it stand the keys of other headings, tasks among them, which would have to be made anew.
  if (before.id !== undefined || before.children.some((child) => child.stands === undefined && child.depth > 0))
    return undefined;
  const path = before.key === old ? '' : before.key.slice(0, -old.length - 1);
  if (before.key !== (path === '' ? old : `${path}/${old}`)) return undefined;
  const isTaken = places(root, above, path).some((place) =>
    place.children.some((child) => child !== before && hasSegment(child, old, now)),
  );
  return isTaken ? undefined : path === '' ? now : `${path}/${now}`;
}

/** Whether another of these sections has the number of one of them. */
function isCopied(sections: readonly Draft[], one: Draft): boolean {
  const id = one.id?.toLowerCase();
  return sections.includes(one) && sections.some((other) => other !== one && other.id?.toLowerCase() === id);
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

const container = /(?:^| )(?:phases|milestones|stages|sprints|epics|workstreams)$/;

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
    isHintPlace(section) ||
    headsEdges(section) ||
    namesLaunch(text) ||
    /^(?:#\d|[A-Z][.)] )/.test(text) ||
    headsRollback(text.slice(0, 300)) ||
    (unit === undefined && isNumbered(section)) ||
    saysGoal(text) ||
    container.test(name) ||
    (status === 'done' && (name === '' || statusOfWord(name) !== undefined || headsDone(text)))
  );
}
