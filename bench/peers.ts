import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { installOnce } from '../scripts/host/installOnce.mjs';
import { installVsCode, npmInstall } from '../scripts/host/installVsCode.mjs';

/** What the benchmark compares with: packages of the npm registry, pinned. The newest of each that runs on Node 20. */
const peers = {
  remark: { 'remark-cli': '12.0.1', 'remark-gfm': '4.0.1' },
  'markdownlint-cli2': { 'markdownlint-cli2': '0.18.1' },
  backlog: { 'backlog.md': '1.52.0' },
  'task-master': { 'task-master-ai': '0.43.1' },
} as const;

export type Peer = keyof typeof peers;

/**
 * The folder of a peer's packages, got once into the cache of the tests and never into this project.
 *
 * @returns a sentence where it cannot be had
 */
export async function installPeer(peer: Peer): Promise<{ readonly folder: string } | { readonly why: string }> {
  const dependencies = peers[peer];
  const [[name, version] = ['', '']] = Object.entries(dependencies);
  try {
    const folder = await installOnce(`bench-${name}@${version}`, (target) => {
      writeFileSync(path.join(target, 'package.json'), JSON.stringify({ private: true, dependencies }));
      npmInstall(target);
    });
    return { folder };
  } catch (error) {
    const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return { why: `${name} cannot be had: ${line}` };
  }
}

/** The file that `npx` would run for a program of an installed package. */
export function binaryOf(folder: string, packageName: string, program: string): string {
  const home = path.join(folder, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')) as {
    readonly bin: string | Readonly<Record<string, string>>;
  };
  const file = typeof bin === 'string' ? bin : bin[program];
  if (file === undefined) throw new Error(`${packageName} has no program ${program}`);
  return path.join(home, file);
}

/** The compiled program of backlog.md: its script only starts it, which would count against it. */
export function backlogProgram(folder: string): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const home = path.join(folder, 'node_modules', `backlog.md-${platform}-${process.arch}`);
  const file = path.join(home, process.platform === 'win32' ? 'backlog.exe' : 'backlog');
  if (!existsSync(file)) throw new Error(`backlog.md has no program for ${platform} ${process.arch}`);
  return file;
}

/** The ripgrep that the VS Code of the tests brings along. */
export async function findRipgrep(): Promise<string | undefined> {
  const modules = path.join((await installVsCode('newest')).folder, 'node_modules/@vscode');
  const program = process.platform === 'win32' ? 'rg.exe' : 'rg';
  return [`ripgrep-universal/bin/${process.platform}-${process.arch}`, 'ripgrep/bin']
    .map((place) => path.join(modules, place, program))
    .find((file) => existsSync(file));
}
