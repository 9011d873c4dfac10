import { readStatusValue } from '../fields/statusValue.ts';
import { type Role, roles } from '../model.ts';
import type { Slices } from '../slices.ts';
import { plainText } from '../text/plainText.ts';
import { readStatusWord } from '../text/statusWords.ts';
import { isStatusLabel } from '../fields/fieldLabels.ts';
import { addField } from './addField.ts';
import { addList } from './addItems.ts';
import type { Body, BodyPlace } from './body.ts';
import { nothingGiven, placesOf } from './body.ts';
import type { Block, HeadingBlock, HtmlBlock, ParagraphBlock } from './block.ts';
import { type Draft, newDraft } from './draft.ts';
import { followIds, followIdsBelow } from './followedIds.ts';
import { groupDraft } from './groupDraft.ts';
import { headingFacts, isDrawnBox } from './headingFacts.ts';
import { paragraphFacts } from './paragraphFacts.ts';
import type { PartRead } from './partRead.ts';
import type { PlanSettings } from './planSettings.ts';
import type { SettledBody } from './settledBody.ts';
import { copyOf, moveBody, reusable, templateOf } from './reuseBody.ts';
import { roleOfLabel } from './roleOfLabel.ts';
import { noteSlippedLevels } from './slippedLevels.ts';
import { stubOf } from './stub.ts';
import { summaryLabel } from './summaryLabel.ts';
import { addTable } from './tableTasks.ts';

/** So many sections take less than a millisecond. */
const atAStretch = 100;

export interface Tree {
  /** A section of depth 0 that holds the document. */
  readonly root: Draft;
  /** The own texts of the sections, in document order. */
  readonly bodies: readonly Body[];
}

/**
 * Puts blocks into a tree by headings, labels and lists. Nothing here depends on the whole document: phases, roles and
 * keys follow when the tree stands. What is settled of a section's own text is put in its place by a stub.
 *
 * @param settings whose legend says which letters are marks
 * @param keep whether to note what is to be settled
 */
export function* buildTree(
  parts: readonly PartRead[],
  lineCount: number,
  settings: PlanSettings,
  keep: boolean,
): Slices<Tree> {
  const root = newDraft({
    type: 'section',
    kind: 'document',
    line: 0,
    endLine: lineCount,
    title: '',
    text: '',
    parent: undefined,
  });
  const builder = new TreeBuilder(root, settings);
  const places = placesOf(parts, lineCount);
  noteSlippedLevels(places);
  const bodies: Body[] = [];
  for (const [index, place] of places.entries()) {
    if (index % atAStretch === 0) yield;
    bodies.push(builder.addBody(place, settings, keep));
  }
  builder.end(lineCount);
  yield;
  for (const { section } of bodies) followIds(section);
  return { root, bodies };
}

/** The section of one place and its own text, read as in `buildTree`; the section is not put below `above`. */
export function buildSection(
  place: BodyPlace,
  above: Draft,
  settings: PlanSettings,
  markedRole: Role | undefined,
): Body {
  const builder = new TreeBuilder(above, settings, markedRole);
  const body = builder.addBody(place, settings, true);
  builder.closeGroup(place.endLine);
  above.children.pop();
  return body;
}

const headsWork = /^(?:plans?|tasks?|steps?|to-?dos?|subtasks?|work items?)$/i;

class TreeBuilder {
  #section: Draft;
  /** The label that the lists below belong to, until the next label, heading or rule. */
  #group: Draft | undefined;
  #markedRole: Role | undefined;
  readonly #settings: PlanSettings;

  constructor(root: Draft, settings: PlanSettings, markedRole?: Role) {
    this.#section = root;
    this.#markedRole = markedRole;
    this.#settings = settings;
  }

  addBody(place: BodyPlace, settings: PlanSettings, keep: boolean): Body {
    const { run, part } = place.first;
    const settled = run.settled && reusable(run.settled, place, settings, this.#markedRole) ? run.settled : undefined;
    if (settled) return this.#addSettled(place, settled);
    const given = nothingGiven(place.endLine - place.line, this.#markedRole);
    if (run.heading) this.#addHeading(run.heading, part.line, place.depth);
    const section = this.#section;
    for (const [index, own] of [place.first, ...place.more].entries())
      this.#addAll(own.run.blocks, own.part.line, place.more[index]?.run.blocks[0]);
    const content = section.children.slice();
    followIdsBelow(section);
    if (!keep) return { section, place, content };
    const facts = {
      section: templateOf(section),
      markedRoleBehind: this.#markedRole,
      hasContent: content.length > 0,
    };
    return { section, place, content, notes: { given, facts, isOpen: section.meddled === true } };
  }

  #addSettled(place: BodyPlace, settled: SettledBody): Body {
    moveBody(settled, place.line);
    const { heading } = place.first.run;
    const depth = heading && this.#depthOf(heading, place.depth);
    if (depth !== undefined) this.#openSection(copyOf(settled.section, depth), place.line);
    else Object.assign(this.#section, copyOf(settled.section), { line: 0, parent: undefined });
    const section = this.#section;
    section.settled = settled;
    if (settled.hasContent) section.children.push(stubOf(settled));
    this.#markedRole = settled.markedRoleBehind;
    return { section, place, settled, content: [] };
  }

  #addAll(blocks: readonly Block[], offset: number, behind?: Block): void {
    for (const [index, block] of blocks.entries()) this.#add(block, offset, blocks[index + 1] ?? behind);
  }

  end(line: number): void {
    this.closeGroup(line);
    for (let at: Draft | undefined = this.#section; at; at = at.parent) at.endLine = line;
  }

  get #container(): Draft {
    return this.#group ?? this.#section;
  }

  #add(block: Block, offset: number, next: Block | undefined): void {
    switch (block.type) {
      case 'paragraph':
        this.#addParagraph(block, offset, next?.type === 'list');
        break;
      case 'list':
        addList(this.#container, block, { offset, legend: this.#settings.legend, markedRole: this.#markedRole });
        this.#markedRole = undefined;
        break;
      case 'code':
        this.#container.code.push({ line: block.line + offset, block });
        break;
      case 'table':
        addTable(this.#container, block, offset);
        break;
      case 'html':
        this.#addHtml(block, offset, next !== undefined);
        break;
      case 'quote':
        this.#addAll(block.blocks, offset);
        break;
      case 'heading':
      case 'tooDeep':
        break;
      case 'rule':
        this.closeGroup(block.line + offset);
        break;
    }
  }

  #addHeading(block: HeadingBlock, offset: number, meant: number | undefined): void {
    const line = block.line + offset;
    this.#openSection(headingDraft(block, line, this.#depthOf(block, meant)), line);
  }

  #depthOf({ depth }: HeadingBlock, meant = depth): number {
    return meant - this.#settings.lowered;
  }

  #openSection(section: Draft, line: number): void {
    this.closeGroup(line);
    while (this.#section.parent && this.#section.depth >= section.depth) {
      this.#section.endLine = line;
      this.#section = this.#section.parent;
    }
    section.parent = this.#section;
    this.#section.children.push(section);
    this.#section = section;
  }

  closeGroup(line: number): void {
    for (let group = this.#group; group?.type === 'group'; group = group.parent) group.endLine = line;
    this.#group = undefined;
  }

  #addParagraph(block: ParagraphBlock, offset: number, headsList: boolean): void {
    const line = block.line + offset;
    if (this.#addStatus(block, line)) return;
    const facts = paragraphFacts(block);
    const label = facts.label ?? (headsList ? facts.listLabel : undefined);
    const { isTitle, lead, unitLead, fields, commands } = facts;
    // `**Plans**: 2/3` behind the criteria heads a list of its own.
    if (fields.some((field) => headsWork.test(field.label))) this.closeGroup(line);
    const owner = this.#container;
    for (const field of fields) addField(owner, { ...field, line: line + field.line });
    for (const command of commands) owner.code.push({ line: line + command.line, inline: command.text });
    if (label !== undefined) {
      const at = line + block.lines.length - 1;
      this.#openGroup(label, at, block.endLine + offset, isTitle);
    } else if (fields.length === 0 && this.#group && isOver(this.#group)) {
      // Prose after a list or a block: what follows is not the label's any more.
      this.closeGroup(line);
    }
    const told = label === undefined ? (unitLead ?? lead) : undefined;
    if (told !== undefined)
      this.#addLead(plainText(told), line, block.endLine + offset, unitLead === undefined ? 'lead' : 'unitLead');
  }

  /** `Status:` alone in its paragraph, and `Pending` alone in the next one. */
  #addStatus({ lines }: ParagraphBlock, line: number): boolean {
    const group = this.#group;
    const value =
      lines.length === 1 && group?.children.length === 0 && isStatusLabel(group.text) ? lines[0] : undefined;
    if (!group || value === undefined || readStatusValue(plainText(value).trim()) === undefined) return false;
    addField(group, { label: group.title, value, line });
    this.closeGroup(line);
    return true;
  }

  /** Its place may make a task of it (listedWork.ts), or a phase (promoteUnits.ts). */
  #addLead(text: string, line: number, endLine: number, kind: 'lead' | 'unitLead'): void {
    const place = { type: 'bullet', kind, line, endLine } as const;
    const [, id, title = text] = /^(\d{1,3})[.)] (.*)$/.exec(text) ?? [];
    const lead = newDraft({ ...place, title, text, parent: this.#container });
    if (id !== undefined) {
      const { status, title: bare } = readStatusWord(title);
      Object.assign(lead, { id, title: bare, ...(status && { status }) });
    }
    this.#container.children.push(lead);
  }

  #addHtml(block: HtmlBlock, offset: number, headsSomething: boolean): void {
    const line = block.line + offset;
    const marker = /<!--\s{0,9}runsheet:\s{0,9}role=([a-z]{1,20})/.exec(block.text)?.[1];
    const role = roles.find((known) => known === marker);
    if (role) this.#markedRole = role;
    // Backlog.md keeps acceptance criteria between these comments.
    if (/<!--\s{0,9}AC:BEGIN/.test(block.text)) {
      this.#openGroup('Acceptance Criteria', line, block.endLine + offset);
    } else if (/<!--\s{0,9}AC:END|<\/details/.test(block.text)) this.closeGroup(line);
    const summary = headsSomething ? summaryLabel(block.text) : undefined;
    if (summary !== undefined) this.#openGroup(summary, line, block.endLine + offset);
  }

  #openGroup(label: string, line: number, endLine: number, isTitle = false): void {
    this.closeGroup(line);
    this.#group = groupDraft(label, line, endLine, this.#section, isTitle);
    this.#section.children.push(this.#group);
  }
}

/** Criteria go on behind a block that says how they are checked. */
function isOver({ children, code, text }: Draft): boolean {
  return children.length > 0 || (code.length > 0 && roleOfLabel(text) === undefined);
}

function headingDraft(block: HeadingBlock, line: number, depth: number): Draft {
  const { info, text, title, id, status, optional } = headingFacts(block);
  const draft = newDraft({
    type: 'section',
    kind: info.unit ?? 'section',
    line,
    endLine: line + 1,
    title,
    text,
    depth,
    optional,
    parent: undefined,
  });
  if (status) draft.status = status;
  if (status && isDrawnBox(text)) draft.stated = status;
  if (info.unit) draft.unit = info.unit;
  if (id !== undefined) draft.id = id;
  if (info.estimate) draft.estimate = info.estimate;
  if (info.schedule !== undefined) draft.schedule = info.schedule;
  if (info.priority) draft.priority = info.priority;
  if (info.future) draft.ownRole = 'future';
  return draft;
}
