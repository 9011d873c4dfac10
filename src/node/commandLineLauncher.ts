import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { quoteForSh } from '../core/run/lane/quoteWord.ts';

/**
 * Writes `runsheet` and `runsheet.cmd` into a folder: they run the command line with the editor's own Node, so that
 * nobody has to install one. Returns the folder, to be put on PATH. Errors of the file system as they come.
 *
 * `RUNSHEET_NODE` tells `runsheet run` that the other variable is ours: commands of a plan do not inherit it.
 *
 * @param node absolute path of the program that runs the extension; Electron behaves as Node with ELECTRON_RUN_AS_NODE
 * @param script absolute path of the command line
 */
export async function writeLauncher(folder: string, node: string, script: string): Promise<string> {
  const sh = `#!/bin/sh\nRUNSHEET_NODE=1 ELECTRON_RUN_AS_NODE=1 exec ${quoteForSh(node)} ${quoteForSh(script)} "$@"\n`;
  const percent = (text: string): string => text.replaceAll('%', '%%');
  const cmd = `@echo off\r\nsetlocal\r\nset RUNSHEET_NODE=1\r\nset ELECTRON_RUN_AS_NODE=1\r\n"${percent(node)}" "${percent(script)}" %*\r\n`;
  await mkdir(folder, { recursive: true });
  const launcher = path.join(folder, 'runsheet');
  await writeFile(launcher, sh);
  await chmod(launcher, 0o755);
  await writeFile(path.join(folder, 'runsheet.cmd'), cmd);
  return folder;
}
