/** Ends a run with one plain line of totals, for machines that read the output. */
module.exports = class ClosingLineReporter {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const line = `${results.numPassedTests} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
    // The default reporter writes its summary to stderr after this hook has run; wait for it.
    process.once('exit', () => process.stdout.write(`${line}\n`));
  }
};
