/**
 * `npm start`: opens the sample workspace in a real VS Code with Runsheet in it.
 *
 *   npm start [-- FOLDER] [-- --restricted] [-- --server]
 *
 * A desktop VS Code when `code` is installed, else (or with --server) VS Code's server build, whose address is printed;
 * Ctrl+C stops it. --restricted opens the folder untrusted. `RUNSHEET_TEST_VSCODE`: oldest, newest, or the path of a
 * desktop executable.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findOnPath } from './installChromium.mjs';
import { startServer } from './startServer.mjs';
import { linkExtension, temporaryFolder, writeUserSettings } from './userData.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const args = process.argv.slice(2);
const chosen = process.env.RUNSHEET_TEST_VSCODE;
const trusted = !args.includes('--restricted');

runNode('build.mjs');
const folder = path.resolve(args.find((arg) => !arg.startsWith('--')) ?? sampleWorkspace());
const server = args.includes('--server') || chosen === 'newest' || chosen === 'oldest';
const desktop = server ? undefined : chosen && chosen !== 'desktop' ? chosen : findOnPath(['code']);
if (desktop) await openDesktop(desktop);
else await serve();

/** @param {string} executable */
async function openDesktop(executable) {
  process.stdout.write(`Opening ${folder} with ${executable} ...\n`);
  const windows = process.platform === 'win32';
  const options = [
    `--extensionDevelopmentPath=${root}`,
    '--new-window',
    ...(trusted ? ['--disable-workspace-trust'] : []),
  ];
  const child = spawn(windows ? `"${executable}"` : executable, [...options, windows ? `"${folder}"` : folder], {
    stdio: 'inherit',
    shell: windows,
  });
  process.exitCode = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

async function serve() {
  const { folder: temporary } = temporaryFolder();
  const userDataDir = path.join(temporary, 'user-data');
  const extensionsDir = path.join(temporary, 'extensions');
  writeUserSettings(userDataDir);
  linkExtension(root, extensionsDir);
  const { address, stop } = await startServer({
    version: chosen === 'oldest' ? 'oldest' : 'newest',
    userDataDir,
    extensionsDir,
    trusted,
    driven: false,
  });
  process.stdout.write(`\nVS Code shows ${folder} at\n\n  ${address(folder)}\n\nCtrl+C stops it.\n`);
  await new Promise((resolve) => {
    // Not once: npm passes Ctrl+C on to a process that had it from the terminal already.
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, resolve);
  });
  process.stdout.write('Stopping ...\n');
  await stop();
  process.exit(0);
}

/** @returns {string} a copy of samples/ with a git history, else samples/ itself */
function sampleWorkspace() {
  const script = 'sampleWorkspace.mjs';
  if (!existsSync(path.join(root, 'scripts', script))) return path.join(root, 'samples');
  const lines = runNode(script).trim().split('\n');
  return lines.at(-1) ?? '';
}

/**
 * @param {string} script in scripts/
 * @returns {string} what it printed
 */
function runNode(script) {
  const result = spawnSync(process.execPath, [path.join(root, 'scripts', script)], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (result.status !== 0) {
    process.stdout.write(result.stdout);
    process.exit(result.status ?? 1);
  }
  return result.stdout;
}
