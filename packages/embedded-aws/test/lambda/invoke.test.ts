import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { call, deploy } from './deployed-function';
import { lambdaAccount } from './lambda-account';

const account = lambdaAccount();

describe('a handler', () => {
  const event = { n: 7 };
  it.each([
    ['an async function', { 'index.js': 'exports.handler = async (e) => e.n;' }, 'index.handler'],
    ['a callback', { 'index.js': 'exports.handler = (e, c, cb) => cb(null, e.n);' }, 'index.handler'],
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
    await deploy(account.client, files, { Handler });
    expect(await call(account.client, event)).toMatchObject({ error: undefined, answer: 7 });
  });

  it('that neither returns a promise nor calls back answers null', async () => {
    await deploy(account.client, 'exports.handler = () => {};');
    expect((await call(account.client)).answer).toBeNull();
  });

  it('that calls back answers when the event loop is empty, unless it says not to wait', async () => {
    await deploy(
      account.client,
      `exports.handler = (event, context, callback) => {
        context.callbackWaitsForEmptyEventLoop = event.wait;
        const answer = { done: false };
        setTimeout(() => { answer.done = true; }, 30);
        callback(null, answer);
      };`,
    );
    expect((await call(account.client, { wait: true })).answer).toEqual({ done: true });
    expect((await call(account.client, { wait: false })).answer).toEqual({ done: false });
  });

  it('finds the SDK of the runtime, from either kind of module (LAMBDA-2)', async () => {
    await deploy(account.client, {
      'index.mjs': `import { LambdaClient } from '@aws-sdk/client-lambda';
        import { createRequire } from 'node:module';
        const { SFN } = createRequire(import.meta.url)('@aws-sdk/client-sfn');
        export const handler = async () => [LambdaClient.name, SFN.name];`,
    });
    expect((await call(account.client)).answer).toEqual(['LambdaClient', 'SFN']);
  });

  it('sees the environment and the context of Lambda', async () => {
    await deploy(
      account.client,
      `exports.handler = async (event, context) => {
        const { getRemainingTimeInMillis, callbackWaitsForEmptyEventLoop, ...data } = context;
        return { env: process.env, cwd: process.cwd(), remaining: getRemainingTimeInMillis(), data };
      };`,
      { Timeout: 30, MemorySize: 256, Environment: { Variables: { TABLE: 'items' } } },
    );
    const { answer } = await call(account.client);
    const { env, cwd, remaining, data } = answer as {
      env: Record<string, string>;
      cwd: string;
      remaining: number;
      data: Record<string, string>;
    };
    expect(env).toMatchObject({
      TABLE: 'items',
      AWS_LAMBDA_FUNCTION_NAME: 'example',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x',
      AWS_REGION: 'us-east-1',
      AWS_ENDPOINT_URL: account.aws.endpoint,
      _HANDLER: 'index.handler',
      LAMBDA_TASK_ROOT: cwd,
    });
    expect(env.AWS_ACCESS_KEY_ID).toMatch(/^ASIA/);
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

  it('runs with the credentials of its role', async () => {
    await deploy(
      account.client,
      `const { Lambda } = require('@aws-sdk/client-lambda');
       exports.handler = async () => (await new Lambda().listFunctions({})).Functions.length;`,
    );
    expect((await call(account.client)).answer).toBe(1);
    const requests = (await (await fetch(`${account.aws.endpoint}/_local/requests`)).json()) as {
      operation: string;
      caller: string;
    }[];
    expect(requests.find(({ operation }) => operation === 'ListFunctions')?.caller).toBe(
      'arn:aws:sts::123456789012:assumed-role/example-role/example',
    );
  });
});

it.each(['@aws-sdk/client-s3', '@smithy/core', '@aws-sdk/core'])(
  'a function finds %s of Lambda’s runtime where it is installed',
  async (name) => {
    await deploy(
      account.client,
      `exports.handler = async () => Object.keys(await import("${name}")).length;`,
    );
    expect((await call(account.client)).answer).toBeGreaterThan(0);
  },
);

describe('an invocation fails', () => {
  it.each([
    [
      'with what the handler throws',
      'exports.handler = async () => { throw new RangeError("too far"); };',
      { errorType: 'RangeError', errorMessage: 'too far' },
    ],
    [
      'with what the handler calls back',
      'exports.handler = (e, c, cb) => cb(new Error("called back"));',
      { errorType: 'Error', errorMessage: 'called back' },
    ],
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
    [
      'when a module is missing',
      'require("not-there");',
      {
        errorType: 'Runtime.ImportModuleError',
        errorMessage: expect.stringContaining("Cannot find module 'not-there'") as string,
      },
    ],
    ...(['@aws-sdk/client-not-there', '@smithy/not-there/file'] as const).flatMap((name) =>
      (
        [
          ['at the top', `require("${name}"); exports.handler = async () => {};`],
          ['in the handler', `exports.handler = async () => import("${name}");`],
        ] as const
      ).map(([where, code]): [string, string, object] => [
        `when ${name} of Lambda's runtime is not installed, ${where}`,
        code,
        {
          errorMessage: expect.stringMatching(
            /(\S+\/\S*not-there) is in Lambda's Node.js runtime.*bundle it.*run "npm install --save-dev \1"$/,
          ) as string,
        },
      ]),
    ),
    [
      'when the code has an error of syntax',
      'exports.handler = (',
      { errorType: 'Runtime.UserCodeSyntaxError' },
    ],
    [
      'when the process ends',
      'exports.handler = async () => process.exit(1);',
      {
        errorType: 'Runtime.ExitError',
        errorMessage: expect.stringMatching(
          /^RequestId: [\w-]+ Error: Runtime exited with error: exit status 1$/,
        ) as string,
      },
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
  ])('%s', async (_when, code, answer) => {
    await deploy(account.client, code);
    expect(await call(account.client)).toMatchObject({ error: 'Unhandled', answer });
  });

  it('when its time is over on the embedded clock, and the next one runs in a new process', async () => {
    const gate = createServer();
    gate.listen(0, '127.0.0.1');
    await once(gate, 'listening');
    const { port } = gate.address() as AddressInfo;
    await deploy(
      account.client,
      `exports.handler = async (hang) => {
         if (hang) await fetch('http://127.0.0.1:${port}');
         return 'alive';
       };`,
      { Timeout: 900 },
    );
    const running = call(account.client, true);
    await once(gate, 'request');
    await account.aws.clock.advance(900_000);
    expect(await running).toMatchObject({
      error: 'Unhandled',
      answer: {
        errorType: 'Sandbox.Timedout',
        errorMessage: expect.stringContaining('Task timed out after 900.00 seconds') as string,
      },
    });
    gate.closeAllConnections();
    gate.close();
    expect((await call(account.client, false)).answer).toBe('alive');
  });

  it('when it needs more memory than its function has (LAMBDA-7)', async () => {
    await deploy(
      account.client,
      'exports.handler = async () => { const all = []; for (;;) all.push(new Array(1e5).fill({}).map((x) => [x])); };',
      { Timeout: 60 },
    );
    expect((await call(account.client)).answer).toMatchObject({ errorType: 'Runtime.ExitError' });
  });

  it('alone: the server and the next invocation go on', async () => {
    await deploy(
      account.client,
      'exports.handler = async (die) => { if (die) process.kill(process.pid, "SIGKILL"); return 1; };',
    );
    expect((await call(account.client, true)).answer).toMatchObject({
      errorMessage: expect.stringContaining('signal: SIGKILL') as string,
    });
    expect((await call(account.client, false)).answer).toBe(1);
  });
});

describe('an invocation of type', () => {
  it('DryRun runs nothing', async () => {
    await deploy(account.client, 'throw new Error("was loaded");');
    const result = await account.client.send(
      new InvokeCommand({ FunctionName: 'example', InvocationType: 'DryRun' }),
    );
    expect(result.StatusCode).toBe(204);
  });

  it('Event answers at once, and what fails runs again after a minute and after two more', async () => {
    const schedule = jest.spyOn(account.aws.clock, 'sleep').mockResolvedValue();
    const gate = createServer();
    gate.listen(0, '127.0.0.1');
    await once(gate, 'listening');
    const { port } = gate.address() as AddressInfo;
    await deploy(
      account.client,
      `exports.handler = async () => { await fetch('http://127.0.0.1:${port}'); throw new Error('again'); };`,
    );
    const result = await account.client.send(
      new InvokeCommand({ FunctionName: 'example', InvocationType: 'Event' }),
    );
    expect(result.StatusCode).toBe(202);
    for (const run of [1, 2, 3]) {
      const [, response] = (await once(gate, 'request')) as [unknown, { end(): void }];
      response.end();
      expect(schedule.mock.calls.map(([delayMs]) => delayMs)).toEqual([60_000, 120_000].slice(0, run - 1));
    }
    gate.closeAllConnections();
    gate.close();
  });
});
