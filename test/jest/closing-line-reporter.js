const { relative } = require('node:path');
const { NOT_RUN } = require('./one-process-environment');

/** End of the name of a skipped test: what it needs, and how to get it. `test/support/prerequisites.ts` writes it. */
const REASON = /\(skipped: (.+?)\)(?: |$)/;

/**
 * Ends a run with one plain line of totals, for machines that read the output. Before it comes a line per
 * reason for skipped tests: how many, what they need, and the command that runs them once it is there. Files that a suite
 * had no time for are listed, too.
 *
 * A test that is skipped without a reason fails the run, unless the run selects tests by name.
 */
module.exports = class ClosingLineReporter {
  /** @param {{ testNamePattern?: string }} globalConfig */
  constructor({ testNamePattern }) {
    this.selectsByName = Boolean(testNamePattern);
  }

  onRunComplete(_contexts, results) {
    this.unexplained = this.selectsByName ? [] : unexplainedSkips(results.testResults);
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const totals = `${results.numPassedTests} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
    const lines = [
      ...skippedLines(results.testResults),
      ...this.unexplained.map((test) => `Skipped without a reason: ${test}`),
      ...notRunLines(results.testResults),
      totals,
    ];
    // The default reporter writes its summary to stderr after this hook has run; wait for it.
    process.once('exit', () => process.stdout.write(`${lines.join('\n')}\n`));
  }

  /** Jest fails a run whose reporter has an error. */
  getLastError() {
    if (this.unexplained?.length)
      return new Error(
        'Tests are skipped without a reason. Skip with itWith or describeWith of test/support/prerequisites.ts.',
      );
  }
};

const SKIPPED = ['pending', 'todo'];

function unexplainedSkips(files) {
  return files.flatMap(({ testFilePath, testResults }) =>
    testResults
      .filter(({ status, fullName }) => SKIPPED.includes(status) && !REASON.test(fullName))
      .map(({ fullName }) => `${relative(process.cwd(), testFilePath)}: ${fullName}`),
  );
}

function skippedLines(files) {
  const groups = new Map();
  for (const { testFilePath, testResults } of files)
    for (const { status, fullName } of testResults) {
      const reason = SKIPPED.includes(status) ? REASON.exec(fullName)?.[1] : undefined;
      if (reason === undefined) continue;
      const group = groups.get(reason) ?? { count: 0, files: new Set() };
      group.count += 1;
      group.files.add(relative(process.cwd(), testFilePath));
      groups.set(reason, group);
    }
  return [...groups].map(
    ([reason, group]) =>
      `Skipped ${group.count}: ${reason}. To run them: npx jest ${[...group.files].sort().join(' ')}`,
  );
}

function notRunLines(files) {
  const names = files
    .filter(({ testExecError }) => testExecError?.message?.includes(NOT_RUN))
    .map(({ testFilePath }) => relative(process.cwd(), testFilePath));
  return names.length === 0 ? [] : [`No time for ${names.length} files: ${names.sort().join(' ')}`];
}
