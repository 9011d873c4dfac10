import { ancestor, type Draft, isSection, neighbours, plainItems } from './draft.ts';
import { isDrawnBox } from './headingFacts.ts';
import { listKind } from './listKind.ts';
import { isOrdered, isPlanItself, namesCountedPlan, namesPlan } from './planItself.ts';
import { repeatsTickets } from './repeatedTickets.ts';
import { isAboutUnit, normalize, roleOfLabel } from './roleOfLabel.ts';
import { isStateName, isStateOrBacklog } from './statusLists.ts';
import {
  delivered,
  endsWithColon,
  isChecked,
  isShort,
  isThingToDo,
  order,
  startsAsTask,
  tested,
  topic,
} from './thingToDo.ts';
import { isArea, isTopic, namesArea, namesTopic } from './topics.ts';
import { isMustHave, wordOfWish } from './wishes.ts';

/**
 * Work in plain lists, for plans that have no boxes of it: the items that stand directly below the heading of a phase or
 * below a label are its tasks, unless the label says that they are about the work (goals, risks, files) or criteria.
 * Where a label says outright that its items are the tasks, the other lists beside it are not.
 *
 * @param place a section or group; its own words are not asked
 * @returns bullets in document order, none below another
 */
export function listedWork(place: Draft): readonly Draft[] {
  const open = place.children.filter((child) => isPlace(child) && !isBesideWork(child) && !repeatsTickets(child));
  // What else has a label explains the numbered one before it.
  if (place.children.some((child) => isNumberedTask(child, place)))
    return inOrder(open.filter(({ type }) => type === 'section'));
  const labels = place.children.filter(isWorkLabel);
  const sorted = open.filter(({ text }) => isStateName(normalize(text))).length > 1;
  const isOneOfMany = (child: Draft): boolean => (sorted && isStateName(normalize(child.text))) || isArea(child);
  const tasks = [
    ...labels,
    ...open.filter((child) => child.type === 'group' && isAllWork(child) && !isOneOfMany(child)),
  ];
  const sections = open.filter((child) => child.type === 'section');
  if (tasks.length > 0) return inOrder([...tasks, ...sections]);
  const workSections =
    place.depth < 2 ? [] : sections.filter((child) => listKind(child.text) === 'work' && !isOneOfMany(child));
  if (workSections.length > 0) return inOrder(workSections);
  const isHeaded = place.children.some((child) => child.type === 'task' && child.kind !== 'row');
  const direct = isHeaded ? [] : thingsToDo(place);
  const areParts = sections.filter(({ text }) => listKind(text) === undefined).length >= 2;
  const isPart = (child: Draft): boolean =>
    child.unit !== undefined ||
    listKind(child.text) !== 'output' ||
    isArea(child) ||
    (areParts && sections.length >= 3 && isPartToDo(child));
  const parts = inOrder(open.filter(isPart));
  const found = [...direct, ...parts].sort((a, b) => a.line - b.line);
  if (found.length > 0 || place.children.some(holdsTask)) return found;
  const rows = listedAside(place);
  if (rows.length > 0) return rows;
  // "Main focus: write the report" over what is done for it, and nothing beside it.
  const bullets = plainItems(place);
  const [only] = bullets;
  if (only && bullets.length === 1 && place.unit !== undefined && only.children.length > 1) {
    const steps = thingsToDo(only);
    if (steps.length > 0) return steps;
  }
  // How it is tested is no work beside what is delivered.
  const made = open.filter((child) => !tested.test(normalize(child.text)));
  const isNamed = made.some((child) => delivered.test(normalize(child.text)));
  const deliveries = isNamed ? inOrder(made) : [];
  return deliveries.length > 0 ? deliveries : inOrder(open);
}

/** `**1.2 Oil the hinges**`, see isNumberedLabel. */
function isNumberedTask({ type, depth, mark, id = '' }: Draft, place: Draft): boolean {
  return type === 'task' && depth === 0 && !mark && place.id !== undefined && id.startsWith(`${place.id}.`);
}

/** "Remaining work" and "Next tasks" stand beside what was done. */
const rest = /^(?:remaining|next|outstanding|further|follow-?up|left|still) (?!steps?$)/;

/** A label that says outright that its items are the tasks. */
function isAllWork({ text }: Draft): boolean {
  return listKind(text) === 'work' && !rest.test(normalize(text));
}

/** "Tests: one for each page" in a list of which each item begins with its topic is one of them, not how they are tested. */
function thingsToDo(list: Draft): readonly Draft[] {
  const items = plainItems(list);
  const found = items.filter(isThingToDo);
  if (found.length >= 2 && found.every(isLabelOfItems)) return found.flatMap(thingsToDo);
  // "3. **Final validation**: run all of it", behind two such steps.
  if (found.length >= 2 && found.length * 2 > items.length && items.every(({ ordered, bold }) => ordered && bold))
    return items;
  const others = items.length - found.length;
  if (others * 2 > found.length || !items.every(({ text }) => topic.test(text))) return found;
  return items.filter((item) => found.includes(item) || isChecked(item.text));
}

/** `- **Server:**` over a list of its own. */
function isLabelOfItems({ bold, ordered, text, children }: Draft): boolean {
  return bold && !ordered && endsWithColon.test(text) && children.some(isThingToDo);
}

/** "Testing" over "Add unit tests", one of several headings that hold the work of their phase. */
function isPartToDo(child: Draft): boolean {
  return child.type === 'section' && saysWhatToDo(child);
}

/**
 * Rows of tables and paragraphs that begin with a bold title: the work of a numbered phase that has no lists of it. Rows of
 * things to do are so anywhere, and so are those of a table of spans that are no phases themselves and titles with numbers.
 */
function listedAside(place: Draft): readonly Draft[] {
  const toDo = place.children.filter((child) => child.kind === 'toDo');
  if (toDo.length > 0) return toDo;
  const counted = place.children.filter(({ kind, id }) => kind === 'lead' && id !== undefined);
  if (counted.length > 2) return counted;
  const told = place.children.filter(({ kind }) => kind === 'lead');
  if (told.length > 1 && isStateName(normalize(place.text))) return told;
  const spans = place.children.filter((child) => child.kind === 'span');
  if (spans.length > 1) return spans;
  const isInUnit = place.unit !== undefined || ancestor(place, (at) => at.unit !== undefined) !== undefined;
  if (!isInUnit && !isStateBesideUnits(place) && !isStateOverRows(place)) return [];
  const rows = place.children.filter((child) => child.kind === 'cell');
  if (rows.length > 0) return rows;
  const entries = place.children.filter(({ kind }) => kind === 'entry');
  const isLike = (one: Draft): boolean => one !== place && one.unit === place.unit && one.children.some(isRowOfTable);
  const areAll = entries.length > 0 && place.unit !== undefined && neighbours(place).some(isLike);
  if (areAll || (place.unit === undefined && isStateOverRows(place))) return entries;
  const titled = place.children.filter((child) => child.kind === 'lead');
  return titled.length > 1 ? titled : [];
}

/** Of a table that is no list of work by its columns; where several units have one, it is. */
function isRowOfTable({ kind }: Draft): boolean {
  return kind === 'entry' || kind === 'cell';
}

/** "Done" or "Backlog" beside "v1.1" and "v1.2". */
function isStateBesideUnits(place: Draft): boolean {
  if (!isStateOrBacklog(place)) return false;
  const units = neighbours(place).filter(({ depth, unit }) => depth === place.depth && unit !== undefined);
  return units.length > 1;
}

/** "Now", "Next" and "Later", each over a table. */
function isStateOverRows(place: Draft): boolean {
  const isOne = ({ type, depth, text, children }: Draft): boolean =>
    type === 'section' && depth === place.depth && children.some(isRowOfTable) && isStateName(normalize(text));
  const root = ancestor(place, ({ parent }) => parent === undefined);
  return root?.boxes === 0 && isOne(place) && neighbours(place).filter(isOne).length > 1;
}

/** Boxes of criteria are no tasks of a place. */
function holdsTask(draft: Draft): boolean {
  return draft.type === 'task' || (isPlace(draft) && !isBesideWork(draft) && draft.children.some(holdsTask));
}

const inOrder = (places: readonly Draft[]): readonly Draft[] =>
  [...places].sort((a, b) => a.line - b.line).flatMap(listedWork);

/** A label or heading whose lists are about the work, whatever they say. */
export function isBesideWork(draft: Draft): boolean {
  if (draft.unit !== undefined) return isAboutUnit(draft);
  if (['risk', 'rollback', 'log', 'option'].includes(draft.kind)) return true;
  // "Progress" over the whole document is its name.
  if (draft.depth === 1 && isOnlyTitle(draft)) return false;
  if (
    isMustHave(draft) ||
    isNumberedWork(draft) ||
    isPlanItself(draft) ||
    isPartOfProduct(draft) ||
    isAimOverParts(draft) ||
    isTopic(draft) ||
    isArea(draft) ||
    isTopicToDo(draft)
  )
    return false;
  if (draft.children.some((child) => isSection(child) && isDrawnBox(child.text))) return false;
  const role = draft.configuredRole ?? roleOfLabel(draft.text);
  return (role !== undefined && role !== 'work' && role !== 'future') || listKind(draft.text) === 'none';
}

/** Stops at the second title: thousands of headings of level 1 may stand beside each other. */
function isOnlyTitle({ parent }: Draft): boolean {
  let titles = 0;
  for (const child of parent?.children ?? []) if (child.depth === 1 && ++titles > 1) return false;
  return titles === 1;
}

/** Whether the headings beside it have a say in that. */
export function dependsOnSiblings(draft: Draft): boolean {
  if (draft.type !== 'section' || draft.unit !== undefined) return false;
  return (
    draft.depth === 1 ||
    wordOfWish(draft) !== undefined ||
    namesTopic(draft.text) ||
    namesArea(draft.text) ||
    /^\d+$/.test(draft.id ?? '')
  );
}

const topicNoun = /\b(?:architecture|design|structure|process|workflow|strategy|schema|documentation)$/;

/** "Platform architecture" over "Split the proxies", "Add a backup", beside "Dashboard" and "Performance": one topic of them. */
function isTopicToDo(draft: Draft): boolean {
  const { type, unit, depth, boxes, text } = draft;
  if (type !== 'section' || unit !== undefined || depth < 2 || boxes > 0 || !topicNoun.test(normalize(text)))
    return false;
  const beside = neighbours(draft).filter((child) => child.depth === depth);
  const plain = beside.filter((child) => child.unit === undefined && listKind(child.text) === undefined);
  return plain.length >= 2 && plain.length * 2 > beside.length && saysWhatToDo(draft);
}

const aim = /^(?:goals?|objectives?|purpose|aim|overview|description|summary)$/;

/** "## Goal" over "### Tasks", the one below the phase and the other below the goal: the headings are a level too deep. */
function isAimOverParts({ type, text, parent, children }: Draft): boolean {
  if (type !== 'section' || parent?.unit === undefined || !aim.test(normalize(text))) return false;
  return children.some((child) => child.type === 'section') && !children.some(isThingToDo);
}

const schema = /^(?:schema|data model)$/;
const layer = /^(?:back-?end|front-?end|api|ui|server|client|endpoints?|web|mobile)$/;

/** `**Schema:**` beside `**Backend:**` in a phase: what is to be built of the product, layer by layer. */
function isPartOfProduct({ type, text, parent }: Draft): boolean {
  if (type !== 'group' || parent?.unit === undefined || !schema.test(normalize(text))) return false;
  return (
    parent.fields.some(({ label }) => layer.test(normalize(label))) ||
    parent.children.some((child) => child.type === 'group' && layer.test(normalize(child.text)))
  );
}

/** "Final validation" over "Build the release", "Upload it": most of its items are things to do, not what comes of them. */
export function saysWhatToDo(section: Draft): boolean {
  const items = listedWork(section);
  return items.filter(({ text }) => order.test(text)).length * 2 > items.length;
}

const plural = /\p{Ll}s\W*$/u;

/**
 * "3. The load test" in a series of numbered headings which, most of them, say nothing about the work but hold it: the
 * word at its end names what is made there, or it holds things to do ("2. Database baseline" over "Run the migrations",
 * "6. Health verification" over numbered steps).
 * So does a heading that says outright which of its lists are the tasks.
 */
export function isNumberedWork(draft: Draft): boolean {
  if (draft.type !== 'section' || draft.id === undefined || !/^\d+$/.test(draft.id)) return false;
  if (
    draft.children.some(
      (child) =>
        (isWorkLabel(child) && startsAsTask.test(child.text)) || (isPlace(child) && listKind(child.text) === 'work'),
    )
  )
    return true;
  const words = normalize(draft.text).split(' ');
  const isNamed = words.length > 2 && !plural.test(draft.text);
  const isListed =
    words.length > 1 && roleOfLabel(draft.text) === undefined && (isOrdered(draft) || saysWhatToDo(draft));
  if (!isNamed && !isListed) return false;
  const beside = neighbours(draft).filter((child) => child.depth === draft.depth && child.id !== undefined);
  const plain = beside.filter(({ text }) => (listKind(text) ?? 'work') === 'work' && roleOfLabel(text) === undefined);
  return beside.length >= 3 && plain.length * 2 > beside.length;
}

/** What the rules here go by in the words of a heading that says nothing about its list; see listedLook.ts. */
export function looksOfHeading({ text, unit, id = '' }: Draft): readonly boolean[] {
  const name = normalize(text);
  const words = name.split(' ');
  const looks = [
    namesPlan(text),
    namesCountedPlan(text),
    ...[topicNoun, aim, layer, schema].map((one) => one.test(name)),
  ];
  const isCounted = unit === undefined && /^\d+$/.test(id);
  return isCounted ? [...looks, plural.test(text), words.length > 1, words.length > 2] : looks;
}

export function isPlace(draft: Draft): boolean {
  return draft.type === 'section' || draft.type === 'group';
}

/** `- **Tasks**:` over the tasks. */
function isWorkLabel(draft: Draft): boolean {
  if (draft.type !== 'bullet' || draft.children.length === 0) return false;
  if (!draft.bold && !endsWithColon.test(draft.text)) return false;
  return isShort(draft.text) && listKind(draft.text) === 'work';
}
