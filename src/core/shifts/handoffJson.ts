import { schemaVersion } from '../outline/jsonDocument.ts';
import { checkHandoff } from './checkHandoff.ts';
import type { Handoff } from './handoff.ts';
import type { HandoffFile } from './handoffFiles.ts';
import { sectionOrder } from './handoffTitles.ts';

/** What `runsheet shift handoff --json` prints: `schemas/handoff.schema.json`. Lines are 1-based, times ISO in UTC. */
export function handoffsJson(
  root: string,
  files: readonly HandoffFile[],
  problems: readonly { readonly path: string; readonly message: string }[],
) {
  return { schemaVersion, root, handoffs: files.map(handoffJson), problems };
}

/** One handoff. */
export function handoffJson({ path, shift, handoff }: HandoffFile) {
  const { head, status, sections, done, blockers, actions, version, isComplete, faults } = handoff;
  const { startedAtMs, endedAtMs, agent, holder, state, startCommit, endCommit, score } = head;
  return {
    path,
    ...(shift !== undefined && { shift }),
    ...(agent !== undefined && { agent }),
    ...(holder !== undefined && { holder }),
    ...(state && { state }),
    ...(startedAtMs !== undefined && { startedAt: new Date(startedAtMs).toISOString() }),
    ...(endedAtMs !== undefined && { endedAt: new Date(endedAtMs).toISOString() }),
    ...(startCommit !== undefined && { startCommit }),
    ...(endCommit !== undefined && { endCommit }),
    ...(score !== undefined && { score }),
    ...(version !== undefined && { version }),
    ...(status && { status }),
    sections: sectionOrder.flatMap((name) => {
      const span = sections[name];
      return span ? [{ name, title: span.title, line: span.line + 1, text: span.text }] : [];
    }),
    done: done.map(atLine),
    blockers: blockers.map(atLine),
    actions: actions.map(atLine),
    complete: isComplete,
    faults,
    gaps: gapsOf(handoff),
  };
}

const gapsOf = (handoff: Handoff) =>
  checkHandoff(handoff).map(({ line, ...gap }) => ({ ...gap, ...(line !== undefined && { line: line + 1 }) }));

const atLine = <T extends { readonly line: number }>(item: T): T => ({ ...item, line: item.line + 1 });
