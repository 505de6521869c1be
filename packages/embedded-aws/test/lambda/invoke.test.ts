import { gateForEach } from './gate';
import { lambdaAccount } from './lambda-account';

const { aws, client, deploy, call } = lambdaAccount();
const gate = gateForEach();

describe('a handler', () => {
  it.each([
    ['a .cjs file', { 'index.cjs': 'exports.handler = async (e) => e.n;' }, 'index.handler'],
    ['an .mjs file', { 'index.mjs': 'export const handler = async (e) => e.n;' }, 'index.handler'],
    [
      'an ES module by its package.json',
      { 'index.js': 'export const handler = async (e) => e.n;', 'package.json': '{"type":"module"}' },
      'index.handler',
    ],
    [
      'a file in a folder and a nested export',
      { 'src/app.js': 'exports.api = { run: async (e) => e.n };' },
      'src/app.api.run',
    ],
  ])('may be %s (LAMBDA-2)', async (_what, files, Handler) => {
    await deploy(files, { Handler });
    expect(await call({ n: 7 })).toMatchObject({ error: undefined, answer: 7 });
  });

  it('that calls back answers when the event loop is empty, unless it says not to wait', async () => {
    await deploy(`exports.handler = (event, context, callback) => {
        context.callbackWaitsForEmptyEventLoop = event.wait;
        const answer = { done: false };
        setTimeout(() => { answer.done = true; }, 30);
        callback(null, answer);
      };`);
    expect((await call({ wait: true })).answer).toEqual({ done: true });
    expect((await call({ wait: false })).answer).toEqual({ done: false });
  });

  it('finds the packages of Lambda’s runtime, from either kind of module (LAMBDA-2)', async () => {
    await deploy({
      'index.mjs': `import { LambdaClient } from '@aws-sdk/client-lambda';
        import { createRequire } from 'node:module';
        const { SFN } = createRequire(import.meta.url)('@aws-sdk/client-sfn');
        const sizes = async (...names) =>
          Promise.all(names.map(async (name) => Object.keys(await import(name)).length));
        export const handler = async () =>
          [LambdaClient.name, SFN.name, ...await sizes('@smithy/core', '@aws-sdk/core')];`,
    });
    const [lambda, states, ...sizes] = (await call()).answer as [string, string, number, number];
    expect([lambda, states]).toEqual(['LambdaClient', 'SFN']);
    expect(Math.min(...sizes)).toBeGreaterThan(0);
  });

  it('sees the environment and the context of Lambda', async () => {
    await deploy(
      `exports.handler = async (event, context) => {
        const { getRemainingTimeInMillis, callbackWaitsForEmptyEventLoop, ...data } = context;
        return { env: process.env, cwd: process.cwd(), remaining: getRemainingTimeInMillis(), data };
      };`,
      { Timeout: 30, MemorySize: 256, Environment: { Variables: { TABLE: 'items' } } },
    );
    const { env, cwd, remaining, data } = (await call()).answer as Record<string, Record<string, unknown>>;
    expect(env).toMatchObject({
      TABLE: 'items',
      AWS_LAMBDA_FUNCTION_NAME: 'example',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x',
      AWS_REGION: 'us-east-1',
      AWS_ENDPOINT_URL: aws.endpoint,
      _HANDLER: 'index.handler',
      LAMBDA_TASK_ROOT: cwd,
      AWS_ACCESS_KEY_ID: expect.stringMatching(/^ASIA/) as string,
    });
    expect(remaining).toBeGreaterThan(20_000);
    expect(remaining).toBeLessThanOrEqual(30_000);
    expect(data).toMatchObject({
      functionName: 'example',
      functionVersion: '$LATEST',
      invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:example',
      memoryLimitInMB: '256',
      logGroupName: '/aws/lambda/example',
      logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
    });
  });
});

/** Of what Lambda's runtime has. */
const NOT_INSTALLED = {
  errorMessage: expect.stringMatching(
    /(\S+\/\S*not-there) is in Lambda's Node.js runtime.*bundle it.*run "npm install --save-dev \1"$/,
  ) as string,
};

describe('an invocation fails', () => {
  it.each([
    [
      'with what was thrown and is no error',
      'exports.handler = async () => { throw "text"; };',
      { errorType: 'string', errorMessage: 'text', trace: [] },
    ],
    [
      'when the handler is missing',
      'exports.other = 1;',
      { errorType: 'Runtime.HandlerNotFound', errorMessage: 'index.handler is undefined or not exported' },
    ],
    ['when a client is not installed', 'require("@aws-sdk/client-not-there");', NOT_INSTALLED],
    [
      'when a package is not installed that the handler imports',
      'exports.handler = async () => import("@smithy/not-there/file");',
      NOT_INSTALLED,
    ],
    [
      'when a rejection is not handled',
      'exports.handler = () => new Promise(() => Promise.reject(new Error("lost")));',
      {
        errorType: 'Runtime.UnhandledPromiseRejection',
        errorMessage: expect.stringContaining('lost') as string,
      },
    ],
    [
      'when the promise is never settled',
      'exports.handler = () => new Promise(() => {});',
      { errorType: 'Runtime.NodeJsExit' },
    ],
    [
      'when the answer is too large',
      'exports.handler = async () => "x".repeat(6300000);',
      { errorType: 'Function.ResponseSizeTooLarge' },
    ],
    [
      'when it needs more memory than its function has',
      'exports.handler = async () => { const all = []; for (;;) all.push(new Array(1e5).fill({}).map((x) => [x])); };',
      { errorType: 'Runtime.ExitError' },
    ],
    [
      'alone when its process is killed',
      'exports.handler = async () => process.kill(process.pid, "SIGKILL");',
      { errorMessage: expect.stringContaining('signal: SIGKILL') as string },
    ],
  ])('%s', async (_when, code, answer) => {
    await deploy(code, { Timeout: 60 });
    expect(await call()).toMatchObject({ error: 'Unhandled', answer });
  });
});

describe('an invocation of type', () => {
  it('DryRun runs nothing', async () => {
    await deploy('throw new Error("was loaded");');
    const result = await client.invoke({ FunctionName: 'example', InvocationType: 'DryRun' });
    expect(result.StatusCode).toBe(204);
  });

  it('Event answers at once, and what fails runs again after a minute and after two more', async () => {
    const schedule = jest.spyOn(aws.clock, 'sleep').mockResolvedValue();
    const code = `exports.handler = async () => { await fetch('${gate.url}'); throw new Error('again'); };`;
    await deploy(code);
    await client.invoke({ FunctionName: 'example', InvocationType: 'Event' });
    for (const run of [1, 2, 3]) {
      const [, response] = await gate.asked();
      response.end();
      expect(schedule.mock.calls.map(([delayMs]) => delayMs)).toEqual([60_000, 120_000].slice(0, run - 1));
    }
  });
});
