import type { Role, Status } from '../model.ts';
import { roles } from '../model.ts';
import { addField } from './addField.ts';
import { addList } from './addItems.ts';
import type { Block, HeadingBlock, HtmlBlock, ParagraphBlock } from './block.ts';
import { type Draft, newDraft } from './draft.ts';
import { groupDraft } from './groupDraft.ts';
import { headingFacts } from './headingFacts.ts';
import { paragraphFacts } from './paragraphFacts.ts';
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
 * @param legend what the document and the configuration say that marks mean: letters are marks only by it
 * @returns the root: a section of depth 0 that holds the document
 */
export function buildTree(
  parts: readonly PartBlocks[],
  lineCount: number,
  legend: ReadonlyMap<string, Status> = new Map(),
): Draft {
  const root = newDraft({
    type: 'section',
    kind: 'document',
    line: 0,
    endLine: lineCount,
    title: '',
    text: '',
    parent: undefined,
  });
  const builder = new TreeBuilder(root, legend);
  for (const part of parts) builder.addAll(part.blocks, part.line);
  builder.end(lineCount);
  return root;
}

const headsWork = /^(?:plans?|tasks?|steps?|to-?dos?|subtasks?|work items?)$/i;

class TreeBuilder {
  #section: Draft;
  /** The label that the lists below belong to, until the next label, heading or rule. */
  #group: Draft | undefined;
  #markedRole: Role | undefined;
  readonly #legend: ReadonlyMap<string, Status>;

  constructor(root: Draft, legend: ReadonlyMap<string, Status>) {
    this.#section = root;
    this.#legend = legend;
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
        addList(this.#container, block, { offset, legend: this.#legend, markedRole: this.#markedRole });
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
    const { label, isTitle, fields, commands } = paragraphFacts(block);
    // `**Plans**: 2/3` behind the criteria heads a list of its own.
    if (fields.some((field) => headsWork.test(field.label))) this.#closeGroup(line);
    const owner = this.#container;
    for (const field of fields) addField(owner, { ...field, line: line + field.line });
    for (const command of commands) owner.code.push({ line: line + command.line, inline: command.text });
    if (label !== undefined) {
      const at = line + block.lines.length - 1;
      this.#closeGroup(at);
      this.#group = groupDraft(label, at, block.endLine + offset, this.#section, isTitle);
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
  const { info, text, title, id, status, optional } = headingFacts(block);
  const draft = newDraft({
    type: 'section',
    kind: info.unit ?? 'section',
    line,
    endLine: line + 1,
    title,
    text,
    depth: block.depth,
    optional,
    parent,
  });
  if (status) draft.status = status;
  if (info.unit) draft.unit = info.unit;
  if (id !== undefined) draft.id = id;
  if (info.estimate) draft.estimate = info.estimate;
  if (info.schedule !== undefined) draft.schedule = info.schedule;
  if (info.priority) draft.priority = info.priority;
  return draft;
}
