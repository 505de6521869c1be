import ClosingLineReporter from './closing-line-reporter';
import OneProcessEnvironment from './one-process-environment';

const test = (status: string, fullName: string): object => ({ status, fullName });

const RESULTS = {
  numPassedTests: 3,
  numFailedTests: 1,
  numRuntimeErrorTestSuites: 2,
  numPendingTests: 3,
  numTodoTests: 0,
  testResults: [
    {
      testFilePath: `${process.cwd()}/test/b.test.ts`,
      testResults: [
        test('passed', 'b works'),
        test('pending', 'b (skipped: needs a browser; get one) opens'),
      ],
    },
    {
      testFilePath: `${process.cwd()}/test/a.test.ts`,
      testResults: [
        test('pending', 'a (skipped: needs a browser; get one)'),
        test('pending', 'a has no reason'),
      ],
    },
    ...['d', 'c'].map((name) => ({
      testFilePath: `${process.cwd()}/test/${name}.test.ts`,
      testResults: [],
      testExecError: { message: `Error: ${OneProcessEnvironment.NOT_RUN}\n at` },
    })),
  ],
};

/** What a run with these results prints when it ends, and the reporter's error, with which Jest fails the run. */
function endOf(config: { readonly testNamePattern?: string }): {
  readonly printed: string;
  readonly error?: Error;
} {
  const atExit = jest.spyOn(process, 'once').mockReturnValue(process);
  const reporter = new ClosingLineReporter(config);
  reporter.onRunComplete([], RESULTS);
  const [[event, print]] = atExit.mock.calls as [[string, () => void]];
  atExit.mockRestore();
  expect(event).toBe('exit');
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  print();
  const printed = write.mock.calls.map(([text]) => text).join('');
  write.mockRestore();
  return { printed, error: reporter.getLastError() };
}

it('the closing lines say what was skipped or not run, what it needs and how to run it, and then the totals', () => {
  expect(endOf({}).printed).toBe(
    'Skipped 2: needs a browser; get one. To run them: npx jest test/a.test.ts test/b.test.ts\n' +
      'Skipped without a reason: test/a.test.ts: a has no reason\n' +
      'No time for 2 files: test/c.test.ts test/d.test.ts\n' +
      '3 passed, 3 failed, 3 skipped\n',
  );
});

it('a run fails in which a test is skipped without a reason', () => {
  expect(endOf({}).error?.message).toContain('Tests are skipped without a reason.');
});

it('a run of tests selected by name skips the others without a reason', () => {
  const { printed, error } = endOf({ testNamePattern: 'works' });
  expect(printed).not.toContain('without a reason');
  expect(error).toBeUndefined();
});
