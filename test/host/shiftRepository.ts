import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { ShiftRow } from '../../src/vscode/shiftRow.ts';
import { workspaceFolder } from './support.ts';

/** The workspace as a clone of a bare repository beside it, and a colleague's clone. */
export function repository() {
  const place = mkdtempSync(path.join(os.tmpdir(), 'runsheet-shift-'));
  const remote = path.join(place, 'remote.git');
  const theirs = path.join(place, 'theirs');
  const own = workspaceFolder();
  // It blocks the extension host: a git that hangs would hang the whole run.
  const git = (cwd: string, ...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'commit.gpgsign=false', ...args], { cwd, encoding: 'utf8', timeout: 60_000 });
  const identify = (clone: string, name: string): void => {
    git(clone, 'config', 'user.name', name);
    git(clone, 'config', 'user.email', 'test@localhost');
  };
  git(place, 'init', '-q', '--bare', '-b', 'main', remote);
  git(own, 'init', '-q', '-b', 'main');
  identify(own, 'Ada');
  git(own, 'add', '-A');
  git(own, 'commit', '-qm', 'one');
  git(own, 'remote', 'add', 'origin', remote);
  git(own, 'push', '-qu', 'origin', 'main');
  git(place, 'clone', '-q', remote, theirs);
  identify(theirs, 'Grace');
  return {
    own,
    theirs,
    remote,
    git,
    remove: () => {
      rmSync(place, { recursive: true, force: true });
      rmSync(path.join(own, '.git'), { recursive: true, force: true });
    },
  };
}

/** The bundle of the command line. */
export function commandLine(): string {
  const extension = vscode.extensions.getExtension('runsheet.runsheet');
  assert.ok(extension);
  return path.join(extension.extensionPath, 'dist/cli.js');
}

/** The rows of the view, one line each: label and description. */
export function flat(rows: readonly ShiftRow[]): string[] {
  return rows.flatMap(({ item, children }) => {
    const label = typeof item.label === 'string' ? item.label : (item.label?.label ?? '');
    return [item.description ? `${label} | ${String(item.description)}` : label, ...flat(children)];
  });
}
