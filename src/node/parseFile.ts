import type { ReadOptions } from '../core/config/config.ts';
import type { Plan, Problem } from '../core/model.ts';
import type { FileStamp } from './cache/cacheIndex.ts';
import { contentHash } from './cache/contentHash.ts';
import type { PlanCache } from './cache/planCache.ts';
import { type FileText, readText, type SkippedText } from './readText.ts';

/** A file that is to be read as a plan. */
export interface FileToParse {
  /** Absolute. */
  readonly file: string;
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly options: ReadOptions;
  /** Where it was read already. */
  readonly content?: FileText | undefined;
  /** Where the root has a cache: how the file was before it was read. */
  readonly stamp?: FileStamp | undefined;
  readonly cache?: PlanCache | undefined;
}

/** Reads a file as a plan; one whose content was read before is taken from the cache. */
export async function parseFile(file: FileToParse): Promise<Plan | SkippedText> {
  const { path, options, stamp, cache } = file;
  const content = file.content ?? readText(file.file);
  if ('skipped' in content) return content;
  if (!cache || !stamp) return parseContent(path, content, options);
  const hash = contentHash(content);
  const plan = cache.planOfContent(path, hash) ?? (await parseContent(path, content, options));
  cache.setPlan(path, stamp, hash, plan);
  return plan;
}

/** The plan that a content is read as; bytes that were replaced in it are one of its problems. */
export async function parseContent(path: string, content: FileText, options: ReadOptions): Promise<Plan> {
  const { parsePlan } = await import('../core/parse/parser.ts');
  const plan = parsePlan(path, content.text, options);
  return content.damaged ? { ...plan, problems: [damage(content), ...plan.problems] } : plan;
}

function damage({ encoding }: FileText): Problem {
  const message = `Some bytes of this file are not valid ${encoding.toUpperCase()}; they are shown as \ufffd.`;
  return { code: 'invalid-encoding', severity: 'warning', message, line: 0, column: 0, endLine: 0, endColumn: 0 };
}
