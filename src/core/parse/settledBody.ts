import type { Count, Declared, PlanNode, Priority, Remark, Role, Runnable, Status } from '../model.ts';
import type { BoldItems } from './boldTopics.ts';
import type { Draft, DraftCode } from './draft.ts';
import type { Run } from './partRead.ts';
import type { PlanSettings } from './planSettings.ts';

/**
 * What the own text of a section (what stands between its heading and the next) was given by the rest of the document
 * when it was read. If it would be given the same again, it says the same again.
 */
export interface Given {
  /** Lines from the heading to the next one. */
  height: number;
  markedRole: Role | undefined;
  inPhase: boolean;
  /** The number of a phase without boxes: what stands directly in it may be numbered as its parts. */
  counting: string | undefined;
  isTask: boolean;
  /** The section is a task or stands in one: its boxes are steps. */
  inTask: boolean;
  /** What the headings above say of how far the work is, before rows of tables are merged and behind that. */
  statusAbove: Status;
  statusAboveLate: Status;
  /** No boxes in the section and below it. */
  boxless: boolean;
  priority: Priority | undefined;
  optionalAbove: boolean;
  role: Role | undefined;
  roleReason: string;
  /** For each box outside the phases: `i` or `t` where it repeats the id or the title of a task of a phase, else `-`. */
  echoes: string;
  /** The document has no work but what would be echoes. */
  onlyEcho: boolean;
  /** In front of the keys. */
  path: string;
  sectionKey: string;
  /** Keys of the same path that stand before it, which only the beginning of a document can have. */
  taken: string;
  /** Keys of what its dependencies name. */
  links: string;
  inRollback: boolean;
  /** Its numbered bold items over boxes sort them, see boldTopics.ts. */
  boldTopics: boolean;
}

/** A task of role work, as markEchoes looks at it. */
export interface WorkTask {
  readonly id: string | undefined;
  readonly words: string;
  readonly boxed: boolean;
  /** What the boxes below it say. */
  readonly steps: readonly string[];
}

/** A name by which dependencies may call a node. */
export interface NodeName {
  readonly name: string;
  readonly key: string;
}

/** A heading or task that is a shift. */
export interface ShiftHeading {
  readonly number: number;
  readonly line: number;
  readonly text: string;
  readonly owner: string | undefined;
  readonly title: string;
}

/** What the passes that look at the whole document want to know of the own text of a section. */
export interface BodyFacts {
  /** The section with what its own text says of it, before any pass. */
  section: Draft;
  /** Set by a marker for the next list, which stands below another heading. */
  markedRoleBehind: Role | undefined;
  /** Whether anything stands in it that has a place in the tree. */
  hasContent: boolean;
  boxes: number;
  /** Boxes that measure something, see roleOfList.ts. */
  measured: number;
  ownBoxes: { readonly boxes: number; readonly commands: number };
  /** Plain items that begin with a sign, in a section without boxes, see phaseWork.ts. */
  signed: number;
  weights: {
    readonly boxes: number;
    readonly rows: number;
    readonly statedRows: number;
    readonly named: readonly string[];
  };
  boldItems: BoldItems;
  /** Rows of a table of work stand directly in it. */
  hasRows: boolean;
  /** Its boxes are the parts of one piece of work. */
  isSplit: boolean;
  /** A label or item that would be a section in a document without phases. */
  hasCandidate: boolean;
  /** The same in a document without boxes. */
  hasTimedCandidate: boolean;
  /** A label that may be a part of a document without headings. */
  hasPart: boolean;
  /** Bullets that may say of other nodes what they depend on, below a label that heads such bullets or not. */
  edges: 'none' | 'loose' | 'headed';
  hints: readonly Remark[];
  /** Names of nodes before bullets became tasks. */
  earlyNames: readonly NodeName[];
  statedTasks: number;
  /** Ids of rows and of other tasks. */
  rowIds: readonly string[];
  taskIds: readonly string[];
  /** What its lists add to the section when bullets become tasks. */
  lateDependsOn: Draft['dependsOn'];
  lateCode: readonly DraftCode[];
  works: readonly WorkTask[];
  workCount: number;
  /** How often each last part of a key occurs directly below the section. */
  segments: ReadonlyMap<string, number>;
  names: readonly NodeName[];
  dependencies: readonly NodeName[];
  firstRunnable: number;
  runnables: readonly Runnable[];
  sectionRunnables: readonly number[];
  declared: readonly Declared[];
  decisionPoints: readonly Remark[];
  shiftTasks: readonly ShiftHeading[];
  nodes: readonly PlanNode[];
  counts: Readonly<Record<Role, Count>>;
  dropped: number;
  roles: Readonly<Record<Role, Count>>;
  ownsWork: boolean;
  /** In a plan whose work stands in plain lists: which of its plain items became tasks by that. */
  listed?: readonly boolean[];
}

/** The own text of a section as it was read, kept while it and what it was given stay the same. */
export interface SettledBody extends BodyFacts {
  /** Of the heading, in the present document: all lines of the facts are absolute. */
  line: number;
  readonly settings: PlanSettings;
  /** What stands behind the first run: a long list is read in several parts. */
  readonly more: readonly Run[];
  given: Readonly<Given>;
  /** The section's finished node. */
  node?: PlanNode;
  /** A rule looked into it that does not know settled bodies, or changed it from outside. */
  touched: boolean;
  /** Rules look into it wherever it stands: it is read in full with the document, and alone where it looks the same. */
  isLookedInto: boolean;
  /** What they see, see listedLook.ts; noted when it is asked for. */
  look?: string;
  /** It would be given something else now. */
  stale: boolean;
}
