import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { type Decision, readDecision } from '../../core/readiness/decision.ts';
import type { RefusedFile } from '../evidence/evidenceFiles.ts';
import { sha256 } from '../../core/text/sha256.ts';
import { randomHex } from '../randomHex.ts';
import { readBounded } from '../readBounded.ts';
import { describeError } from '../readText.ts';
import { relativePath } from '../root.ts';
import { writeInside } from '../writeInside.ts';

/** The decisions of a root, and the files that are not believed. */
export interface StoredDecisions {
  readonly decisions: readonly Decision[];
  readonly refused: readonly RefusedFile[];
}

/** The name of the folder in the handoff folder. */
const folderName = 'decisions';
/** When it was made, what it is about, and something that nobody else has. */
const fileName = /^\d{8}T\d{9}Z-[0-9a-f]{8}-[0-9a-f]{8}\.json$/;
const maxFileBytes = 256 * 1024;
const maxFiles = 5000;
/** Clocks of two machines differ a little. */
const clockSkewMs = 5 * 60_000;

/**
 * Reads the decisions of a root, newest files first up to a bound. What is damaged, too large, no plain file, of a newer
 * Runsheet or dated in the future is refused with a reason and decides nothing. Never throws.
 *
 * @param root absolute
 * @param handoffs folder, relative to the root
 * @param now epoch milliseconds
 */
export async function readDecisions(root: string, handoffs: string, now: number): Promise<StoredDecisions> {
  const folder = path.join(root, handoffs, folderName);
  const all = await readdir(folder).catch((): string[] => []);
  const names = all.filter((name) => fileName.test(name)).sort();
  const decisions: Decision[] = [];
  const refused: RefusedFile[] = [];
  for (const name of names.slice(-maxFiles)) {
    const found = readOne(path.join(folder, name), now);
    if (typeof found === 'string') refused.push({ path: relativePath(root, path.join(folder, name)), reason: found });
    else decisions.push(found);
  }
  return { decisions, refused };
}

function readOne(file: string, now: number): Decision | string {
  let value: unknown;
  try {
    const text = readBounded(file, maxFileBytes);
    if (text === undefined) return `it is no plain file of at most ${maxFileBytes / 1024} KB`;
    value = JSON.parse(text);
  } catch (error) {
    return error instanceof SyntaxError ? 'it is no JSON' : describeError(error);
  }
  const decision = readDecision(value);
  if ('refused' in decision) return decision.refused;
  return Date.parse(decision.decidedAt) > now + clockSkewMs
    ? `it is dated in the future (${decision.decidedAt}): a clock was wrong`
    : decision;
}

/**
 * Writes one vote (see `castVote`) as a file of its own, whole or not at all: two that vote at once have two files, and git
 * brings both together. Errors of the file system as they come. The line in the plan is another matter: `decisionEdit`.
 *
 * @returns the path relative to the root
 * @throws Error where the folder of handoffs leads out of the root
 */
export function writeDecision(root: string, handoffs: string, decision: Decision): Promise<string> {
  const stamp = new Date(decision.decidedAt).toISOString().replace(/[-:.]/g, '');
  const about = sha256(`${decision.plan}\0${decision.phase ?? ''}`).slice(0, 8);
  const name = `${stamp}-${about}-${randomHex(4)}.json`;
  return writeInside(root, `${handoffs}/${folderName}`, name, `${JSON.stringify(decision, undefined, 2)}\n`);
}
