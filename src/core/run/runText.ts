import type { Runnable } from '../model.ts';
import { carriedLines } from './carriedLines.ts';

/** What of a runnable is run. Lines are 0-based lines of the document, as in `Runnable.lines` and `steps`. */
export type RunPart =
  | { readonly kind: 'whole' }
  /** One command of a block, by its first line. */
  | { readonly kind: 'line'; readonly line: number }
  /** A labelled part of a block, by the line of its label. */
  | { readonly kind: 'step'; readonly line: number };

export const wholeRunnable: RunPart = { kind: 'whole' };

export interface RunText {
  /** As it stands in the plan, the carried lines in front; placeholders are open. */
  readonly text: string;
  /** The commands of the text in order, with the line of the document each comes from. */
  readonly commands: readonly { readonly text: string; readonly line: number; readonly carried: boolean }[];
  /** The comment that names the part; of the whole, the runnable's own. */
  readonly label?: string;
}

/**
 * The text of a runnable, of one of its lines or of one of its steps. A line or step is preceded by the `cd` and `export`
 * lines above it in the block, and by the functions that it calls.
 *
 * @param without 0-based lines of commands that are left out, such as a `cd` into a folder that only the author has
 * @returns undefined where there is no such line or step, or where nothing is left
 */
export function runText(
  runnable: Runnable,
  part: RunPart = wholeRunnable,
  without: ReadonlySet<number> = new Set(),
): RunText | undefined {
  const lines =
    runnable.lines.length > 0
      ? runnable.lines
      : [{ text: runnable.text, line: runnable.line, endLine: runnable.endLine }];
  const own = partLines(runnable, part);
  if (!own) return undefined;
  const chosen = lines.filter(({ line }) => own.from <= line && line < own.to);
  const first = chosen[0];
  if (!first) return undefined;
  const ownText = chosen.map((line) => line.text).join('\n');
  const carried = part.kind === 'whole' ? [] : carriedLines(lines, first.line, runnable.language, ownText);
  const commands = [
    ...carried.map(({ text, line }) => ({ text, line, carried: true })),
    ...chosen.map(({ text, line }) => ({ text, line, carried: false })),
  ].filter(({ line }) => !without.has(line));
  if (!commands.some((command) => !command.carried)) return undefined;
  // Untouched, the whole is run as it stands, comments included.
  const untouched = part.kind === 'whole' && commands.length === lines.length;
  const text = untouched ? runnable.text : commands.map((command) => command.text).join('\n');
  return { text, commands, ...(own.label !== undefined && { label: own.label }) };
}

function partLines(
  runnable: Runnable,
  part: RunPart,
): { readonly from: number; readonly to: number; readonly label?: string } | undefined {
  switch (part.kind) {
    case 'whole':
      return { from: runnable.line, to: runnable.endLine, ...named(runnable.label) };
    case 'line': {
      const line = runnable.lines.find((each) => each.line === part.line);
      return line && { from: line.line, to: line.endLine, ...named(line.label) };
    }
    case 'step': {
      const at = runnable.steps.findIndex((step) => step.line === part.line);
      const step = runnable.steps[at];
      return step && { from: step.line, to: runnable.steps[at + 1]?.line ?? runnable.endLine, label: step.label };
    }
  }
}

const named = (label: string | undefined) => (label === undefined ? {} : { label });
