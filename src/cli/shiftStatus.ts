import { statusCheckJson } from '../core/shifts/statusCheckJson.ts';
import { statusCheckText } from '../core/shifts/statusText.ts';
import { gatherStatus } from '../node/handoff/gatherStatus.ts';
import { findRoot } from '../node/root.ts';
import { type ExitCode, exitCodes } from './exitCodes.ts';
import { readOptions } from './readOptions.ts';
import { printJson, type Shell } from './shell.ts';

/** `runsheet shift status`: how everything stands, at any time. Reads only. */
export async function shiftStatus(argv: readonly string[], shell: Shell): Promise<ExitCode> {
  const parsed = readOptions(argv, { json: { type: 'boolean', default: false } } as const);
  const wrong = (sentence: string): ExitCode => {
    shell.complain(`${sentence} See runsheet shift --help.`);
    return exitCodes.wrongUse;
  };
  if (typeof parsed === 'string') return wrong(parsed);
  if (parsed.positionals.length > 0) return wrong('status takes no name.');
  const root = findRoot(shell.cwd);
  const facts = await gatherStatus(root, { nowMs: Date.now() });
  if (parsed.values.json) printJson(shell, statusCheckJson(root, facts));
  else shell.write(statusCheckText(facts, shell.style));
  return exitCodes.good;
}
