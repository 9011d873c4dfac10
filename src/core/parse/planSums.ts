import { type Count, type Phase, type Plan, type PlanNode, type Role, roles as allRoles } from '../model.ts';
import { stripDecoration } from '../text/decoration.ts';
import { nodesAbove } from '../topPart.ts';
import { type Draft, isSection } from './draft.ts';
import { emptyCounts, outermostTasks } from './finishPlan.ts';

export function sumCounts(nodes: readonly PlanNode[]): {
  readonly counts: Readonly<Record<Role, Count>>;
  readonly dropped: number;
} {
  const counts = emptyCounts();
  let dropped = 0;
  for (const node of nodes) {
    dropped += node.dropped;
    addCounts(counts, node.counts);
  }
  return { counts, dropped };
}

/** A document without phases is one phase by itself. */
export function implicitPhase(
  title: string,
  children: readonly PlanNode[],
  counts: Readonly<Record<Role, Count>>,
): Plan['phases'] {
  const tasks = children.reduce((sum, child) => sum + outermostTasks(child), 0);
  return tasks === 0 ? [] : [{ key: '', kind: 'document', title, line: 0, tasks, counts }];
}

/** The phases of a plan, and before them, as one without a key, what stands above the first of them in no section. */
export function withTopPart(title: string, children: readonly PlanNode[], phases: readonly Phase[]): Plan['phases'] {
  const [first] = phases;
  const above = first ? nodesAbove(first, children) : [];
  const tasks = above.reduce((sum, node) => sum + outermostTasks(node), 0);
  const line = above.find((node) => outermostTasks(node) > 0)?.line ?? 0;
  const { counts } = sumCounts(above);
  return tasks === 0 ? phases : [{ key: '', kind: 'document', title, line, tasks, counts }, ...phases];
}

/** What the first heading of level 1 or the front matter calls the plan, else the name of its file. */
export function planTitle(root: Draft, frontMatter: readonly string[], path: string): string {
  const said = titleOf(root, frontMatter) ?? '';
  return said !== '' ? said : (path.split('/').at(-1) ?? path);
}

function titleOf(root: Draft, frontMatter: readonly string[]): string | undefined {
  const heading = root.children.find((child) => isSection(child) && child.depth === 1);
  if (heading) return stripDecoration(heading.text) || heading.text;
  const title = frontMatter
    .find((line) => line.startsWith('title:'))
    ?.slice(6)
    .trim();
  return title?.replace(/^(["'])(.*)\1$/, '$2');
}

export function addCounts(
  to: Record<Role, { total: number; done: number }>,
  counts: Readonly<Record<Role, Readonly<Count>>>,
): void {
  for (const role of allRoles) {
    to[role].total += counts[role].total;
    to[role].done += counts[role].done;
  }
}
