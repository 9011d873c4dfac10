import type { ReadOptions } from '../config/config.ts';
import { planKind } from '../detect/planKind.ts';
import { readLegend, statusOfMark } from '../fields/marks.ts';
import type { Count, Plan, PlanNode, Role, Status } from '../model.ts';
import { stripDecoration } from '../text/decoration.ts';
import { assignKeys } from './assignKeys.ts';
import { assignRoles } from './assignRoles.ts';
import { buildTree, type PartBlocks } from './buildTree.ts';
import { choosePhases } from './choosePhases.ts';
import { configureRoles } from './configureRoles.ts';
import { cutParts } from './cutParts.ts';
import { type Draft, walk } from './draft.ts';
import { emptyCounts, finishNodes, finishPhases, outermostTasks } from './finishPlan.ts';
import { linkDependencies } from './linkDependencies.ts';
import { nameKinds } from './nameKinds.ts';
import { blocksOfPart, perPart } from './partCache.ts';
import { countBoxesInCode, findTextProblems, readDeclaredValues } from './readDocument.ts';
import { readDecisionPoints, readHints } from './readRemarks.ts';
import { nestNumbered } from './nestNumbered.ts';
import { readRunnables } from './readRunnables.ts';
import { readShifts } from './readShifts.ts';
import { settleTasks } from './settleTasks.ts';

/**
 * Reads a document as a plan. Never throws, whatever the text.
 *
 * @param path relative to the root, with `/`; decides the dialect and the kind together with the text
 * @param text as the editor holds it; a byte order mark, which the editor does not show, is passed over
 * @param options what the configuration of the root says: its marks beat the legend of the document, its labels the
 * built-in ones
 */
export function parsePlan(path: string, text: string, options: ReadOptions = {}): Plan {
  const source = text.startsWith('\ufeff') ? text.slice(1) : text;
  const document = cutParts(source);
  const { lines } = document;
  const parts = document.parts.map((part) => ({ line: part.line, blocks: blocksOfPart(part.text) }));

  const legend = new Map([...legendOf(parts, lines), ...Object.entries(options.marks ?? {})]);
  const root = buildTree(parts, document.lineCount, legend);
  nestNumbered(root);
  countBoxes(root);
  configureRoles(root, options.roles);
  const phases = choosePhases(root);
  nameKinds(root);
  const hints = readHints(root);
  settleTasks(root);
  assignRoles(root);
  assignKeys(root);
  linkDependencies(root);

  const { runnables, indices } = readRunnables(root);
  const statusOf = statusReader(path, source, legend);
  const children = finishNodes(root.children, indices, statusOf);
  const totals = sumCounts(children);
  const schedule = readShifts(root, parts, lines);
  const title = titleOf(root, document.frontMatter) ?? path.split('/').at(-1) ?? path;
  return {
    path,
    title,
    kind: planKind(path),
    ...countRoles(root, statusOf),
    boxesInCode: countBoxesInCode(parts),
    counts: totals.counts,
    dropped: totals.dropped,
    phases:
      phases.length > 0
        ? finishPhases(children, new Set(phases.map((phase) => phase.key)))
        : implicitPhase(title, children, totals.counts),
    children,
    runnables,
    declared: readDeclaredValues(root),
    decisionPoints: readDecisionPoints(root),
    hints,
    ...(schedule && { shifts: schedule.shifts }),
    problems: [...findTextProblems(lines, parts, root.boxes), ...(schedule?.problems ?? [])].sort(
      (a, b) => a.line - b.line || a.column - b.column,
    ),
    lineCount: document.lineCount,
  };
}

const legendOfParts = perPart(readLegend);

/** The first explanation of a mark holds. */
function legendOf(parts: readonly PartBlocks[], lines: readonly string[]): ReadonlyMap<string, Status> {
  return new Map(
    legendOfParts(parts, lines)
      .flatMap(({ value }) => [...value])
      .reverse(),
  );
}

function countBoxes(root: Draft): void {
  const order: Draft[] = [];
  walk(root, (draft) => order.push(draft));
  for (const draft of order.reverse()) {
    draft.boxes += draft.mark ? 1 : 0;
    if (draft.parent) draft.parent.boxes += draft.boxes;
  }
}

/** The mark says the status; struck text and words such as DEFERRED take an open box out of the work. */
function statusReader(path: string, source: string, legend: ReadonlyMap<string, Status>): (draft: Draft) => Status {
  const kiro = /(?:^|\/)\.kiro\//.test(path) || source.includes('_Requirements:');
  return (draft) => {
    if (!draft.mark) return draft.type === 'task' ? unboxedStatus(draft) : 'unboxed';
    const status = statusOfMark(draft.mark.char, { kiro, legend });
    const dropped = draft.status === 'skipped' || draft.status === 'cancelled';
    return status === 'open' && dropped ? draft.status : status;
  };
}

/** What a task without a box says of itself, where no boxes say better; criteria do not say whether work is begun. */
function unboxedStatus(draft: Draft): Status {
  if (draft.boxes === 0) return draft.stated ?? draft.status;
  return ownsWork(draft) ? 'unboxed' : (draft.stated ?? 'unboxed');
}

function ownsWork(draft: Draft): boolean {
  return draft.children.some((child) => (child.mark !== undefined && child.role === 'work') || ownsWork(child));
}

function countRoles(root: Draft, statusOf: (draft: Draft) => Status): Pick<Plan, 'boxes' | 'roles'> {
  const counts = emptyCounts();
  const boxes = { total: 0, done: 0 };
  walk(root, (draft) => {
    if (!draft.mark) return;
    const done = statusOf(draft) === 'done' ? 1 : 0;
    const count = counts[draft.role ?? 'work'];
    count.total++;
    count.done += done;
    boxes.total++;
    boxes.done += done;
  });
  return { boxes, roles: counts };
}

function sumCounts(nodes: readonly PlanNode[]): {
  readonly counts: Readonly<Record<Role, Count>>;
  readonly dropped: number;
} {
  const counts = emptyCounts();
  let dropped = 0;
  for (const node of nodes) {
    dropped += node.dropped;
    for (const [role, count] of Object.entries(node.counts) as [Role, Count][]) {
      counts[role].total += count.total;
      counts[role].done += count.done;
    }
  }
  return { counts, dropped };
}

/** A document without phases is one phase by itself. */
function implicitPhase(
  title: string,
  children: readonly PlanNode[],
  counts: Readonly<Record<Role, Count>>,
): Plan['phases'] {
  const tasks = children.reduce((sum, child) => sum + outermostTasks(child), 0);
  return tasks === 0 ? [] : [{ key: '', kind: 'document', title, line: 0, tasks, counts }];
}

function titleOf(root: Draft, frontMatter: readonly string[]): string | undefined {
  const heading = root.children.find((child) => child.type === 'section' && child.depth === 1);
  if (heading) return stripDecoration(heading.text) || heading.text;
  const title = frontMatter
    .find((line) => line.startsWith('title:'))
    ?.slice(6)
    .trim();
  return title?.replace(/^(["'])(.*)\1$/, '$2');
}
