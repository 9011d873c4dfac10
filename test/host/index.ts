import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';

/**
 * What VS Code calls in its extension host: runs every out/host/**\/*.test.js.
 *
 * Rejects when a test fails, which makes VS Code's exit code 1. `RUNSHEET_TEST_RESULTS` names the file in which
 * `{ passed, failed, skipped }` is left; `RUNSHEET_TEST_GREP` selects tests by their full title.
 */
export async function run(): Promise<void> {
  // By this mark scripts/host/vscode.mjs knows the suite's console from what VS Code itself logs.
  const mark = process.env['RUNSHEET_TEST_CONSOLE_MARK'] ?? '';
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => {
    console.log(mark + format(...args));
  };
  const grep = process.env['RUNSHEET_TEST_GREP'];
  const mocha = new Mocha({ ui: 'bdd', timeout: 20_000, reporter: 'spec', color: false, ...(grep ? { grep } : {}) });
  readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.js'))
    .sort()
    .forEach((file) => mocha.addFile(path.join(__dirname, file)));

  const stats = await new Promise<Mocha.Stats | undefined>((resolve) => {
    const runner = mocha.run(() => {
      resolve(runner.stats);
    });
  });
  const counts = { passed: stats?.passes ?? 0, failed: stats?.failures ?? 0, skipped: stats?.pending ?? 0 };
  const results = process.env['RUNSHEET_TEST_RESULTS'];
  if (results) {
    mkdirSync(path.dirname(results), { recursive: true });
    writeFileSync(results, JSON.stringify(counts));
  }
  if (counts.passed + counts.failed === 0) throw new Error('No test ran.');
  if (counts.failed > 0) throw new Error(`${counts.failed} failed`);
}
