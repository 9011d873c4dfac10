import { readDependencies } from '../fields/dependencies.ts';
import { findEstimate, readEstimate } from '../fields/estimate.ts';
import { readDate } from '../fields/dates.ts';
import { readFileReferences } from '../fields/fileReferences.ts';
import { readFieldLines, readLabel } from '../fields/label.ts';
import { findPriority, readPriority } from '../fields/priority.ts';
import type { Field, Role } from '../model.ts';
import { roles } from '../model.ts';
import { stripDecoration } from '../text/decoration.ts';
import { plainText } from '../text/plainText.ts';
import type { Block, HeadingBlock, HtmlBlock, ItemBlock, ListBlock, ParagraphBlock } from './block.ts';
import { type Draft, newDraft } from './draft.ts';
import { headingFacts } from './headingFacts.ts';
import { itemFacts } from './itemFacts.ts';
import { addTable } from './tableTasks.ts';

/** The blocks of one part of the document, and the line at which it begins. */
export interface PartBlocks {
  readonly line: number;
  readonly blocks: readonly Block[];
}

/**
 * Puts blocks into a tree by headings, labels and lists. Nothing here depends on the whole document: phases, roles and
 * keys follow when the tree stands.
 *
 * @returns the root: a section of depth 0 that holds the document
 */
export function buildTree(parts: readonly PartBlocks[], lineCount: number): Draft {
  const root = newDraft({
    type: 'section',
    kind: 'document',
    line: 0,
    endLine: lineCount,
    title: '',
    text: '',
    parent: undefined,
  });
  const builder = new TreeBuilder(root);
  for (const part of parts) builder.addAll(part.blocks, part.line);
  builder.end(lineCount);
  return root;
}

class TreeBuilder {
  #section: Draft;
  /** The label that the lists below belong to, until the next label, heading or rule. */
  #group: Draft | undefined;
  #markedRole: Role | undefined;

  constructor(root: Draft) {
    this.#section = root;
  }

  addAll(blocks: readonly Block[], offset: number): void {
    for (const block of blocks) this.#add(block, offset);
  }

  end(line: number): void {
    this.#closeGroup(line);
    for (let at: Draft | undefined = this.#section; at; at = at.parent) at.endLine = line;
  }

  get #container(): Draft {
    return this.#group ?? this.#section;
  }

  #add(block: Block, offset: number): void {
    switch (block.type) {
      case 'heading':
        this.#addHeading(block, offset);
        break;
      case 'paragraph':
        this.#addParagraph(block, offset);
        break;
      case 'list':
        addList(this.#container, block, offset, this.#markedRole);
        this.#markedRole = undefined;
        break;
      case 'code':
        this.#container.code.push({ line: block.line + offset, block });
        break;
      case 'table':
        addTable(this.#container, block, offset);
        break;
      case 'html':
        this.#addHtml(block, offset);
        break;
      case 'quote':
        this.addAll(block.blocks, offset);
        break;
      case 'tooDeep':
        break;
      case 'rule':
        this.#closeGroup(block.line + offset);
        break;
    }
  }

  #addHeading(block: HeadingBlock, offset: number): void {
    const line = block.line + offset;
    this.#closeGroup(line);
    while (this.#section.parent && this.#section.depth >= block.depth) {
      this.#section.endLine = line;
      this.#section = this.#section.parent;
    }
    const section = headingDraft(block, line, this.#section);
    this.#section.children.push(section);
    this.#section = section;
  }

  #closeGroup(line: number): void {
    for (let group = this.#group; group?.type === 'group'; group = group.parent) group.endLine = line;
    this.#group = undefined;
  }

  #addParagraph(block: ParagraphBlock, offset: number): void {
    const line = block.line + offset;
    const label = readLabel(block.lines.at(-1) ?? '') ?? readBoldTitle(block.lines);
    const opensGroup = label?.value === '';
    const fields = readFieldLines(block.lines.slice(0, opensGroup ? -1 : undefined).join('\n'), line);
    const owner = this.#container;
    for (const field of fields) addField(owner, field);
    if (label && opensGroup) {
      const at = line + block.lines.length - 1;
      this.#closeGroup(at);
      this.#group = groupDraft(label.label, at, block.endLine + offset, this.#section);
      this.#section.children.push(this.#group);
    } else if (fields.length === 0 && this.#group && this.#group.children.length > 0) {
      // Prose after a list: what follows is not the label's any more.
      this.#closeGroup(line);
    }
  }

  #addHtml(block: HtmlBlock, offset: number): void {
    const marker = /<!--\s{0,9}runsheet:\s{0,9}role=([a-z]{1,20})/.exec(block.text)?.[1];
    const role = roles.find((known) => known === marker);
    if (role) this.#markedRole = role;
    // Backlog.md keeps acceptance criteria between these comments.
    if (/<!--\s{0,9}AC:BEGIN/.test(block.text)) {
      const line = block.line + offset;
      this.#closeGroup(line);
      this.#group = groupDraft('Acceptance Criteria', line, block.endLine + offset, this.#section);
      this.#section.children.push(this.#group);
    } else if (/<!--\s{0,9}AC:END/.test(block.text)) this.#closeGroup(block.line + offset);
  }
}

function headingDraft(block: HeadingBlock, line: number, parent: Draft): Draft {
  const { info, text, status, optional } = headingFacts(block);
  const draft = newDraft({
    type: 'section',
    kind: info.unit ?? 'section',
    line,
    endLine: line + 1,
    title: info.title || stripDecoration(text) || text,
    text,
    depth: block.depth,
    optional,
    parent,
  });
  if (status) draft.status = status;
  if (info.unit) draft.unit = info.unit;
  const id = info.id ?? info.ordinal ?? /^(\d{1,4})[.)]\s/.exec(stripDecoration(text))?.[1];
  if (id !== undefined) draft.id = id;
  if (info.estimate) draft.estimate = info.estimate;
  if (info.schedule !== undefined) draft.schedule = info.schedule;
  if (info.priority) draft.priority = info.priority;
  return draft;
}

function groupDraft(label: string, line: number, endLine: number, parent: Draft): Draft {
  const text = plainText(label).trim();
  const draft = newDraft({ type: 'group', kind: 'group', line, endLine, title: text.replace(/:$/, ''), text, parent });
  const priority = findPriority(text);
  if (priority) draft.priority = priority.priority;
  const estimate = findEstimate(text);
  if (estimate) {
    draft.estimate = estimate.estimate;
    draft.title = text.slice(0, estimate.start).trim();
  }
  return draft;
}

function addList(container: Draft, list: ListBlock, offset: number, markedRole?: Role): void {
  container.endLine = Math.max(container.endLine, list.endLine + offset);
  for (const item of list.items) {
    const draft = addItem(container, item, offset);
    if (draft && markedRole) draft.markedRole = markedRole;
  }
}

/** A list item: a task where it has a box, else a bullet, which its place may make a task later. */
function addItem(container: Draft, item: ItemBlock, offset: number): Draft | undefined {
  const label = item.mark ? undefined : readLabel(item.lines[0] ?? '');
  if (label && label.value !== '' && item.lines.length > 0 && isFieldLabel(label.label)) {
    addField(container, {
      label: label.label,
      value: item.lines.length > 1 ? [label.value, ...item.lines.slice(1)].join(' ') : label.value,
      line: item.textLine + offset,
    });
    return undefined;
  }
  const facts = itemFacts(item);
  const draft = newDraft({
    type: item.mark ? 'task' : 'bullet',
    kind: item.mark ? 'task' : 'bullet',
    line: item.line + offset,
    endLine: item.endLine + offset,
    title: facts.title,
    text: facts.text,
    bold: facts.bold,
    ordered: item.ordered,
    optional: facts.optional || item.mark?.optional === true,
    parent: container,
  });
  if (item.mark) draft.mark = { char: item.mark.char, line: item.mark.line + offset, column: item.mark.column };
  // A word behind an open box takes it out of the work; only a mark cancels.
  if (facts.statusWord) draft.status = item.mark && facts.statusWord === 'cancelled' ? 'skipped' : facts.statusWord;
  if (facts.struck) draft.status = 'skipped';
  if (facts.id !== undefined) draft.id = facts.id;
  if (facts.unit !== undefined) draft.unit = facts.unit;
  if (facts.priority) draft.priority = facts.priority;
  if (facts.estimate) draft.estimate = facts.estimate;
  if (facts.blank) draft.ownRole = 'form';
  for (const command of facts.commands)
    draft.code.push({ line: item.textLine + offset + command.line, inline: command.text });
  for (const dependency of facts.dependencies) draft.dependsOn.push({ ...dependency, line: draft.line });
  for (const reference of readFileReferences(facts.text)) draft.files.push({ ...reference, line: draft.line });
  container.children.push(draft);
  addItemBlocks(draft, item, offset);
  return draft;
}

function addItemBlocks(draft: Draft, item: ItemBlock, offset: number): void {
  let group: Draft | undefined;
  for (const block of item.blocks) {
    if (block.type === 'list') addList(group ?? draft, block, offset);
    else if (block.type === 'code') (group ?? draft).code.push({ line: block.line + offset, block });
    else if (block.type === 'paragraph') {
      const label = readLabel(block.lines.at(-1) ?? '');
      if (label?.value === '') {
        group = groupDraft(label.label, block.line + offset, block.endLine + offset, draft);
        draft.children.push(group);
      } else for (const field of readFieldLines(block.lines.join('\n'), block.line + offset)) addField(draft, field);
    } else if (block.type === 'quote') addItemBlocks(draft, { ...item, blocks: block.blocks }, offset);
  }
}

/** `**Rename the columns** (2 hours)` alone in its paragraph: a title with an estimate. */
function readBoldTitle(lines: readonly string[]): { readonly label: string; readonly value: string } | undefined {
  const line = lines.length === 1 ? (lines[0] ?? '').trim() : '';
  return /^\*\*[^*]{1,200}\*\* ?\([^()]{1,60}\)$/.test(line) && findEstimate(plainText(line))
    ? { label: line, value: '' }
    : undefined;
}

const ownerLabel = /^(?:owners?|assignees?|assigned to|assigned|agent|responsible|lead|dri)$/i;
const estimateLabel =
  /^(?:estimated? ?(?:time|effort|duration)?|time(?: estimate| budget| needed| required)?|effort(?: estimate)?|duration|estimación|aufwand|dauer)$/i;
const dependencyLabel =
  /^(?:depends(?: (?:up)?on)?|deps|dependency|dependencies|blocked by|waits (?:for|on)|after|requires|prerequisites?)$/i;
const dateLabel = /^(?:due(?: date| by)?|deadline|date|target date|by)$/i;
const otherLabel =
  /^(?:priority|status|goal|target|risk|mitigation|impact|probability|why parallel|purpose|focus|blocks|files?|tags?|labels?)$/i;

function isFieldLabel(label: string): boolean {
  return [ownerLabel, estimateLabel, dependencyLabel, dateLabel, otherLabel].some((pattern) =>
    pattern.test(label.trim()),
  );
}

/** Keeps a field and what it says: owner, priority, estimate, dates, dependencies. The first value wins. */
function addField(owner: Draft, field: Field): void {
  const draft = owner.type === 'group' && owner.parent ? owner.parent : owner;
  draft.fields.push(field);
  const label = field.label.trim();
  const value = plainText(field.value).trim();
  if (ownerLabel.test(label)) draft.owner ??= value;
  else if (/^priority$/i.test(label)) {
    const priority = readPriority(value);
    if (priority) draft.priority ??= priority;
  } else if (estimateLabel.test(label)) {
    const estimate = readEstimate(value);
    // Effort says how much work it is; a duration is only the time it is spread over.
    if (estimate && (!draft.estimate || /^effort/i.test(label))) draft.estimate = estimate;
  } else if (dateLabel.test(label)) {
    const due = readDate(value);
    if (due !== undefined) draft.due ??= due;
  } else if (dependencyLabel.test(label)) {
    for (const dependency of readDependencies(value)) draft.dependsOn.push({ ...dependency, line: field.line });
  }
}
