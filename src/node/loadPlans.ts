import path from 'node:path';
import { configName, defaultConfig, type ReadOptions, type RunsheetConfig } from '../core/config/config.ts';
import type { Plan, Problem } from '../core/model.ts';
import { type ConfigReading, readConfigFile } from './configFile.ts';
import { findPlans } from './findPlans.ts';
import { type FileText, readText } from './readText.ts';
import { commonFolder, findRoot, isFolder, relativePath } from './root.ts';

/** A path with what is wrong with it; `reason` is a sentence without a full stop. */
export interface PathProblem {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly reason: string;
}

export interface ConfigFileProblem extends PathProblem {
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
}

/** The plans behind the files and folders that a user named, and what could not be read. Lists are sorted by path. */
export interface LoadedPlans {
  /** Absolute; every path here is relative to it. */
  readonly root: string;
  readonly plans: readonly Plan[];
  readonly possible: readonly { readonly path: string; readonly score: number }[];
  /** Found below a folder and not read. */
  readonly skipped: readonly PathProblem[];
  /** Named by the user and not readable; the path is as the user wrote it. */
  readonly unreadable: readonly PathProblem[];
  readonly configProblems: readonly ConfigFileProblem[];
}

export interface LoadOptions {
  /** Absolute; relative targets start here. */
  readonly cwd: string;
  readonly signal?: AbortSignal;
}

/**
 * Reads the plans of files and folders. A file that is named is read as a plan whatever its score; below a folder the
 * plans are found. What cannot be read is a value; only an aborted signal is thrown.
 *
 * @param targets paths as the user wrote them
 */
export async function loadPlans(targets: readonly string[], { cwd, signal }: LoadOptions): Promise<LoadedPlans> {
  const named = targets.map((target) => nameTarget(target, cwd));
  const root = commonFolder(named.map((target) => target.root));
  const configs = await readConfigs(named.map((target) => target.root));
  const read = new Map<string, ReadFile>();
  const possible = new Map<string, { path: string; score: number }>();
  const skipped = new Map<string, PathProblem>();
  const unreadable: PathProblem[] = [];

  for (const target of named) {
    const config = configs.get(target.root)?.config ?? defaultConfig;
    if (!target.isFolder) {
      const content = readText(target.file);
      if ('skipped' in content) unreadable.push({ path: target.written, reason: content.skipped });
      else read.set(target.file, { path: relativePath(root, target.file), content, options: config });
      continue;
    }
    for await (const found of findBelow(target, config, signal)) {
      const place = relativePath(root, found.file);
      if (found.type === 'skipped') {
        if (found.file === target.file) unreadable.push({ path: target.written, reason: found.reason });
        else skipped.set(found.file, { path: place, reason: found.reason });
      } else if (found.type === 'plan') read.set(found.file, { path: place, content: found.content, options: config });
      else possible.set(found.file, { path: place, score: found.score.score });
    }
  }
  for (const file of read.keys()) possible.delete(file);
  return {
    root,
    plans: await parseAll(Array.from(read.values()), signal),
    possible: byPath(possible.values()),
    skipped: byPath(skipped.values()),
    unreadable,
    configProblems: Array.from(configs).flatMap(([folder, { problems }]) =>
      problems.map(({ message, ...at }) => ({
        path: relativePath(root, path.join(folder, configName)),
        reason: message,
        ...at,
      })),
    ),
  };
}

interface ReadFile {
  readonly path: string;
  readonly content: FileText;
  readonly options: ReadOptions;
}

/** A path that a user wrote, and the root it belongs to. */
interface Target {
  readonly written: string;
  readonly file: string;
  readonly isFolder: boolean;
  readonly root: string;
}

/** A file outside of any root belongs to the folder that the user is in, where it is named from there. */
export function nameTarget(written: string, cwd: string): Target {
  const file = path.resolve(cwd, written);
  const folder = isFolder(file);
  const root = findRoot(file);
  const isRootless = !folder && root === path.dirname(file);
  const below = relativePath(cwd, file);
  const isBelowCwd = !path.isAbsolute(written) && !below.startsWith('../');
  return { written, file, isFolder: folder, root: isRootless && isBelowCwd ? findRoot(cwd) : root };
}

async function readConfigs(roots: readonly string[]): Promise<ReadonlyMap<string, ConfigReading>> {
  const configs = new Map<string, ConfigReading>();
  for (const root of roots) if (!configs.has(root)) configs.set(root, await readConfigFile(root));
  return configs;
}

function findBelow(target: Target, config: RunsheetConfig, signal: AbortSignal | undefined) {
  return findPlans(target.file, { root: target.root, config, ...(signal && { signal }) });
}

/** The parser is a file of its own, loaded when there is something to parse. */
async function parseAll(files: readonly ReadFile[], signal?: AbortSignal): Promise<Plan[]> {
  if (files.length === 0) return [];
  const { parsePlan } = await import('../core/parse/parser.ts');
  return byPath(files).map(({ path: place, content, options }) => {
    signal?.throwIfAborted();
    const plan = parsePlan(place, content.text, options);
    return content.damaged ? { ...plan, problems: [damage(content), ...plan.problems] } : plan;
  });
}

function damage({ encoding }: FileText): Problem {
  const message = `Some bytes of this file are not valid ${encoding.toUpperCase()}; they are shown as \ufffd.`;
  return { code: 'invalid-encoding', severity: 'warning', message, line: 0, column: 0, endLine: 0, endColumn: 0 };
}

function byPath<T extends { readonly path: string }>(values: Iterable<T>): T[] {
  return Array.from(values).sort((left, right) => (left.path < right.path ? -1 : left.path > right.path ? 1 : 0));
}
