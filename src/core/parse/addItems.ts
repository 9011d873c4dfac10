import type { Role, Status } from '../model.ts';
import { isMark } from '../fields/marks.ts';
import { isTimeLabel } from '../fields/fieldLabels.ts';
import { addField } from './addField.ts';
import type { Block, ItemBlock, ListBlock } from './block.ts';
import { type Draft, newDraft } from './draft.ts';
import { groupDraft } from './groupDraft.ts';
import { itemFacts } from './itemFacts.ts';
import { paragraphFacts } from './paragraphFacts.ts';
import { normalize, roleOfLabel } from './roleOfLabel.ts';

/** Where a list stands, and what the document says about its marks. */
export interface ListPlace {
  /** Line of the document at which the part begins. */
  readonly offset: number;
  readonly legend: ReadonlyMap<string, Status>;
  /** Set by a marker before the list. */
  readonly markedRole?: Role | undefined;
}

/**
 * Adds the items of a list to a section, label or item. Boxes behind the plain items of a label "Files" are not about
 * files any more: they belong to what the label belongs to.
 */
export function addList(container: Draft, list: ListBlock, { markedRole, ...place }: ListPlace): void {
  container.endLine = Math.max(container.endLine, list.endLine + place.offset);
  const beside = container.type === 'group' && isAboutFiles(container) ? container.parent : undefined;
  for (const item of list.items) {
    const isBehind = beside && item.mark && container.children.some((child) => child.type === 'bullet');
    const draft = addItem(isBehind ? beside : container, item, place);
    if (!draft) continue;
    if (markedRole) draft.markedRole = markedRole;
    // Something about the work, unless its label says what.
    if (list.isQuoted && !draft.mark && roleOfLabel(container.text) === undefined) draft.kind = 'quoted';
  }
}

function isAboutFiles(group: Draft): boolean {
  return /^(?:(?:key|new|modified|relevant|affected|changed) )?files?(?: (?:to (?:create|change|modify|touch)|changed|touched|involved))?$/.test(
    normalize(group.text),
  );
}

/** A list item: a task where it has a box, else a bullet, which its place may make a task later. */
function addItem(container: Draft, item: ItemBlock, place: ListPlace): Draft | undefined {
  const { offset } = place;
  const facts = itemFacts(item);
  const { fields } = facts;
  if (fields) {
    for (const field of fields) addField(container, { ...field, line: item.textLine + offset });
    const isTime = fields.some(({ label }) => isTimeLabel(label));
    addBelowField(container, item, isTime, place);
    return undefined;
  }
  const mark = item.mark && isMark(item.mark.char, place.legend) ? item.mark : undefined;
  const draft = newDraft({
    type: mark ? 'task' : 'bullet',
    kind: mark ? 'task' : 'bullet',
    line: item.line + offset,
    endLine: item.endLine + offset,
    title: facts.title,
    text: facts.text,
    bold: facts.bold,
    ordered: item.ordered,
    optional: facts.optional || mark?.optional === true,
    parent: container,
  });
  if (mark) draft.mark = { char: mark.char, line: mark.line + offset, column: mark.column };
  // A word behind an open box takes it out of the work; only a mark cancels.
  if (facts.statusWord) draft.status = mark && facts.statusWord === 'cancelled' ? 'skipped' : facts.statusWord;
  if (facts.struck) draft.status = 'skipped';
  if (facts.id !== undefined) draft.id = facts.id;
  if (facts.unit !== undefined) draft.unit = facts.unit;
  if (facts.priority) draft.priority = facts.priority;
  if (facts.estimate) draft.estimate = facts.estimate;
  if (facts.blank && !tells(draft)) draft.ownRole = 'form';
  for (const command of facts.commands)
    draft.code.push({ line: item.textLine + offset + command.line, inline: command.text });
  for (const dependency of facts.dependencies) draft.dependsOn.push({ ...dependency, line: draft.line });
  for (const reference of facts.files) draft.files.push({ ...reference, line: draft.line });
  for (const field of facts.own) addField(draft, { ...field, line: item.textLine + field.line + offset });
  container.children.push(draft);
  addItemBlocks(draft, item.blocks, place);
  return draft;
}

/** The boxes below a field, and below `- **Due:** May` the list of what is due then; all else explains the field. */
function addBelowField(container: Draft, { blocks }: ItemBlock, isTime: boolean, place: ListPlace): void {
  for (const block of blocks)
    if (block.type === 'list')
      for (const item of block.items)
        if (item.mark || (isTime && !itemFacts(item).fields)) addItem(container, item, place);
}

function addItemBlocks(draft: Draft, blocks: readonly Block[], place: ListPlace): void {
  const { offset } = place;
  let group: Draft | undefined;
  for (const block of blocks) {
    if (block.type === 'list') addList(group ?? draft, block, place);
    else if (block.type === 'code') (group ?? draft).code.push({ line: block.line + offset, block });
    else if (block.type === 'paragraph') {
      const facts = paragraphFacts(block);
      const line = block.line + offset;
      for (const command of facts.commands) draft.code.push({ line: line + command.line, inline: command.text });
      if (facts.label !== undefined) {
        group = groupDraft(facts.label, line, block.endLine + offset, draft, facts.isTitle);
        draft.children.push(group);
      } else for (const field of facts.fields) addField(draft, { ...field, line: line + field.line });
    } else if (block.type === 'quote') addItemBlocks(draft, block.blocks, place);
  }
}

/** What was done with it: "noted", "notée", "anotado". */
const participle =
  /(?<!(?<!\p{L})(?:de|del|do|da|du|des|di|of|la|le|les|el|the|an?|l['’]) ?)(?<!\p{L})(?:\p{L}{2,}(?:[^e\P{L}]ed|\p{L}(?:ée?s?|[ai]d[oa]s?))|chosen|written)[\s:：`*]*$/u;
const amount =
  /^\W{0,3}(?:total|number|date|name|hours?|amount|n[uú]mero|fecha|data|nombre|nome|nom|heure|durée)(?!\p{L})/iu;

/** "Amount for the ferry agreed and written here: ______ EUR", "Its address noted: ______": a sentence with a place to write in is work. */
function tells({ mark, text }: Draft): boolean {
  if (mark === undefined) return false;
  const [said = '', ...blanks] = text.split(/_{3,}/);
  const words = (part: string): number => part.match(/\p{L}{2,}/gu)?.length ?? 0;
  return (
    blanks.length > 0 &&
    (words(text) > 7 || (blanks.length === 1 && words(said) > 2 && participle.test(said) && !amount.test(said)))
  );
}
