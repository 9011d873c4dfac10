import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const lookEveryMs = 100;

/** Sends a signal to a process group, on Windows to the process tree's root; a group that is gone is fine. */
export function signalGroup(leader: number, signal: NodeJS.Signals): void {
  try {
    process.kill(process.platform === 'win32' ? leader : -leader, signal);
  } catch {
    // Gone already, or not ours any more.
  }
}

/**
 * Waits until nothing of a process group is alive. What is left after the grace is asked to end, and half as much later
 * made to. `hurry` skips the wait of the present step.
 */
export async function endGroup(leader: number, graceMs: number, hurry: () => AbortSignal): Promise<void> {
  if (process.platform === 'win32') {
    await promisify(execFile)('taskkill', ['/t', '/f', '/pid', String(leader)]).catch(() => undefined);
    return;
  }
  if (await isGone(leader, graceMs, hurry())) return;
  signalGroup(leader, 'SIGTERM');
  if (await isGone(leader, graceMs / 2, hurry())) return;
  signalGroup(leader, 'SIGKILL');
  await isGone(leader, 2000, hurry());
}

async function isGone(leader: number, withinMs: number, hurry: AbortSignal): Promise<boolean> {
  const until = Date.now() + withinMs;
  while (await isGroupAlive(leader)) {
    if (Date.now() >= until || hurry.aborted) return false;
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
  return true;
}

/** Whether a process of a group runs. A dead process whose parent has not asked for it still counts for `kill`, so `ps` is asked where that says yes. */
export async function isGroupAlive(leader: number): Promise<boolean> {
  try {
    process.kill(-leader, 0);
  } catch {
    return false;
  }
  try {
    const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pgid=,stat=']);
    return stdout.split('\n').some((line) => new RegExp(`^ *${leader} +[^Z]`).test(line));
  } catch {
    return true;
  }
}
