import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setImmediate as endOfTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { visible } from '@ecommerce-recommenders/csv/visible';
import { App, Aws, CfnResource, Lazy, Stack, Token } from 'aws-cdk-lib';
import { JsonPath } from 'aws-cdk-lib/aws-stepfunctions';
import OneProcessEnvironment from './one-process-environment';

const CONFIG = { projectConfig: { fakeTimers: {} } };
const CONTEXT = { testPath: __filename };

/** An app with two things that aws-cdk-lib keeps: a reference, and the token of a lazy value. */
function appWithTokens(): WeakRef<App> {
  const app = new App();
  const stack = new Stack(app);
  Token.asString(new CfnResource(stack, 'Resource', { type: 'A::B::C' }).getAtt('Arn'));
  Token.asString(Lazy.string({ produce: () => stack.stackName }));
  return new WeakRef(app);
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

describe('the environment of test files', () => {
  it('takes variables and the working directory back when a file ends', async () => {
    const { HOME } = process.env;
    const cwd = process.cwd();
    const environment = new OneProcessEnvironment(CONFIG, CONTEXT);
    Object.assign(process.env, { HOME: '/nowhere', ADDED_BY_A_TEST: '1' });
    process.chdir(tmpdir());
    await environment.teardown();
    expect(process.env.HOME).toBe(HOME);
    expect(process.env).not.toHaveProperty('ADDED_BY_A_TEST');
    expect(process.cwd()).toBe(cwd);
  });

  it('frees the apps of a file when it ends, and keeps what all apps share', async () => {
    const environment = new OneProcessEnvironment(CONFIG, CONTEXT);
    // Errors that modules make as they are loaded keep who loads them.
    appWithTokens();
    const app = appWithTokens();
    await environment.teardown();
    await endOfTurn();
    collectGarbage();
    expect(app.deref() === undefined).toBe(true);
    const shared: unknown = new Stack().resolve([Aws.REGION, JsonPath.DISCARD]);
    expect(shared).toEqual([{ Ref: 'AWS::Region' }, null]);
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
