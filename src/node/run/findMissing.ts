import { accessSync, constants, type Stats, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Interpreter } from '../../core/model.ts';
import { isEndless } from '../../core/run/endless.ts';
import { visibleText } from '../../core/run/lane/visibleText.ts';
import { type Need, readNeeds } from '../../core/run/readNeeds.ts';
import { type ShiftOperation, shiftOperationOf } from '../../core/run/shiftScript.ts';
import { readText } from '../readText.ts';
import { findProgram } from './findProgram.ts';

/** What can be done about something that is missing. */
export type Remedy =
  /** 0-based line of the command. */
  | { readonly kind: 'leave-out'; readonly line: number }
  /** Absolute path. */
  | { readonly kind: 'make-executable'; readonly file: string }
  | { readonly kind: 'shift'; readonly operation: ShiftOperation };

/** Something that a run needs and that is not there; `endless`: that a command ends before the next one. */
export interface Missing {
  readonly kind: Need['kind'] | 'interpreter' | 'run-bit' | 'endless';
  /** 0-based line of the document. */
  readonly line: number;
  /** Says what is missing, as one sentence. */
  readonly sentence: string;
  readonly remedies: readonly Remedy[];
}

export interface MissingOptions {
  readonly commands: readonly { readonly text: string; readonly line: number }[];
  /** Of the fence. */
  readonly language: string;
  readonly interpreter: Interpreter;
  /** Absolute. */
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
}

interface Place {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * What is known to be missing before a run, each thing once, in the order of the commands; what only the run can tell is
 * not said. Reads folders, `package.json` and makefiles, starts nothing, never throws.
 */
export function findMissing({ commands, language, interpreter, cwd, env = process.env }: MissingOptions): Missing[] {
  const place = { cwd, env };
  const missing: Missing[] = [];
  const said = new Set<string>();
  const add = (found: Missing): void => {
    const sentence = visibleText(found.sentence);
    if (!said.has(sentence)) missing.push({ ...found, sentence });
    said.add(sentence);
  };
  const firstLine = commands[0]?.line ?? 0;
  if (process.platform !== 'win32' && findProgram(interpreter, cwd, env) === undefined)
    add({
      kind: 'interpreter',
      line: firstLine,
      sentence: `${interpreter} is not installed or not on PATH.`,
      remedies: [],
    });
  // Commands behind a `PS C:\>` stand in a console block.
  for (const need of readNeeds(commands, interpreter === 'pwsh' ? 'pwsh' : language)) {
    const lack = lackOf(need, place);
    if (!lack) continue;
    const isOnly = commands.every(({ line }) => line === need.line);
    const leaveOut: readonly Remedy[] = isOnly ? [] : [{ kind: 'leave-out', line: need.line }];
    add({ line: need.line, kind: need.kind, ...lack, remedies: [...(lack.remedies ?? []), ...leaveOut] });
  }
  for (const { text, line } of commands.slice(0, -1)) {
    const { holds, command } = isEndless(text, language);
    const sentence = `"${command}" does not end by itself, and what stands below it in the block waits for it.`;
    if (holds === true) add({ kind: 'endless', line, sentence, remedies: [{ kind: 'leave-out', line }] });
  }
  return missing.sort((a, b) => a.line - b.line);
}

type Lack = Pick<Missing, 'sentence'> & Partial<Pick<Missing, 'kind' | 'remedies'>>;

function lackOf(need: Need, place: Place): Lack | undefined {
  if (need.kind === 'program') return programLack(need.name, place);
  const folder = need.folder && folderOf(need.folder, place);
  // A folder that is not there has been said at its `cd`.
  if (folder === undefined || !isFolder(folder)) return undefined;
  switch (need.kind) {
    case 'folder':
      return folderLack(need.path, resolve(folder, need.path, place));
    case 'script':
      return scriptLack(need.path, resolve(folder, need.path, place), need.executable);
    case 'npm-script':
      return npmLack(need.script, folder, place.cwd);
    case 'make-target':
      return makeLack(need.target, folder);
  }
}

function folderOf(parts: readonly string[], place: Place): string {
  return parts.reduce((folder, part) => resolve(folder, part, place), place.cwd);
}

function resolve(folder: string, written: string, { env }: Place): string {
  const home = env['HOME'] ?? os.homedir();
  return path.resolve(folder, /^~(?=\/|$)/.test(written) ? home + written.slice(1) : written);
}

/** Functions that interactive shells load and scripts do not have. */
const shellFunctions = new Set(['nvm', 'sdk', 'rvm', 'conda', 'z', 'deactivate', 'workon', 'mkvirtualenv']);

function programLack(name: string, { cwd, env }: Place): Lack | undefined {
  if (findProgram(name, cwd, env) !== undefined) return undefined;
  return shellFunctions.has(name)
    ? { sentence: `${name} is a function of interactive shells, which scripts do not have.` }
    : { sentence: `${name} is not installed or not on PATH.` };
}

function folderLack(written: string, folder: string): Lack | undefined {
  if (isFolder(folder)) return undefined;
  return { sentence: exists(folder) ? `${written} is not a folder.` : `The folder ${written} does not exist.` };
}

function scriptLack(written: string, file: string, executable: boolean): Lack | undefined {
  if (!exists(file)) {
    const operation = shiftOperationOf(written);
    return {
      sentence: `${written} does not exist.`,
      ...(operation && { remedies: [{ kind: 'shift', operation }] }),
    };
  }
  if (isFolder(file)) return { sentence: `${written} is a folder.` };
  if (!executable || process.platform === 'win32' || isExecutable(file)) return undefined;
  return {
    kind: 'run-bit',
    sentence: `${written} is not executable: chmod +x ${written}`,
    remedies: [{ kind: 'make-executable', file }],
  };
}

function npmLack(script: string, folder: string, cwd: string): Lack | undefined {
  const found = nearest(folder, 'package.json');
  const where = path.relative(cwd, folder) || 'this folder';
  if (found === undefined) return { sentence: `There is no package.json in ${where}.` };
  const content = readText(found);
  if ('skipped' in content) return { sentence: `${path.relative(cwd, found)} ${content.skipped}.` };
  try {
    const parsed = JSON.parse(content.text) as { readonly scripts?: Readonly<Record<string, unknown>> } | null;
    if (Object.hasOwn(parsed?.scripts ?? {}, script)) return undefined;
    // npm-start: without a script it runs this file.
    if (script === 'start' && exists(path.join(path.dirname(found), 'server.js'))) return undefined;
    return { sentence: `${path.relative(cwd, found)} has no script "${script}".` };
  } catch {
    return { sentence: `${path.relative(cwd, found)} is not valid JSON.` };
  }
}

function makeLack(target: string | undefined, folder: string): Lack | undefined {
  const name = ['GNUmakefile', 'makefile', 'Makefile'].find((each) => exists(path.join(folder, each)));
  if (name === undefined)
    return target !== undefined && exists(path.join(folder, target))
      ? undefined
      : { sentence: 'There is no makefile here.' };
  if (target === undefined) return undefined;
  const content = readText(path.join(folder, name));
  if ('skipped' in content) return undefined;
  const { text } = content;
  // Rules that come from elsewhere, or for whole classes of targets, only make knows.
  const isOpen = /^-?s?include\b|^[^\t\n#:=%$]*[%$]|\$\(eval|^define\b|^\.DEFAULT\b/m.test(text);
  if (isOpen || exists(path.join(folder, target))) return undefined;
  const targets = text.split('\n').flatMap((line) => (/^([^\t#:=][^:=#]*)::?(?!=)/.exec(line)?.[1] ?? '').split(/\s+/));
  return targets.includes(target) ? undefined : { sentence: `${name} has no target "${target}".` };
}

function nearest(folder: string, name: string): string | undefined {
  for (let current = folder; ; current = path.dirname(current)) {
    if (exists(path.join(current, name))) return path.join(current, name);
    if (path.dirname(current) === current) return undefined;
  }
}

/** Undefined where nothing is there, or where it cannot be reached: then the run would not reach it either. */
function look(file: string): Stats | undefined {
  try {
    return statSync(file);
  } catch {
    return undefined;
  }
}

function exists(file: string): boolean {
  return look(file) !== undefined;
}

function isFolder(file: string): boolean {
  return look(file)?.isDirectory() === true;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
