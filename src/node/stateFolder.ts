import { realpathSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { sha256 } from '../core/text/sha256.ts';

/** Where the machine keeps what programs remember for a user. */
export interface Machine {
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  readonly home: string;
}

function thisMachine(): Machine {
  return { env: process.env, platform: process.platform, home: os.homedir() };
}

/** A run of the command line asks five times, and is over before the computing of a hash is quick. */
let last: { readonly real: string; readonly hash: string } | undefined;

/**
 * The folder in which Runsheet keeps the runs and values of one root for one user, outside of the repository: below
 * `XDG_STATE_HOME` (XDG Base Directory Specification 0.8), `~/Library/Application Support` or `%LOCALAPPDATA%`. The
 * same for the editor and the command line, and for every path that leads to the root. It need not exist.
 *
 * @param root absolute path
 */
export function stateFolder(root: string, machine: Machine = thisMachine()): string {
  const real = realPath(root);
  const name = path
    .basename(real)
    .replace(/[^\w.-]/g, '_')
    .slice(0, 40);
  if (last?.real !== real) last = { real, hash: sha256(real).slice(0, 12) };
  return path.join(stateHome(machine), 'runsheet', `${name}-${last.hash}`);
}

function stateHome({ env, platform, home }: Machine): string {
  const { XDG_STATE_HOME: xdg = '', LOCALAPPDATA: local = '' } = env;
  // The specification: a path that is not absolute is to be ignored.
  if (path.isAbsolute(xdg)) return xdg;
  if (platform === 'win32') return local === '' ? path.join(home, 'AppData', 'Local') : local;
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support');
  return path.join(home, '.local', 'state');
}

function realPath(folder: string): string {
  try {
    return realpathSync.native(folder);
  } catch {
    return path.resolve(folder);
  }
}
