import { Lambda } from '@aws-sdk/client-lambda';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAdminRole } from '../admin-role';
import { call, deploy } from '../lambda/deployed-function';
import { awsForAll } from '../support/test-aws';

/** Appends a line to a file and returns the line count. */
const SOURCE = `
const fs = require('node:fs');
exports.handler = async ({ file }) => {
  fs.appendFileSync(file, 'ran\\n');
  return fs.readFileSync(file, 'utf8').split('\\n').length - 1;
};`;

describe('Faults of functions', () => {
  const aws = awsForAll();
  const client = aws.client(Lambda);
  let folder: string;
  let file: string;
  const runs = (): number => readFileSync(file, 'utf8').split('\n').length - 1;

  beforeAll(async () => {
    await createAdminRole(aws.endpoint);
    folder = mkdtempSync(join(tmpdir(), 'function-faults-'));
    file = join(folder, 'runs');
    await deploy(client, SOURCE, { Timeout: 30 });
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  beforeEach(() => writeFileSync(file, ''));

  it.each([
    ['function-crash', 'Runtime.ExitError', 'Runtime exited with error: exit status 1'],
    ['function-out-of-memory', 'Runtime.ExitError', 'Runtime exited with error: signal: killed'],
    ['function-timeout', 'Sandbox.Timedout', 'Task timed out after 30.00 seconds'],
  ] as const)(
    '%s ends an invocation before the handler runs, once (FAULTS-12)',
    async (fault, errorType, words) => {
      aws.faults.set([{ fault, times: 1 }]);
      const { error, answer, log } = await call(client, { file });
      const errorMessage = expect.stringMatching(new RegExp(`^RequestId: \\S+ Error: ${words}$`)) as string;
      expect({ error, answer }).toMatchObject({ error: 'Unhandled', answer: { errorType, errorMessage } });
      expect(log).toContain(words);
      expect(log).toContain('REPORT RequestId');
      expect(await call(client, { file })).toMatchObject({ error: undefined, answer: 1 });
    },
  );

  it('a crash after the handler leaves what it has done (FAULTS-12)', async () => {
    aws.faults.set([{ fault: 'function-crash', when: 'after', times: 1 }]);
    expect((await call(client, { file })).error).toBe('Unhandled');
    expect(runs()).toBe(1);
  });

  it('a crash strikes the functions that its pattern names', async () => {
    aws.faults.set([{ fault: 'function-crash', function: '*onEvent*' }]);
    expect((await call(client, { file })).error).toBeUndefined();
    aws.faults.set([{ fault: 'function-crash', function: 'exam*' }]);
    expect((await call(client, { file })).error).toBe('Unhandled');
  });

  it('an event that is delivered twice runs the handler twice (FAULTS-13)', async () => {
    aws.faults.set([{ fault: 'function-twice', times: 1 }]);
    const Payload = JSON.stringify({ file });
    await client.invoke({ FunctionName: 'example', InvocationType: 'Event', Payload });
    while (runs() < 2) await fetch(`${aws.endpoint}/_local/health`);
    expect(aws.faults.list()).toMatchObject([{ struck: 1 }]);
  });
});
