/** Starts the server build of VS Code on a free port and stops it with everything it started. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { installVsCode } from './installVsCode.mjs';

/**
 * @typedef {object} ServerOptions
 * @property {import('./installVsCode.mjs').VsCodeVersion} version
 * @property {string} userDataDir
 * @property {string} extensionsDir
 * @property {boolean} trusted false: folders open in Restricted Mode
 * @property {boolean} driven true: the page takes an extension under development and a tests path from its address.
 *   Toasts do not show then.
 * @property {Readonly<Record<string, string>>} [env] on top of this process's environment
 */

/**
 * @typedef {object} Server
 * @property {number} port
 * @property {(folder: string | undefined, payload?: Readonly<Record<string, string>>) => string} address of the
 *   workbench on a folder
 * @property {() => Promise<void>} stop ends the server and what it started; may be called twice
 */

const startTimeoutMs = 60_000;
const stopTimeoutMs = 4_000;

/**
 * @param {ServerOptions} options
 * @returns {Promise<Server>} when it answers
 */
export async function startServer(options) {
  const { folder, node } = await installVsCode(options.version);
  mkdirSync(options.extensionsDir, { recursive: true });
  const child = spawn(
    node,
    [
      `${folder}/out/server-main.js`,
      '--without-connection-token',
      '--host=127.0.0.1',
      '--port=0',
      '--accept-server-license-terms',
      '--disable-telemetry',
      `--user-data-dir=${options.userDataDir}`,
      `--extensions-dir=${options.extensionsDir}`,
      ...(options.driven ? ['--enable-smoke-test-driver'] : []),
      ...(options.trusted ? ['--disable-workspace-trust'] : []),
    ],
    // A group of its own, so that the extension host and the terminals end with it.
    { detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: { ...cleanEnvironment(), ...options.env } },
  );
  const exited = new Promise((resolve) => child.once('exit', resolve));
  let output = '';
  const killNow = () => killGroup(child.pid, 'SIGKILL');
  const forget = endWithProcess(killNow);

  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      killGroup(child.pid, 'SIGTERM');
      await Promise.race([exited, sleep(stopTimeoutMs, undefined, { ref: false })]);
    }
    killNow();
    forget();
  };

  const port = new Promise((resolve, reject) => {
    const look = (/** @type {Buffer} */ chunk) => {
      if (output.length < 100_000) output += chunk.toString();
      const listening = /Web UI available at \S+:(\d+)|agent listening on (\d+)/.exec(output);
      if (listening) resolve(Number(listening[1] ?? listening[2]));
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    child.once('error', reject);
    void exited.then(() => reject(new Error(`VS Code's server ended at once:\n${output}`)));
    setTimeout(() => reject(new Error(`VS Code's server did not start:\n${output}`)), startTimeoutMs).unref();
  });
  try {
    const value = await port;
    return { port: value, address: (place, payload) => address(value, place, payload), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Installs a packaged extension into a folder of extensions, with VS Code's own installer.
 *
 * @param {{ version: import('./installVsCode.mjs').VsCodeVersion, vsix: string, userDataDir: string, extensionsDir: string }} options
 */
export async function installExtension({ version, vsix, userDataDir, extensionsDir }) {
  const { folder, node } = await installVsCode(version);
  mkdirSync(extensionsDir, { recursive: true });
  const result = spawnSync(
    node,
    [
      `${folder}/out/server-main.js`,
      '--accept-server-license-terms',
      `--install-extension=${vsix}`,
      '--force',
      `--user-data-dir=${userDataDir}`,
      `--extensions-dir=${extensionsDir}`,
    ],
    { encoding: 'utf8', env: cleanEnvironment() },
  );
  if (result.status !== 0) throw new Error(`${vsix} could not be installed:\n${result.stdout}${result.stderr}`);
}

/**
 * Calls `kill` when this process ends, by itself or by a signal that nobody else listens to.
 *
 * @param {() => void} kill
 * @returns {() => void} takes it back
 */
function endWithProcess(kill) {
  /** @type {Partial<Record<NodeJS.Signals, number>>} */
  const exitCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };
  const signals = /** @type {NodeJS.Signals[]} */ (Object.keys(exitCodes));
  /** @param {NodeJS.Signals} signal */
  const onSignal = (signal) => {
    // Whoever else listens ends this process in its own way.
    if (process.listenerCount(signal) > 1) return;
    process.exit(exitCodes[signal]);
  };
  process.once('exit', kill);
  for (const signal of signals) process.on(signal, onSignal);
  return () => {
    process.removeListener('exit', kill);
    for (const signal of signals) process.removeListener(signal, onSignal);
  };
}

/**
 * This process's environment without what another VS Code or npm left in it and its child would take for its own.
 */
function cleanEnvironment() {
  const foreign = /^(VSCODE_|ELECTRON_|npm_(?!config_registry)|NODE_OPTIONS$|INIT_CWD$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

/**
 * @param {number} port
 * @param {string | undefined} folder
 * @param {Readonly<Record<string, string>>} [payload]
 */
function address(port, folder, payload) {
  const url = new URL(`http://localhost:${port}/`);
  if (folder) url.searchParams.set(folder.endsWith('.code-workspace') ? 'workspace' : 'folder', folder);
  else url.searchParams.set('ew', 'true');
  if (payload) url.searchParams.set('payload', JSON.stringify(Object.entries(payload)));
  return url.href;
}

/**
 * @param {number | undefined} pid leader of the group
 * @param {NodeJS.Signals} signal
 */
function killGroup(pid, signal) {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch {
    // Nobody is left in it.
  }
}
