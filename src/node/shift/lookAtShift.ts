import path from 'node:path';
import { readScore } from '../../core/shifts/scoreFile.ts';
import type { LeftProcedure, ShiftFiles } from '../../core/shifts/shiftService.ts';
import { readConfigFile } from '../configFile.ts';
import { readHandoffs } from '../handoff/readHandoffs.ts';
import { readText } from '../readText.ts';
import { gitFolderAbove } from '../run/headCommit.ts';
import { lastCommit } from '../git/lastCommit.ts';
import { isInProcedure } from './procedureLock.ts';
import { readHeldShift, readJournal, shiftFolder } from './shiftState.ts';

/** What the files of a root say about its shift. No process is started and nobody is asked. */
export async function lookAtShift(root: string): Promise<ShiftFiles> {
  const { config } = await readConfigFile(root);
  const gitDir = gitFolderAbove(root);
  const { handoffs: folder } = config;
  const { files, problems } = readHandoffs(root, folder);
  const trouble: { path: string; message: string }[] = [];
  const held = gitDir === undefined ? undefined : await readHeldShift(gitDir).catch(noted(trouble));
  const left = gitDir === undefined ? undefined : await leftProcedure(gitDir).catch(noted(trouble));
  const lastCommitMs = gitDir === undefined ? undefined : await lastCommit(gitDir);
  const content = readText(path.join(root, folder, 'PRODUCTION_SCORE.txt'));
  const score = 'text' in content ? readScore(content.text) : undefined;
  return {
    config: config.shift,
    folder,
    handoffs: files,
    starts: files.flatMap(({ shift, handoff: { head } }) =>
      shift === undefined || head.startedAtMs === undefined ? [] : [{ shift, startedAtMs: head.startedAtMs }],
    ),
    ...(held && { held }),
    ...(left && { left }),
    ...(score !== undefined && { score }),
    ...(lastCommitMs !== undefined && { lastCommitMs }),
    problems: [...problems, ...trouble],
  };
}

/** A procedure that went no further; errors of the file system as they come. */
export async function leftProcedure(gitDir: string): Promise<LeftProcedure | undefined> {
  const journal = await readJournal(gitDir);
  if (!journal) return undefined;
  const { procedure, sinceMs } = journal;
  const held = procedure === 'end' ? await readHeldShift(gitDir) : undefined;
  // The end of a shift that is not held any more was at its end.
  if (procedure === 'end' && !held) return undefined;
  const shift = journal.procedure === 'start' ? journal.facts.shift : held?.shift;
  const isRunning = await isInProcedure(shiftFolder(gitDir));
  return { procedure, sinceMs, isRunning, ...(shift !== undefined && { shift }) };
}

/** A state that cannot be read is said, and nothing else of the root is less known for it. */
function noted(trouble: { path: string; message: string }[]): (error: unknown) => undefined {
  return (error) => {
    trouble.push({ path: '.git/runsheet', message: `${error instanceof Error ? error.message : String(error)}.` });
    return undefined;
  };
}
