import type { Placeholder, Runnable } from '../model.ts';
import { pushAll } from '../pushAll.ts';
import { judgeDanger } from '../run/danger.ts';
import { fenceFolder } from '../run/fenceFolder.ts';
import { readInlineCommand, withoutPrompt } from '../run/inlineCommand.ts';
import { findPlaceholders } from '../run/placeholders.ts';
import { valueShell } from '../run/shellQuoting.ts';
import { readShellBlock } from '../run/shellBlock.ts';
import { remembered } from '../text/remembered.ts';
import { hashText } from './assignKeys.ts';
import type { CodeBlock } from './block.ts';
import { type Body, give } from './body.ts';
import { ancestor, type Draft, pass, walk } from './draft.ts';
import { renumberBody } from './reuseBody.ts';
import { normalize } from './roleOfLabel.ts';
import type { SettledBody } from './settledBody.ts';

/** A runnable without its place: what the text alone says. Read once per block. */
type Command = Omit<Runnable, 'key' | 'line' | 'endLine' | 'nodeKey' | 'danger' | 'dangerReasons'> & {
  readonly danger: ReturnType<typeof judgeDanger>;
  /** Of the text, for its key. */
  readonly hash: string;
};

const blockCache = new WeakMap<CodeBlock, Command | null>();
const inlineCache = new Map<string, Command | null>();
const inlineCacheLimit = 5000;

interface Found {
  readonly draft: Draft;
  readonly runnable: Runnable;
}

/** What a settled text has, as one. */
interface FoundBody {
  readonly section: Draft;
  readonly body: SettledBody;
}

/**
 * The commands of the plan in document order; `indices` says which stand directly in a node.
 */
export function readRunnables(
  root: Draft,
  bodies: readonly Body[],
): {
  readonly runnables: readonly Runnable[];
  readonly indices: ReadonlyMap<Draft, readonly number[]>;
} {
  const found: (Found | FoundBody)[] = [];
  const visit = (draft: Draft): void => {
    if (draft.settled) {
      if (draft.settled.runnables.length > 0) found.push({ section: draft, body: draft.settled });
      return;
    }
    for (const code of draft.code) {
      const runnable = code.block
        ? blockRunnable(draft, code.line, code.block)
        : inlineRunnable(draft, code.line, code.inline ?? '');
      if (runnable) found.push({ draft, runnable });
    }
  };
  walk(root, visit, pass);
  found.sort((a, b) => lineOf(a) - lineOf(b));
  const taken = new Map<string, number>();
  const indices = new Map<Draft, number[]>();
  const runnables: Runnable[] = [];
  for (const one of found) {
    if ('body' in one) {
      renumberBody(one.body, runnables.length);
      indices.set(one.section, [...one.body.sectionRunnables]);
      for (const runnable of one.body.runnables) runnables.push(runnable);
      continue;
    }
    const { draft, runnable } = one;
    const earlier = taken.get(runnable.key) ?? 0;
    taken.set(runnable.key, earlier + 1);
    const own = indices.get(draft);
    if (own) own.push(runnables.length);
    else indices.set(draft, [runnables.length]);
    runnables.push(earlier === 0 ? runnable : { ...runnable, key: `${runnable.key}~${earlier + 1}` });
  }
  for (const body of bodies) give(body, 'inRollback', inRollback(body.section));
  noteRunnables(bodies, runnables, indices);
  return { runnables, indices };
}

function lineOf(found: Found | FoundBody): number {
  return 'body' in found ? found.body.line : found.runnable.line;
}

/** Notes the commands of sections and their own texts, which stand one behind the other. */
function noteRunnables(
  bodies: readonly Body[],
  runnables: readonly Runnable[],
  indices: ReadonlyMap<Draft, readonly number[]>,
): void {
  for (const { notes, section, content } of bodies) {
    if (!notes) continue;
    const own: number[] = [];
    for (const draft of [section, ...content.flatMap(flat)]) pushAll(own, indices.get(draft) ?? []);
    own.sort((a, b) => a - b);
    notes.facts.firstRunnable = own[0] ?? 0;
    notes.facts.runnables =
      own.length === 0 ? [] : runnables.slice(own[0], own[0] === undefined ? 0 : own[0] + own.length);
    notes.facts.sectionRunnables = indices.get(section) ?? [];
  }
}

function flat(draft: Draft): readonly Draft[] {
  return [draft, ...draft.children.flatMap(flat)];
}

function blockRunnable(draft: Draft, line: number, block: CodeBlock): Runnable | undefined {
  if (!block.fenced) return undefined;
  let command = blockCache.get(block);
  if (command === undefined) {
    command = readBlock(block);
    blockCache.set(block, command);
  }
  if (!command) return undefined;
  // Steps and lines are cached relative to the fence.
  const steps = command.steps.map((step) => ({ ...step, line: step.line + line }));
  const lines = command.lines.map((each) => ({ ...each, line: each.line + line, endLine: each.endLine + line }));
  return place({ ...command, steps, lines }, draft, line, line + block.endLine - block.line);
}

function readBlock(block: CodeBlock): Command | null {
  const shell = readShellBlock(block.language, block.body, 1, !block.closed);
  if (!shell.runnable) return null;
  const folder = fenceFolder(block.meta);
  return {
    kind: 'block',
    language: block.language === '' ? 'sh' : block.language,
    interpreter: shell.interpreter,
    text: shell.text,
    hash: hashText(shell.text),
    placeholders: findPlaceholders(shell.text, valueShell(shell.interpreter)),
    steps: shell.steps,
    lines: shell.commands.length > 1 ? shell.commands : [],
    ...(folder !== undefined && { folder }),
    // A session with a PowerShell prompt is judged by its shell, not by the name of the fence.
    danger: judgeDanger(shell.text, shell.interpreter === 'pwsh' ? 'pwsh' : block.language),
  };
}

function inlineRunnable(draft: Draft, line: number, text: string): Runnable | undefined {
  let command = inlineCache.get(text);
  if (command === undefined) {
    if (inlineCache.size >= inlineCacheLimit) inlineCache.clear();
    command = readInline(text);
    inlineCache.set(text, command);
  }
  return command ? place(command, draft, line, line + 1) : undefined;
}

function readInline(written: string): Command | null {
  if (!readInlineCommand(written).runnable) return null;
  const text = withoutPrompt(written);
  const placeholders: readonly Placeholder[] = findPlaceholders(text);
  return {
    kind: 'inline',
    language: 'sh',
    interpreter: 'bash',
    text,
    hash: hashText(text),
    placeholders,
    steps: [],
    lines: [],
    danger: judgeDanger(text, 'sh'),
  };
}

function place(command: Command, draft: Draft, line: number, endLine: number): Runnable {
  const { danger: own, hash, ...rest } = command;
  const owner =
    draft.type === 'section' || draft.type === 'task' ? draft : ancestor(draft, (at) => at.type !== 'group');
  const nodeKey = owner?.key ?? '';
  const rollback = inRollback(draft);
  const danger = rollback ? dangerOfRollback(`${command.language}\n${command.text}`) : own;
  return {
    ...rest,
    key: `${nodeKey}!${hash}`,
    line,
    endLine,
    danger: danger.level,
    dangerReasons: danger.reasons,
    ...(rollback && { rollback }),
    ...(nodeKey !== '' && { nodeKey }),
  };
}

/** @param command language, line end, text */
const dangerOfRollback = remembered((command) => {
  const end = command.indexOf('\n');
  return judgeDanger(command.slice(end + 1), command.slice(0, end), { rollback: true });
}, 500);

/** Whether a label or heading says that what stands below it takes something back. */
export const headsRollback = remembered((label) =>
  /^(?:(?:emergency |manual |automat(?:ed|ic) |full )?(?:rollback|roll back|revert|reverting|backout|back-out)\b|rücksetzplan|retour arrière|plan de (?:retour|reversión)|откат|план отката|回滚|ロールバック|롤백)/.test(
    normalize(label),
  ),
);

function inRollback(draft: Draft): boolean {
  const isRollback = (at: Draft): boolean => headsRollback(at.text.slice(0, 300));
  return isRollback(draft) || ancestor(draft, isRollback) !== undefined;
}
