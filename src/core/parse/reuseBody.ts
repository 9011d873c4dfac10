import type { Role, Runnable } from '../model.ts';
import type { BodyPlace } from './body.ts';
import type { Draft } from './draft.ts';
import { movedItems, movedNode } from './movedNode.ts';
import type { PlanSettings } from './planSettings.ts';
import { keyAfter, reasonAfter, type Rename } from './rename.ts';
import type { SettledBody } from './settledBody.ts';

/** Whether what is settled was read from the same text in the same place of its section. */
export function reusable(
  settled: SettledBody,
  place: BodyPlace,
  settings: PlanSettings,
  markedRole: Role | undefined,
): boolean {
  return (
    settled.settings === settings &&
    !settled.touched &&
    !settled.isLookedInto &&
    !settled.stale &&
    settled.given.height === place.endLine - place.line &&
    settled.given.markedRole === markedRole &&
    settled.more.length === place.more.length &&
    settled.more.every((run, index) => run === place.more[index]?.run)
  );
}

/** A section as it is before the passes, without its place in the tree. */
export function templateOf(section: Draft): Draft {
  return { ...copyOf(section), parent: undefined };
}

/**
 * Fields are never changed by a pass.
 *
 * @param depth where it stands on another level now
 */
export function copyOf(section: Draft, depth = section.depth): Draft {
  return {
    ...section,
    depth,
    children: [],
    dependsOn: section.dependsOn.slice(),
    files: section.files.slice(),
    code: section.code.slice(),
  };
}

/** Moves all that is known of a section's own text to where it stands now. */
export function moveBody(body: SettledBody, line: number): void {
  const by = line - body.line;
  if (by === 0) return;
  body.line = line;
  const { section } = body;
  body.section = {
    ...section,
    line: section.line + by,
    endLine: section.endLine + by,
    fields: movedItems(section.fields, by),
    dependsOn: movedItems(section.dependsOn, by),
    files: movedItems(section.files, by),
    code: movedItems(section.code, by),
  };
  body.hints = movedItems(body.hints, by);
  body.lateDependsOn = movedItems(body.lateDependsOn, by);
  body.lateCode = movedItems(body.lateCode, by);
  body.declared = movedItems(body.declared, by);
  body.decisionPoints = movedItems(body.decisionPoints, by);
  body.shiftTasks = movedItems(body.shiftTasks, by);
  body.runnables = body.runnables.map((one) => movedRunnable(one, by));
  body.nodes = body.nodes.map((node) => movedNode(node, by, 0));
}

export function movedRunnable(runnable: Runnable, by: number): Runnable {
  const { steps, lines } = runnable;
  return {
    ...runnable,
    line: runnable.line + by,
    endLine: runnable.endLine + by,
    steps: steps.length === 0 ? steps : movedItems(steps, by),
    lines:
      lines.length === 0 ? lines : lines.map((each) => ({ ...each, line: each.line + by, endLine: each.endLine + by })),
  };
}

/** Gives the runnables of a section's own text their numbers in the document. */
export function renumberBody(body: SettledBody, firstRunnable: number): void {
  const by = firstRunnable - body.firstRunnable;
  if (by === 0) return;
  body.firstRunnable = firstRunnable;
  if (body.runnables.length === 0) return;
  body.sectionRunnables = body.sectionRunnables.map((index) => index + by);
  body.nodes = body.nodes.map((node) => movedNode(node, 0, by));
}

/** Gives the nodes in a section's own text other keys, where its heading or one above it got other words. */
export function renameBody(body: SettledBody, rename: Rename): void {
  if (rename.from === rename.to && !rename.reason) return;
  const { given } = body;
  const withKey = <T extends { readonly key: string }>(one: T): T => ({ ...one, key: keyAfter(one.key, rename) });
  body.given = {
    ...given,
    path: keyAfter(given.path, rename),
    sectionKey: keyAfter(given.sectionKey, rename),
    roleReason: reasonAfter(given.roleReason, rename),
    links: given.links
      .split('\n')
      .map((key) => keyAfter(key, rename))
      .join('\n'),
  };
  body.names = body.names.map(withKey);
  body.dependencies = body.dependencies.map(withKey);
  body.runnables = body.runnables.map((one) => renamedRunnable(one, rename));
  body.nodes = body.nodes.map((node) => movedNode(node, 0, 0, rename));
}

export function renamedRunnable(runnable: Runnable, rename: Rename): Runnable {
  const { key, nodeKey } = runnable;
  return {
    ...runnable,
    key: keyAfter(key, rename),
    ...(nodeKey !== undefined && { nodeKey: keyAfter(nodeKey, rename) }),
  };
}
