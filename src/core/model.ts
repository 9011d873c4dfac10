/**
 * The model of a plan: what the text of a markdown document says, as plain data.
 *
 * A plan is structured-cloneable: no classes, no functions, no parent pointers, so that it travels to a worker, into
 * the cache and out as JSON. Lines and columns are 0-based; a column counts UTF-16 units, as VS Code does.
 */

import type { ShiftSchedule } from './plannedShifts.ts';

/** What a document is for. Boxes of handoffs and trackers are shown, never counted. */
export type PlanKind = 'plan' | 'handoff' | 'tracker' | 'other';

/** What a list is for. Only `work` and `gate` count for readiness. */
export type Role = 'work' | 'gate' | 'recurring' | 'form' | 'metric' | 'echo' | 'future';

export const roles: readonly Role[] = ['work', 'gate', 'recurring', 'form', 'metric', 'echo', 'future'];

/** What the mark of a task says. `unboxed`: a task without a checkbox; it is shown and never counts. */
export type Status = 'open' | 'done' | 'doing' | 'blocked' | 'failed' | 'cancelled' | 'skipped' | 'unboxed';

export type Priority = 'P0' | 'P1' | 'P2' | 'P3';

/** The character between the brackets of a checkbox, and where it stands. */
export interface Mark {
  readonly char: string;
  /** 0-based line in the document. */
  readonly line: number;
  /** 0-based column of `char`, just behind the opening bracket. */
  readonly column: number;
}

export interface Estimate {
  readonly minutes: number;
  /** The upper end of a span such as "2-4h". */
  readonly maxMinutes?: number;
}

/** `hard` blocks; `soft` ("can use mock data") is shown with its note; `note` names nothing the plan knows. */
export type DependencyKind = 'hard' | 'soft' | 'note';

export interface Dependency {
  readonly kind: DependencyKind;
  /** The id or unit it names, as written: "T012", "Stream 1". Absent for a note. */
  readonly target?: string;
  /** Key of the node it names, where the plan has exactly one. */
  readonly key?: string;
  readonly text: string;
  readonly line: number;
}

/** A file that the plan names, with the lines it points at (1-based, as written in the plan). */
export interface FileReference {
  readonly path: string;
  readonly lines: readonly number[];
  readonly line: number;
}

/** A label with its value below a heading or in an item: `**Owner**: Backend Engineer`. */
export interface Field {
  readonly label: string;
  readonly value: string;
  readonly line: number;
}

export interface Count {
  readonly total: number;
  readonly done: number;
}

/**
 * A section (heading), a group (label over a list) or a task (box, numbered bold item, heading with task fields).
 * Sections hold sections, groups and tasks; tasks hold tasks (their steps).
 */
export interface PlanNode {
  /** Stable identity within the document, see `keys.ts`. */
  readonly key: string;
  readonly type: 'section' | 'group' | 'task';
  /**
   * The plan's own word in lower case and English (`phase`, `stream`, `week`, `day`, `milestone`, `shift`, `slot` ...),
   * else `section`, `group`, `task`, `step`, `risk`, `rollback`, `log`, `option`, `criterion`.
   */
  readonly kind: string;
  /** The explicit id as written, without its unit: "1.1", "T014", "2". */
  readonly id?: string;
  /** Repaired text without emphasis, id, decoration, and the brackets that were read as fields. */
  readonly title: string;
  /** First line of the node. */
  readonly line: number;
  /** Line behind the last line of the node, what stands below it included. */
  readonly endLine: number;
  readonly mark?: Mark;
  /** Of a group: `unboxed`; so of a section, but a phase without boxes of work has what its heading or field says. */
  readonly status: Status;
  readonly role: Role;
  /** By which rule the role was given, for *Explain This Line*. */
  readonly roleReason: string;
  readonly optional: boolean;
  readonly priority?: Priority;
  readonly owner?: string;
  readonly estimate?: Estimate;
  /** "Week 1-2", "Today": when it is to be done, as written. */
  readonly schedule?: string;
  readonly due?: string;
  readonly fields: readonly Field[];
  readonly dependsOn: readonly Dependency[];
  readonly files: readonly FileReference[];
  /** Leaf boxes below the node (itself if it is a leaf) by role; `dropped`: cancelled or skipped, not in any total. */
  readonly counts: Readonly<Record<Role, Count>>;
  readonly dropped: number;
  /** Indices into `Plan.runnables` of what stands directly in this node. */
  readonly runnables: readonly number[];
  readonly children: readonly PlanNode[];
}

export type DangerLevel = 'read-only' | 'normal' | 'dangerous';

export interface DangerReason {
  /** The simple command it is about. */
  readonly command: string;
  /** A sentence for the question. */
  readonly reason: string;
}

/** Something to be filled in before a command can run. */
export interface Placeholder {
  /** `NUMBER` of `<NUMBER>`. */
  readonly name: string;
  /** As written, brackets included. */
  readonly text: string;
  /** A value that must never be seen: asked masked, passed in the environment. */
  readonly secret: boolean;
}

/** The program that runs a script of a plan; which one comes from the fence, not from the user's shell. */
export type Interpreter = 'sh' | 'bash' | 'zsh' | 'fish' | 'pwsh' | 'cmd';

/** A command of a plan that can be run. */
export interface Runnable {
  /** Stable identity within the document. */
  readonly key: string;
  readonly kind: 'block' | 'line' | 'inline';
  /** The opening fence of a block, else the line of the command. */
  readonly line: number;
  /** Line behind its last one. */
  readonly endLine: number;
  /** The fence's language as written in lower case; `sh` for inline commands. */
  readonly language: string;
  readonly interpreter: Interpreter;
  /** What is run: without the fence's indent and prompts, LF line ends, no final newline. */
  readonly text: string;
  /** The comment or label that names it. */
  readonly label?: string;
  readonly danger: DangerLevel;
  readonly dangerReasons: readonly DangerReason[];
  readonly placeholders: readonly Placeholder[];
  /** Labelled parts of a block: `# Step 2: Start Redis`. Empty for lines and inline commands. */
  readonly steps: readonly RunnableStep[];
  /** The commands of a block that can be run one by one; empty unless there are two. */
  readonly lines: readonly RunnableLine[];
  /** Where it runs, as its fence says: `{cwd=backend}`, relative to the document's folder. */
  readonly folder?: string;
  /** It stands in a rollback section: dangerous as a whole, and no part of the work. */
  readonly rollback?: boolean;
  /** Key of the task or section it stands in; absent before the first heading. */
  readonly nodeKey?: string;
}

/** A command of a block: one line, or several that belong together (continuations, heredocs, loops). */
export interface RunnableLine {
  /** Without the indent and the comment behind it. */
  readonly text: string;
  readonly line: number;
  /** Line behind its last one. */
  readonly endLine: number;
  /** The comment directly above it. */
  readonly label?: string;
}

export interface RunnableStep {
  readonly label: string;
  readonly line: number;
  readonly text: string;
}

/** A number that the document claims about itself. */
export interface Declared {
  readonly what: 'progress' | 'status' | 'target' | 'score';
  /** Percent. */
  readonly value: number;
  readonly text: string;
  readonly line: number;
}

/** A `hint` is no fault: the editor offers something on its line. */
export type ProblemSeverity = 'error' | 'warning' | 'information' | 'hint';

export interface Problem {
  readonly code: string;
  readonly severity: ProblemSeverity;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Something the author says beside the work: a decision point, a hint at what comes next. */
export interface Remark {
  /** Repaired plain text. */
  readonly text: string;
  readonly line: number;
}

/**
 * What a line tells Runsheet: a comment (`<!-- runsheet: expect exit=1 -->`, `check=npm test`, `inputs=src/**`,
 * `not-applicable=why`, `accept=code: why`), or `verify` for a line such as `Verify: npm test`.
 */
export interface Directive {
  readonly name: 'accept' | 'check' | 'expect' | 'inputs' | 'not-applicable' | 'verify';
  /** As written, without the blanks around it. */
  readonly value: string;
  readonly line: number;
}

/** A phase of the plan: a section of the outermost unit that owns the work. */
export interface Phase {
  readonly key: string;
  readonly kind: string;
  readonly id?: string;
  readonly title: string;
  readonly line: number;
  /** Outermost tasks of role `work` in it, with and without boxes; of role `future` in a phase of that role. */
  readonly tasks: number;
  readonly counts: Readonly<Record<Role, Count>>;
}

export interface Plan {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly title: string;
  readonly kind: PlanKind;
  /** Boxes outside code and comments. */
  readonly boxes: Count;
  /** Boxes in code and in comments: counted apart, never work. */
  readonly boxesInCode: number;
  /** Every box by its role, parents and dropped ones included: what a search for boxes finds. */
  readonly roles: Readonly<Record<Role, Count>>;
  /** Leaf boxes by role, without dropped ones: what progress is made of. */
  readonly counts: Readonly<Record<Role, Count>>;
  readonly dropped: number;
  readonly phases: readonly Phase[];
  readonly children: readonly PlanNode[];
  readonly runnables: readonly Runnable[];
  readonly declared: readonly Declared[];
  /** Where the author wants somebody to decide before the work goes on. */
  readonly decisionPoints: readonly Remark[];
  /** What the author says comes next: Next Action, Start Here, Priority Order. */
  readonly hints: readonly Remark[];
  /** Absent where the plan has no shifts. */
  readonly shifts?: ShiftSchedule;
  readonly problems: readonly Problem[];
  /** Codes of problems that the document does not want to hear of. Absent where there are none. */
  readonly muted?: readonly string[];
  /** What its lines tell Runsheet, in document order. Absent where there is nothing. */
  readonly directives?: readonly Directive[];
  /** Headings and list items without a box that say they are done (`✅`, `COMPLETE`): their lines. Absent where none does. */
  readonly claims?: readonly number[];
  readonly lineCount: number;
}
