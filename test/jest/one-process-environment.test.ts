import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { visible } from '@ecommerce-recommenders/csv/visible';
import OneProcessEnvironment from './one-process-environment';

const CONTEXT = { projectConfig: { fakeTimers: {} } };

describe('the environment of test files', () => {
  it('takes variables and the working directory back when a file ends', async () => {
    const { HOME } = process.env;
    const cwd = process.cwd();
    const environment = new OneProcessEnvironment(CONTEXT);
    Object.assign(process.env, { HOME: '/nowhere', ADDED_BY_A_TEST: '1' });
    process.chdir(tmpdir());
    await environment.teardown();
    expect(process.env.HOME).toBe(HOME);
    expect(process.env).not.toHaveProperty('ADDED_BY_A_TEST');
    expect(process.cwd()).toBe(cwd);
  });

  it('fails a file for which its suite has no time left', () => {
    process.env.TESTS_START_BEFORE = '1';
    try {
      expect(() => new OneProcessEnvironment(CONTEXT)).toThrow(OneProcessEnvironment.NOT_RUN);
    } finally {
      delete process.env.TESTS_START_BEFORE;
    }
  });
});

it('a stack trace has the lines of the source, also in modules that files share', () => {
  const refuse = (): string => visible({} as string);
  let stack = '';
  try {
    refuse();
  } catch (error) {
    stack = (error as Error).stack!;
  }
  const [, file, line] = /([^\s(]*visible\.ts):(\d+)/.exec(stack) ?? [];
  expect(readFileSync(file, 'utf8').split('\n')[Number(line) - 1]).toContain('replace');
});
