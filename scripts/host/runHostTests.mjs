/**
 * Runs test/host inside VS Code, with `@vscode/test-electron`.
 *
 *   node scripts/host/runHostTests.mjs [newest] [oldest]
 *
 * Without arguments: what `RUNSHEET_TEST_VSCODE` names (newest, oldest, desktop for a downloaded one, or the path of a
 * VS Code executable), else newest and oldest. Expects `node scripts/build.mjs --tests` to have run.
 * `RUNSHEET_TEST_RESULTS`: folder in which host-VERSION.json is left, `{ passed, failed, skipped }`.
 * `RUNSHEET_TEST_GREP`: only tests whose full title matches.
 */
import { runTests } from '@vscode/test-electron';
import { cpSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder, writeUserSettings } from './userData.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const wanted = process.argv.slice(2);
const chosen = process.env.RUNSHEET_TEST_VSCODE;
const targets = wanted.length > 0 ? wanted : chosen ? [chosen] : ['newest', 'oldest'];

let failed = false;
for (const target of targets) {
  const started = Date.now();
  const passed = await runIn(target);
  process.stdout.write(
    `${target}: ${passed ? 'passed' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(1)} s\n`,
  );
  failed ||= !passed;
}
process.exitCode = failed ? 1 : 0;

/**
 * @param {string} target newest, oldest, desktop or a path
 * @returns {Promise<boolean>}
 */
async function runIn(target) {
  const server = target === 'newest' || target === 'oldest';
  const { folder, remove } = temporaryFolder();
  const workspace = path.join(folder, 'workspace');
  const userDataDir = path.join(folder, 'user-data');
  cpSync(path.join(root, 'test/fixtures/workspace'), workspace, { recursive: true });
  writeUserSettings(userDataDir);
  // A workspace file: a second folder can be added to it without starting the extension host anew.
  const workspaceFile = path.join(folder, 'test.code-workspace');
  writeFileSync(workspaceFile, JSON.stringify({ folders: [{ path: 'workspace' }] }));

  const name = server || target === 'desktop' ? target : 'path';
  const results = path.join(process.env.RUNSHEET_TEST_RESULTS ?? path.join(root, 'out/results'), `host-${name}.json`);
  rmSync(results, { force: true });
  const executable = server ? path.join(root, 'scripts/host/vscode.mjs') : target === 'desktop' ? undefined : target;
  try {
    await runTests({
      ...(executable === undefined ? {} : { vscodeExecutablePath: executable }),
      extensionDevelopmentPath: root,
      extensionTestsPath: path.join(root, 'out/host/index.js'),
      launchArgs: [
        workspaceFile,
        `--user-data-dir=${userDataDir}`,
        `--extensions-dir=${path.join(folder, 'extensions')}`,
      ],
      extensionTestsEnv: {
        XDG_CACHE_HOME: path.join(folder, 'cache'),
        RUNSHEET_TEST_RESULTS: results,
        ...(server ? { RUNSHEET_TEST_VSCODE: target } : {}),
      },
    });
    // An exit code of 0 alone would also come from a host that never ran the suite.
    return existsSync(results);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return false;
  } finally {
    remove();
  }
}
