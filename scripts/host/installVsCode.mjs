/**
 * Gets a real VS Code from the npm registry: the package code-server carries the complete server build of VS Code
 * (workbench for the browser, extension host, terminal, built-in extensions).
 *
 * Nothing is compiled and no install script runs. The versions are pinned: the newest that the project was tried with,
 * and the one that `engines.vscode` names.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { installOnce } from './installOnce.mjs';

/** @typedef {'newest' | 'oldest'} VsCodeVersion */

const packages = {
  newest: { spec: 'code-server@4.139.1', vscode: '1.139.1', minNode: 24 },
  oldest: { spec: 'code-server@4.100.3', vscode: '1.100.3', minNode: 20 },
};

/**
 * @param {VsCodeVersion} version
 * @returns {Promise<{ folder: string, node: string, vscode: string }>} the server build, the Node that runs it, and
 *   the version of VS Code it is
 */
export async function installVsCode(version) {
  const { spec, vscode, minNode } = packages[version];
  const install = await installOnce(spec, async (folder) => {
    npmInstall(folder, spec);
    const server = serverFolder(folder);
    npmInstall(server);
    npmInstall(path.join(server, 'extensions'));
    addWatchdog(server);
    // The older build has no prebuilt pty and ripgrep among its packages, and the newer ones fit.
    if (version === 'oldest') copyNatives((await installVsCode('newest')).folder, server);
  });
  return { folder: serverFolder(install), node: await installNode(minNode), vscode };
}

/** @param {string} install */
function serverFolder(install) {
  return path.join(install, 'node_modules', 'code-server', 'lib', 'vscode');
}

/**
 * @param {number} major
 * @returns {Promise<string>} a Node of at least that major version: the running one if it is new enough
 */
async function installNode(major) {
  if (Number(process.versions.node.split('.')[0]) >= major) return process.execPath;
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const folder = await installOnce(`${name}@${major}`, (target) => npmInstall(target, `${name}@${major}`));
  return path.join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/**
 * `npm install` in a folder, with the user's own npm settings and without any install script.
 *
 * @param {string} folder
 * @param {string} [spec] a package; without it, what the folder's package.json asks for
 */
export function npmInstall(folder, spec) {
  if (spec) writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
  const args = ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const windows = process.platform === 'win32';
  const result = spawnSync(windows ? 'npm.cmd' : 'npm', spec ? [...args, '--save-exact', spec] : args, {
    cwd: folder,
    encoding: 'utf8',
    shell: windows,
  });
  if (result.status === 0) return;
  throw new Error(`npm could not install ${spec ?? folder}:\n${result.error?.message ?? result.stderr}`);
}

/**
 * The extension host ends with the server by means of a native module, which is not compiled here; without it it throws
 * at every start. This does the same.
 *
 * @param {string} server
 */
function addWatchdog(server) {
  const source = `exports.start = (pid) => {
  setInterval(() => {
    try { process.kill(pid, 0); } catch { process.exit(87); }
  }, 1000).unref();
};
exports.exit = (code) => process.exit(code);
`;
  for (const name of ['@vscode/native-watchdog', 'native-watchdog']) {
    const module = path.join(server, 'node_modules', name);
    if (!existsSync(module)) continue;
    mkdirSync(path.join(module, 'build', 'Release'), { recursive: true });
    writeFileSync(path.join(module, 'build', 'Release', 'watchdog.js'), source);
  }
}

/**
 * @param {string} from server folder of the newest version
 * @param {string} to server folder of the oldest version
 */
function copyNatives(from, to) {
  const platform = `${process.platform}-${process.arch}`;
  const pty = path.join(from, 'node_modules', 'node-pty', 'prebuilds', platform);
  const release = path.join(to, 'node_modules', 'node-pty', 'build', 'Release');
  mkdirSync(release, { recursive: true });
  for (const file of readdirSync(pty)) copyFileSync(path.join(pty, file), path.join(release, file));

  const executable = process.platform === 'win32' ? 'rg.exe' : 'rg';
  const found = ['@vscode/ripgrep-universal', '@vscode/ripgrep']
    .map((name) => path.join(from, 'node_modules', name, 'bin'))
    .flatMap((bin) => [path.join(bin, platform, executable), path.join(bin, executable)])
    .find((file) => existsSync(file));
  if (!found) throw new Error(`no ripgrep for ${platform} in ${from}`);
  const bin = path.join(to, 'node_modules', '@vscode', 'ripgrep', 'bin');
  mkdirSync(bin, { recursive: true });
  copyFileSync(found, path.join(bin, executable));
}
