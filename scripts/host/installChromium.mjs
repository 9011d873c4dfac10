/**
 * Finds a Chromium to show the workbench in, or gets one: from Debian when running as root there, else the headless
 * build that the npm package @sparticuz/chromium carries.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { installOnce } from './installOnce.mjs';
import { npmInstall } from './installVsCode.mjs';

const packed = '@sparticuz/chromium@153.0.0';
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'msedge', 'microsoft-edge'];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** What Chromium is started with: a sandbox needs rights that containers lack, the rest only costs time. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * A headless Chromium; it does not end by itself on signals.
 *
 * @returns {Promise<import('playwright-core').Browser>}
 */
export async function launchChromium() {
  const { executablePath, env } = await installChromium();
  return chromium.launch({
    executablePath,
    args: flags,
    env: { .../** @type {Record<string, string>} */ (process.env), ...env },
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

/**
 * @returns {Promise<{ executablePath: string, env?: Record<string, string> }>} `env` is for Chromium alone
 */
export async function installChromium() {
  const chosen = process.env.CHROME_PATH;
  if (chosen) {
    if (!existsSync(chosen)) throw new Error(`CHROME_PATH names ${chosen}, which does not exist.`);
    return { executablePath: chosen };
  }
  // `packed` makes the last resort testable on machines that have a browser.
  if (process.env.RUNSHEET_TEST_CHROMIUM === 'packed') return unpackChromium();
  const found = findOnPath(names) ?? places.find((file) => existsSync(file)) ?? installFromDebian();
  return found ? { executablePath: found } : unpackChromium();
}

/**
 * @param {readonly string[]} executables
 * @returns {string | undefined} path of the first that is on PATH
 */
export function findOnPath(executables) {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  return executables
    .flatMap((name) => folders.flatMap((folder) => endings.map((ending) => path.join(folder, name + ending))))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** @returns {string | undefined} */
function installFromDebian() {
  if (process.getuid?.() !== 0 || !findOnPath(['apt-get'])) return undefined;
  process.stderr.write('No Chromium found: installing the package chromium with apt-get ...\n');
  const options = {
    encoding: /** @type {const} */ ('utf8'),
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  spawnSync('apt-get', ['update', '-q'], options);
  const result = spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], options);
  if (result.status !== 0) process.stderr.write(`apt-get could not install it:\n${result.stderr}\n`);
  return findOnPath(['chromium']);
}

/** @returns {Promise<{ executablePath: string, env: Record<string, string> }>} */
async function unpackChromium() {
  const folder = await installOnce(packed.replaceAll('/', '-'), (target) => {
    npmInstall(target, packed);
    const unpacked = path.join(target, 'unpacked');
    mkdirSync(unpacked);
    // In a process of its own: unpacking goes to TMPDIR, and to make it unpack the NSS libraries as well the package
    // must believe that it runs where they are missing.
    const script = "import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath())";
    const result = spawnSync(process.execPath, ['-e', script], {
      cwd: target,
      encoding: 'utf8',
      env: { ...process.env, TMPDIR: unpacked, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' },
    });
    if (!existsSync(path.join(unpacked, 'chromium'))) throw new Error(`Chromium did not unpack:\n${result.stderr}`);
  });
  const unpacked = path.join(folder, 'unpacked');
  const libraries = [path.join(unpacked, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  return { executablePath: path.join(unpacked, 'chromium'), env: { LD_LIBRARY_PATH: libraries } };
}
