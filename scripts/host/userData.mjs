/** The folders a VS Code of the tests lives in, with settings that make it quiet and the same on every machine. */
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const quiet = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  // It looks at each repository that a test makes, and throws when that is gone before it has done so.
  'git.enabled': false,
  'telemetry.telemetryLevel': 'off',
  // Makes the terminal's text readable in the page.
  'terminal.integrated.gpuAcceleration': 'off',
  'update.mode': 'none',
  'window.titleBarStyle': 'custom',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** @returns {{ folder: string, remove: () => void }} a temporary folder, by its real path */
export function temporaryFolder() {
  // Not the symlink that macOS has for it: VS Code compares paths as text.
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'runsheet-test-')));
  const remove = () => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    process.removeListener('exit', remove);
  };
  process.once('exit', remove);
  return { folder, remove };
}

/**
 * @param {string} userDataDir made if it is missing
 * @param {Readonly<Record<string, unknown>>} [settings] on top of the quiet ones
 */
export function writeUserSettings(userDataDir, settings) {
  mkdirSync(path.join(userDataDir, 'User'), { recursive: true });
  writeFileSync(
    path.join(userDataDir, 'User', 'settings.json'),
    JSON.stringify({ ...quiet, ...settings }, undefined, 2),
  );
}

/**
 * Makes the extension that stands in `root` count as installed, without a copy: a new build is there after a reload of
 * the window. Unlike an extension under development it needs no test driver, which hides toasts.
 *
 * @param {string} root folder of its package.json
 * @param {string} extensionsDir made if it is missing
 */
export function linkExtension(root, extensionsDir) {
  const { publisher, name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  mkdirSync(extensionsDir, { recursive: true });
  symlinkSync(root, path.join(extensionsDir, `${publisher}.${name}-${version}`), 'junction');
}
