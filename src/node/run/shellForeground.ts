import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/**
 * What the shell of a terminal does: `busy` while another process group has the terminal's foreground (POSIX.1-2024, XBD
 * 11.1.4), which is as long as an interactive shell waits for a command; `idle` at its prompt; `gone` without the process.
 * Undefined where the system does not tell. Never throws.
 *
 * @param pid of the shell
 */
export async function shellForeground(pid: number): Promise<'busy' | 'idle' | 'gone' | undefined> {
  if (process.platform === 'win32') return undefined;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return 'gone';
  }
  const [own, foreground] = process.platform === 'linux' ? await groupsOnLinux(pid) : await groupsOf(pid);
  if (own === undefined || foreground === undefined || foreground <= 0) return undefined;
  return own === foreground ? 'idle' : 'busy';
}

type Groups = readonly [own: number | undefined, foreground: number | undefined];

/** proc_pid_stat(5): behind the name, which may hold anything, stand state, ppid, pgrp, session, tty_nr, tpgid. */
async function groupsOnLinux(pid: number): Promise<Groups> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const [, , own, , , foreground] = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return [wholeNumber(own), wholeNumber(foreground)];
}

async function groupsOf(pid: number): Promise<Groups> {
  const { stdout } = await promisify(execFile)('ps', ['-p', String(pid), '-o', 'pgid=,tpgid=']).catch(() => ({
    stdout: '',
  }));
  const [own, foreground] = stdout.trim().split(/ +/);
  return [wholeNumber(own), wholeNumber(foreground)];
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^-?\d{1,10}$/.test(text) ? Number(text) : undefined;
}
