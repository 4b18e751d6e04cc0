const { writeFileSync } = require('node:fs');
const { Runner, reporters } = require('mocha');

/** Mocha's spec reporter, which also writes "passes failures pending" to COUNTS_FILE and what failed to FAILURES_FILE. */
module.exports = class SpecWithCounts extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const failed = [];
    runner.on(Runner.constants.EVENT_TEST_FAIL, (test, error) => {
      failed.push(`FAILED ${test.fullTitle()}\n${error.stack ?? error}\n`);
    });
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      writeFileSync(process.env.COUNTS_FILE, `${passes} ${failures} ${pending}\n`);
      writeFileSync(process.env.FAILURES_FILE, failed.join('\n'));
    });
  }
};
