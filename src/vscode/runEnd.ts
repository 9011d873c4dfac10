import type { EndKnownBy, RunOutcome } from '../core/run/runRecord.ts';
import type { LaneRun, ScriptLane } from './runPorts.ts';
import type { TerminalEnd, TerminalRun } from './runTerminals.ts';

/** How a run ended. `code` is undefined where nobody can tell; `state` where it is known without a code. */
export interface RunEnd {
  readonly code: number | undefined;
  readonly knownBy: EndKnownBy;
  readonly state?: RunOutcome;
}

/** What the terminal knows at once, the exit file says within this time. */
const exitFileWithinMs = 1500;

/**
 * How long the shell may take to say that it is back at its prompt: one that told the start tells the end; of one that
 * should have told it both may come yet, and would be taken for those of the next run; any other never does.
 */
const promptWithinMs = { begun: 5000, reports: 1000, silent: 400 };

/**
 * The first of exit file, shell integration and closed terminal; the exit file is believed before the others.
 *
 * @param run undefined for what was typed: only the terminal can tell
 * @returns undefined when the window closes before
 */
export async function waitForEnd(
  lane: ScriptLane,
  run: LaneRun | undefined,
  terminal: TerminalRun,
  closing: AbortSignal,
): Promise<RunEnd | undefined> {
  const closed = new Promise<undefined>((resolve) => {
    if (closing.aborted) resolve(undefined);
    else closing.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  if (!run) return Promise.race([terminal.ended.then(endOfTerminal), closed]);
  const watching = new AbortController();
  const exitCode = lane.watch(run, AbortSignal.any([watching.signal, closing]));
  const first = await Promise.race<TerminalEnd | number | undefined>([
    exitCode.then((code): TerminalEnd | number | Promise<TerminalEnd> => code ?? terminal.ended),
    terminal.ended,
    closed,
  ]);
  if (first === undefined) return undefined;
  if (typeof first === 'number') {
    // The shell is back at its prompt a moment later; until then the next run would open a second terminal.
    const shell = terminal.hasBegun() ? 'begun' : terminal.reportsEnds ? 'reports' : 'silent';
    await Promise.race([terminal.ended, delay(promptWithinMs[shell])]);
    return { code: first, knownBy: 'exit file' };
  }
  const late = await Promise.race([exitCode, delay(exitFileWithinMs)]);
  watching.abort();
  if (late !== undefined) return { code: late, knownBy: 'exit file' };
  const state = await lane.find(run);
  if (state.kind === 'ended' && state.code !== undefined) return { code: state.code, knownBy: 'exit file' };
  return endOfTerminal(first);
}

function endOfTerminal(end: TerminalEnd): RunEnd {
  return end.kind === 'ended'
    ? { code: end.code, knownBy: 'shell integration' }
    : { code: undefined, knownBy: 'terminal closed' };
}

function delay(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), ms));
}
