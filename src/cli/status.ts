import path from 'node:path';
import { keptAnswer, type Question, questionAt } from '../node/cache/keptAnswer.ts';
import { nameTarget } from '../node/loadPlans.ts';
import { type ExitCode, exitCodes } from './exitCodes.ts';
import type { Shell } from './shell.ts';
import { readStatusArguments, type StatusArguments } from './statusArguments.ts';

const help = `Usage: runsheet status [FILE|FOLDER ...]

How ready the work is: what is proven and what is possible, the verdict of each phase with its reasons, and what a plan
contradicts.

Options:
  --min N         exit 1 where less than N percent is proven
  --phase NAME    only this phase, by its number or title
  --fail-on WHAT  exit 1 on contradiction (errors and warnings), stale (evidence that does not hold any more), no-go
                  (a verdict other than GO); several with commas
  --record        keep what is proven now as a small file in the history of the handoff folder
  --format WHAT   text, json, markdown (a summary for a CI job), sarif (for code scanning), junit
  --json          the same as --format json
  --no-cache      read everything anew, keep nothing

Exit codes: 0 good, 1 findings, 2 wrong use or something that was named cannot be read.
`;

/** `runsheet status`: the answer from before where nothing has changed; what gives a new one is loaded for it. */
export async function status(argv: readonly string[], shell: Shell): Promise<ExitCode> {
  const args = readStatusArguments(argv);
  if (args === 'help') {
    shell.write(help);
    return exitCodes.good;
  }
  if ('wrong' in args) {
    shell.complain(`${args.wrong} See runsheet status --help.`);
    return exitCodes.wrongUse;
  }
  const question = questionOf(args, shell);
  const kept = question && keptAnswer(question);
  if (kept === undefined) return (await import('./freshStatus.ts')).freshStatus(args, shell, question);
  shell.write(kept);
  return exitCodes.good;
}

/** Only an answer about one folder is kept, and none that leaves something behind. */
function questionOf(args: StatusArguments, shell: Shell): Question | undefined {
  const { targets, record, noCache } = args;
  if (record || noCache || targets.length > 1) return undefined;
  const { file: folder, isFolder, root } = nameTarget(targets[0] ?? '.', shell.cwd);
  const asked = JSON.stringify([args, shell.style.strong('')]);
  return isFolder ? questionAt({ root, folder: path.resolve(folder), asked, now: Date.now() }) : undefined;
}
