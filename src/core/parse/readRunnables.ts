import type { Placeholder, Runnable } from '../model.ts';
import { judgeDanger } from '../run/danger.ts';
import { readInlineCommand } from '../run/inlineCommand.ts';
import { findPlaceholders } from '../run/placeholders.ts';
import { readShellBlock } from '../run/shellBlock.ts';
import { remembered } from '../text/remembered.ts';
import { hashText } from './assignKeys.ts';
import type { CodeBlock } from './block.ts';
import { ancestor, type Draft, walk } from './draft.ts';
import { normalize } from './roleOfLabel.ts';

/** A runnable without its place: what the text alone says. Read once per block. */
type Command = Omit<Runnable, 'key' | 'line' | 'endLine' | 'nodeKey' | 'danger' | 'dangerReasons'> & {
  readonly danger: ReturnType<typeof judgeDanger>;
  /** Of the text, for its key. */
  readonly hash: string;
};

const blockCache = new WeakMap<CodeBlock, Command | null>();
const inlineCache = new Map<string, Command | null>();
const inlineCacheLimit = 5000;

/**
 * The commands of the plan in document order; `indices` says which stand directly in a node.
 */
export function readRunnables(root: Draft): {
  readonly runnables: readonly Runnable[];
  readonly indices: ReadonlyMap<Draft, readonly number[]>;
} {
  const found: { readonly draft: Draft; readonly runnable: Runnable }[] = [];
  walk(root, (draft) => {
    if (draft.code.length === 0) return;
    for (const code of draft.code) {
      const runnable = code.block
        ? blockRunnable(draft, code.line, code.block)
        : inlineRunnable(draft, code.line, code.inline ?? '');
      if (runnable) found.push({ draft, runnable });
    }
  });
  found.sort((a, b) => a.runnable.line - b.runnable.line);
  const taken = new Map<string, number>();
  const indices = new Map<Draft, number[]>();
  const runnables = found.map(({ draft, runnable }, index) => {
    const earlier = taken.get(runnable.key) ?? 0;
    taken.set(runnable.key, earlier + 1);
    indices.set(draft, [...(indices.get(draft) ?? []), index]);
    return earlier === 0 ? runnable : { ...runnable, key: `${runnable.key}~${earlier + 1}` };
  });
  return { runnables, indices };
}

function blockRunnable(draft: Draft, line: number, block: CodeBlock): Runnable | undefined {
  if (!block.fenced) return undefined;
  let command = blockCache.get(block);
  if (command === undefined) {
    command = readBlock(block);
    blockCache.set(block, command);
  }
  if (!command) return undefined;
  // Steps are cached relative to the fence.
  const steps = command.steps.map((step) => ({ ...step, line: step.line + line }));
  return place({ ...command, steps }, draft, line, line + block.endLine - block.line);
}

function readBlock(block: CodeBlock): Command | null {
  const shell = readShellBlock(block.language, block.body, 1, !block.closed);
  if (!shell.runnable) return null;
  return {
    kind: 'block',
    language: block.language === '' ? 'sh' : block.language,
    interpreter: shell.interpreter,
    text: shell.text,
    hash: hashText(shell.text),
    placeholders: findPlaceholders(shell.text),
    steps: shell.steps,
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

function readInline(text: string): Command | null {
  if (!readInlineCommand(text).runnable) return null;
  const placeholders: readonly Placeholder[] = findPlaceholders(text);
  return {
    kind: 'inline',
    language: 'sh',
    interpreter: 'bash',
    text,
    hash: hashText(text),
    placeholders,
    steps: [],
    danger: judgeDanger(text, 'sh'),
  };
}

function place(command: Command, draft: Draft, line: number, endLine: number): Runnable {
  const { danger: own, hash, ...rest } = command;
  const owner =
    draft.type === 'section' || draft.type === 'task' ? draft : ancestor(draft, (at) => at.type !== 'group');
  const nodeKey = owner?.key ?? '';
  const danger = inRollback(draft) ? dangerOfRollback(`${command.language}\n${command.text}`) : own;
  return {
    ...rest,
    key: `${nodeKey}!${hash}`,
    line,
    endLine,
    danger: danger.level,
    dangerReasons: danger.reasons,
    ...(nodeKey !== '' && { nodeKey }),
  };
}

/** @param command language, line end, text */
const dangerOfRollback = remembered((command) => {
  const end = command.indexOf('\n');
  return judgeDanger(command.slice(end + 1), command.slice(0, end), { rollback: true });
}, 500);

const headsRollback = remembered((label) =>
  /^(?:rollback|roll back|reverting|backout|back-out)\b/.test(normalize(label)),
);

function inRollback(draft: Draft): boolean {
  const isRollback = (at: Draft): boolean => headsRollback(at.text.slice(0, 300));
  return isRollback(draft) || ancestor(draft, isRollback) !== undefined;
}
