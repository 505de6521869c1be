import ClosingLineReporter from './closing-line-reporter';
import OneProcessEnvironment from './one-process-environment';

const test = (status: string, fullName: string): object => ({ status, fullName });

it('the closing lines say what was skipped or not run, what is missing and how to run it, and then the totals', () => {
  const atExit = jest.spyOn(process, 'once').mockReturnValue(process);
  new ClosingLineReporter().onRunComplete([], {
    numPassedTests: 3,
    numFailedTests: 1,
    numRuntimeErrorTestSuites: 2,
    numPendingTests: 3,
    numTodoTests: 0,
    testResults: [
      {
        testFilePath: `${process.cwd()}/test/b.test.ts`,
        testResults: [test('passed', 'b works'), test('pending', 'b (skipped: no browser; get one) opens')],
      },
      {
        testFilePath: `${process.cwd()}/test/a.test.ts`,
        testResults: [
          test('pending', 'a (skipped: no browser; get one)'),
          test('pending', 'a has no reason'),
        ],
      },
      ...['d', 'c'].map((name) => ({
        testFilePath: `${process.cwd()}/test/${name}.test.ts`,
        testResults: [],
        testExecError: { message: `Error: ${OneProcessEnvironment.NOT_RUN}\n at` },
      })),
    ],
  });
  const [[event, print]] = atExit.mock.calls as [[string, () => void]];
  atExit.mockRestore();
  expect(event).toBe('exit');
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  print();
  const printed = write.mock.calls.map(([text]) => text);
  write.mockRestore();
  expect(printed).toEqual([
    'Skipped 2: no browser; get one. To run them: npx jest test/a.test.ts test/b.test.ts\n' +
      'Skipped 1: no reason is given. To run them: npx jest test/a.test.ts\n' +
      'No time for 2 files: test/c.test.ts test/d.test.ts\n' +
      '3 passed, 3 failed, 3 skipped\n',
  ]);
});
