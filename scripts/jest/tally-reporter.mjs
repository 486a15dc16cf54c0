import { writeFileSync } from 'node:fs';

/**
 * Counts as the tests end and writes the count after each file, so that it is true even when jest itself dies.
 * The file's name comes in KICKER_TALLY.
 */
export default class TallyReporter {
  #tally = { passed: 0, failed: 0, skipped: 0, complete: false };

  onTestFileResult(_test, result) {
    this.#tally.passed += result.numPassingTests;
    // A file that could not run at all has failed, though no test in it was counted.
    this.#tally.failed += result.numFailingTests || (result.testExecError ? 1 : 0);
    this.#tally.skipped += result.numPendingTests + result.numTodoTests;
    this.#write();
  }

  onRunComplete() {
    this.#tally.complete = true;
    this.#write();
  }

  #write() {
    if (process.env.KICKER_TALLY) writeFileSync(process.env.KICKER_TALLY, JSON.stringify(this.#tally));
  }
}
