#!/usr/bin/env node
/**
 * Acts as a VS Code executable for tests: takes the arguments that `@vscode/test-electron` passes to one, runs the
 * suite in the server build of VS Code with a headless Chromium as its window, prints the suite's console and ends with
 * its exit code.
 *
 *   vscode.mjs --extensionDevelopmentPath=... --extensionTestsPath=... [folder]
 *              [--user-data-dir=...] [--extensions-dir=...] [--disable-workspace-trust]
 *
 * Arguments that only a desktop understands are ignored. Environment: `RUNSHEET_TEST_VSCODE` newest (default) or
 * oldest; `RUNSHEET_TEST_TIMEOUT` in seconds (default 1200); `RUNSHEET_TEST_VERBOSE` shows what VS Code logs.
 */
import path from 'node:path';
import { launchChromium } from './installChromium.mjs';
import { startServer } from './startServer.mjs';
import { temporaryFolder } from './userData.mjs';

/** Exit code when there was no suite that could have ended with one of its own. */
const failedToRun = 70;

/**
 * The page hands over everything VS Code logs, and the suite's console among it. The suite begins its lines with this,
 * see test/host/index.ts; the rest is kept and shown when the suite did not run.
 */
const mark = '\u2063';
/** @type {string[]} */
const log = [];
let suiteSpoke = false;

const { options, flags, folder } = parseArguments(process.argv.slice(2));
const { folder: temporary } = temporaryFolder();

/** @type {(() => Promise<void>)[]} */
const cleanUps = [];
let ending = false;
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => void end(130));

try {
  const seconds = Number(process.env.RUNSHEET_TEST_TIMEOUT || 1200);
  setTimeout(() => {
    process.stderr.write(`The suite did not end within ${seconds} s.\n`);
    void end(failedToRun);
  }, seconds * 1000).unref();
  await end(await run());
} catch (error) {
  if (!ending) process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  await end(failedToRun);
}

/** @returns {Promise<number>} exit code of the suite */
async function run() {
  const server = await startServer({
    version: process.env.RUNSHEET_TEST_VSCODE === 'oldest' ? 'oldest' : 'newest',
    userDataDir: options.get('user-data-dir') ?? path.join(temporary, 'user-data'),
    extensionsDir: options.get('extensions-dir') ?? path.join(temporary, 'extensions'),
    trusted: flags.has('disable-workspace-trust'),
    driven: true,
    env: { RUNSHEET_TEST_CONSOLE_MARK: mark },
  });
  cleanUps.push(server.stop);

  const browser = await launchChromium();
  cleanUps.push(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });

  /** @type {Promise<number>} */
  const ended = new Promise((resolve, reject) => {
    page.once('crash', () => reject(new Error('The browser page crashed.')));
    page.once('close', () => reject(new Error('The browser page was closed.')));
    void page.exposeFunction('codeAutomationExit', resolve);
  });
  await page.exposeFunction('codeAutomationLog', (/** @type {string} */ _type, /** @type {unknown[]} */ args) => {
    const text = args.map((arg) => (typeof arg === 'string' ? arg : JSON.stringify(arg))).join(' ');
    const spoken = text.startsWith(mark);
    suiteSpoke ||= spoken;
    if (spoken || process.env.RUNSHEET_TEST_VERBOSE)
      process.stdout.write(`${spoken ? text.slice(mark.length) : text}\n`);
    else if (log.length < 2000) log.push(text);
  });

  const remote = (/** @type {string} */ file) => `vscode-remote://localhost:${server.port}${path.resolve(file)}`;
  /** @type {Record<string, string>} */
  const payload = { skipWelcome: 'true' };
  for (const name of ['extensionDevelopmentPath', 'extensionTestsPath']) {
    const value = options.get(name);
    if (value) payload[name] = remote(value);
  }
  await page.goto(server.address(folder && path.resolve(folder), payload));
  return ended;
}

/** @param {number} code */
async function end(code) {
  if (ending) return;
  ending = true;
  if (code !== 0 && !suiteSpoke) process.stderr.write(`${log.join('\n')}\n`);
  // The browser goes before the server, so that the page has nobody to reconnect to.
  for (const cleanUp of cleanUps.reverse()) await cleanUp().catch(() => undefined);
  process.exit(code);
}

/** @param {readonly string[]} args */
function parseArguments(args) {
  /** @type {Map<string, string>} */
  const values = new Map();
  /** @type {Set<string>} */
  const set = new Set();
  /** @type {string | undefined} */
  let place;
  for (const arg of args) {
    const option = /^--([^=]+)(?:=(.*))?$/s.exec(arg);
    if (!option) place = arg;
    else if (option[2] === undefined) set.add(option[1] ?? '');
    else values.set(option[1] ?? '', option[2]);
  }
  return { options: values, flags: set, folder: place };
}
