const { relative } = require('node:path');
const { NOT_RUN } = require('./one-process-environment');

/** The name of a test skipped for a missing dependency says what is missing, and how to get it. */
const REASON = /\(skipped: (.+?)\)(?: |$)/;

/**
 * Ends a run with one plain line of totals, for machines that read the output. Before it comes a line per
 * reason for skipped tests: how many, what is missing, and the command that runs them once it is there. Files that a suite
 * had no time for are listed, too.
 */
module.exports = class ClosingLineReporter {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const totals = `${results.numPassedTests} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
    const lines = [...skippedLines(results.testResults), ...notRunLines(results.testResults), totals];
    // The default reporter writes its summary to stderr after this hook has run; wait for it.
    process.once('exit', () => process.stdout.write(`${lines.join('\n')}\n`));
  }
};

function skippedLines(files) {
  const groups = new Map();
  for (const { testFilePath, testResults } of files)
    for (const { status, fullName } of testResults) {
      if (status !== 'pending') continue;
      const reason = REASON.exec(fullName)?.[1] ?? 'no reason is given';
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
