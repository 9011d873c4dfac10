import * as vscode from 'vscode';
import type { Runnable } from '../core/model.ts';
import { type RunPart, wholeRunnable } from '../core/run/runText.ts';
import { textHash } from '../core/run/textHash.ts';

/**
 * A command as the user saw it. It carries no text: at the click the present text of the plan has to have the same hash.
 * Lines and steps are named by their index, which the same text always gives to the same one, wherever it stands.
 */
export interface RunTarget {
  readonly uri: vscode.Uri;
  readonly key: string;
  /** Of the whole runnable. */
  readonly hash: string;
  readonly part?: { readonly kind: 'line' | 'step'; readonly index: number };
}

export function targetOf(uri: vscode.Uri, { key, text }: Runnable, part?: RunTarget['part']): RunTarget {
  return { uri, key, hash: textHash(text), ...(part && { part }) };
}

/** As the arguments of a command: a lens and a keybinding can only hand over plain values. */
export function targetArguments({ uri, key, hash, part }: RunTarget): readonly unknown[] {
  return part ? [uri.toString(), key, hash, part.kind, part.index] : [uri.toString(), key, hash];
}

/** Arguments come from anybody; undefined for those that are no target. */
export function readTarget([uri, key, hash, kind, index]: readonly unknown[]): RunTarget | undefined {
  if (typeof uri !== 'string' || typeof key !== 'string' || typeof hash !== 'string') return undefined;
  const whole = { uri: vscode.Uri.parse(uri), key, hash };
  if (kind === undefined) return whole;
  if ((kind !== 'line' && kind !== 'step') || typeof index !== 'number') return undefined;
  return { ...whole, part: { kind, index } };
}

/** The part as it stands now; undefined if the runnable has no such one. */
export function presentPart(runnable: Runnable, part: RunTarget['part']): RunPart | undefined {
  if (!part) return wholeRunnable;
  const found = (part.kind === 'line' ? runnable.lines : runnable.steps)[part.index];
  return found && { kind: part.kind, line: found.line };
}

/** One name for the same part of the same runnable. */
export function targetId({ uri, key, part }: Omit<RunTarget, 'hash'>): string {
  return JSON.stringify([uri.toString(), key, part?.kind, part?.index]);
}
