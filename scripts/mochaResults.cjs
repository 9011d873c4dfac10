// Mocha reporter: shows what `dot` shows and leaves `{ passed, failed, skipped, failures, slowest }` in the file
// RUNSHEET_TEST_RESULTS; `slowest` are the titles of the tests that took longest, with their milliseconds.
const { mkdirSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { reporters } = require('mocha');

module.exports = class extends reporters.Dot {
  /**
   * @param {import('mocha').Runner} runner
   * @param {import('mocha').MochaOptions} options
   */
  constructor(runner, options) {
    super(runner, options);
    /** @type {{ ms: number, title: string }[]} */
    const took = [];
    /** @type {{ title: string, error: any }[]} */
    const failed = [];
    runner.on('fail', (test, error) => failed.push({ title: test.fullTitle(), error }));
    runner.on('test end', (test) => took.push({ ms: test.duration ?? 0, title: test.fullTitle() }));
    runner.once('end', () => {
      const file = process.env.RUNSHEET_TEST_RESULTS;
      if (!file) return;
      const { passes, failures, pending } = this.stats;
      mkdirSync(path.dirname(file), { recursive: true });
      const slowest = took.sort((a, b) => b.ms - a.ms).slice(0, 40);
      const counts = { passed: passes, failed: failures, skipped: pending };
      // Put together at the end: a hook that ran after the test may have added to the message.
      const messages = failed.map(({ title, error }) => `${title}: ${error?.message ?? error}`);
      writeFileSync(file, JSON.stringify({ ...counts, failures: messages, slowest }, null, 1));
    });
  }
};
