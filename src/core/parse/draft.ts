import type { Dependency, Estimate, Field, FileReference, Mark, Priority, Role, Status } from '../model.ts';
import type { CodeBlock } from './block.ts';

/** A code block or an inline command, where it stands in the document. */
export interface DraftCode {
  readonly line: number;
  readonly block?: CodeBlock;
  readonly inline?: string;
}

/**
 * A node while the plan is put together: the tree is built first, what depends on the whole document (phases, roles,
 * keys) is filled in afterwards. Lives only inside core/parse. A `bullet` is a list item that is no task by its own
 * form; it becomes one by its place, or is left out.
 */
export interface Draft {
  type: 'section' | 'group' | 'task' | 'bullet';
  kind: string;
  readonly line: number;
  endLine: number;
  /** Heading level; 0 for what is no heading. */
  readonly depth: number;
  parent: Draft | undefined;
  readonly children: Draft[];
  title: string;
  /** Plain text of the heading, label or item, for roles. */
  readonly text: string;
  unit?: string;
  id?: string;
  mark?: Mark;
  status: Status;
  /** What a field "Status" says; believed where no boxes of work stand below. */
  stated?: Status;
  bold: boolean;
  ordered: boolean;
  optional: boolean;
  priority?: Priority;
  owner?: string;
  estimate?: Estimate;
  schedule?: string;
  due?: string;
  /** The role its own text gives it, before any label is asked. */
  ownRole?: 'form' | 'metric';
  /** Set by a marker in the document. */
  markedRole?: Role;
  /** What the configuration says about its label or heading. */
  configuredRole?: Role;
  role?: Role;
  roleReason: string;
  /** One of the plan's phases. */
  phase: boolean;
  /** Boxes in the node and below it. */
  boxes: number;
  key: string;
  readonly fields: Field[];
  readonly dependsOn: Dependency[];
  readonly files: FileReference[];
  readonly code: DraftCode[];
}

export function newDraft(
  init: Pick<Draft, 'type' | 'kind' | 'line' | 'endLine' | 'title' | 'text'> &
    Partial<Pick<Draft, 'depth' | 'bold' | 'ordered' | 'optional' | 'status'>> & { readonly parent: Draft | undefined },
): Draft {
  // One shape for all, written out: thousands are made for each keystroke.
  return {
    type: init.type,
    kind: init.kind,
    line: init.line,
    endLine: init.endLine,
    depth: init.depth ?? 0,
    parent: init.parent,
    children: [],
    title: init.title,
    text: init.text,
    status: init.status ?? 'unboxed',
    bold: init.bold === true,
    ordered: init.ordered === true,
    optional: init.optional === true,
    roleReason: '',
    phase: false,
    boxes: 0,
    key: '',
    fields: [],
    dependsOn: [],
    files: [],
    code: [],
  };
}

/**
 * Visits a node and all below it, parents first. Recursion is safe: a document that is nested deeper than any plan is
 * cut before it gets here (readBlocks.ts).
 */
export function walk(draft: Draft, visit: (draft: Draft) => void): void {
  visit(draft);
  for (const child of draft.children) walk(child, visit);
}

/** The nearest ancestor, the node itself not included, for which `test` holds. */
export function ancestor(draft: Draft, test: (draft: Draft) => boolean): Draft | undefined {
  let at = draft.parent;
  while (at && !test(at)) at = at.parent;
  return at;
}
