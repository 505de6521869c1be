import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DeleteFunctionCommand, Lambda } from '@aws-sdk/client-lambda';
import { setTimeout } from 'node:timers/promises';
import { createClock } from '../../src/clock';
import { startLocalAws, type LocalAws } from '../../src/local-aws';
import { InlineWorkers } from '../../src/services/lambda/worker/inline-workers';
import { createAdminRole } from '../admin-role';
import { call, deploy } from './deployed-function';

let aws: LocalAws;
let client: Lambda;

beforeEach(async () => {
  aws = await startLocalAws({ functions: 'inline' });
  await createAdminRole(aws.endpoint);
  client = new Lambda({ endpoint: aws.endpoint, maxAttempts: 1 });
});

afterEach(() => aws.close());

describe('a function that runs in this process', () => {
  it.each([
    ['a promise', 'exports.handler = async (e) => e.n;', 7],
    ['a callback', 'exports.handler = (e, c, cb) => setImmediate(cb, null, e.n);', 7],
    ['nothing', 'exports.handler = (e) => {};', null],
  ])('may answer by %s', async (_what, code, answer) => {
    await deploy(client, code);
    expect(await call(client, { n: 7 })).toMatchObject({ error: undefined, answer });
  });

  it('has an environment of its own, and nothing of this process', async () => {
    await deploy(client, 'exports.handler = async () => ({ env: process.env, cwd: process.cwd() });', {
      Environment: { Variables: { TABLE: 'items' } },
    });
    const { env, cwd } = (await call(client)).answer as { env: Record<string, string>; cwd: string };
    expect(env).toMatchObject({ TABLE: 'items', AWS_ENDPOINT_URL: aws.endpoint, LAMBDA_TASK_ROOT: cwd });
    expect(env).not.toHaveProperty('PATH');
    expect(process.env).not.toHaveProperty('TABLE');
  });

  it('keeps its state while it is warm, and shares it with no other function of the same code (LAMBDA-16)', async () => {
    const COUNT = 'let calls = 0; exports.handler = async () => ++calls;';
    await deploy(client, COUNT);
    await deploy(client, COUNT, { FunctionName: 'other' });
    expect([(await call(client)).answer, (await call(client)).answer]).toEqual([1, 2]);
    expect((await call(client, {}, 'other')).answer).toBe(1);
    await client.send(new DeleteFunctionCommand({ FunctionName: 'example' }));
    await deploy(client, COUNT);
    expect((await call(client)).answer).toBe(1);
  });

  it('serves a second caller as soon as it is free', async () => {
    await deploy(client, 'let calls = 0; exports.handler = async () => ++calls;');
    const both = await Promise.all([call(client), call(client)]);
    expect(both.map(({ answer }) => answer).sort()).toEqual([1, 2]);
  });

  it('calls as itself with the SDK of the runtime, also after another function did', async () => {
    const LIST = `const { Lambda } = require('@aws-sdk/client-lambda');
      exports.handler = async () => (await new Lambda().listFunctions({})).Functions.length;`;
    const names = ['first', 'second'];
    for (const FunctionName of names) {
      await deploy(client, LIST, { FunctionName, Timeout: 60 });
      expect((await call(client, {}, FunctionName)).answer).toBe(1);
      await client.send(new DeleteFunctionCommand({ FunctionName }));
    }
    const requests = (await (await fetch(`${aws.endpoint}/_local/requests`)).json()) as {
      operation: string;
      caller: string;
    }[];
    const callers = requests.flatMap(({ operation, caller }) =>
      operation === 'ListFunctions' ? [caller.split('/').at(-1)] : [],
    );
    expect(callers).toEqual(names);
  });

  it('writes its log and follows the clock', async () => {
    await deploy(client, 'exports.handler = async () => { console.log("said"); return Date.now(); };');
    await aws.clock.advance(86_400_000);
    const { answer, log } = await call(client);
    expect(Math.abs((answer as number) - Date.now() - 86_400_000)).toBeLessThan(60_000);
    const [, time] = log.match(/^(\S+)\t\S+\tINFO\tsaid$/m)!;
    expect(Math.abs(Date.parse(time) - (answer as number))).toBeLessThan(60_000);
  });

  it('sends what custom resources answer to the endpoint', async () => {
    await deploy(
      client,
      `const https = require('node:https');
       exports.handler = () => new Promise((resolve, reject) => {
         const options = { hostname: 'cfn-response.localaws.invalid', path: '/_local/nothing', method: 'PUT' };
         https.request(options, (response) => { response.resume(); resolve(response.statusCode); })
           .on('error', reject).end('{}');
       });`,
    );
    expect(await call(client)).toMatchObject({ error: undefined, answer: 404 });
  });

  it('imports modules while it runs', async () => {
    await deploy(client, 'exports.handler = async () => (await import("node:path")).default.sep;');
    expect((await call(client)).answer).toBe('/');
  });
});

describe('an invocation in this process fails', () => {
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
      'when a module is missing',
      'require("not-there");',
      {
        errorType: 'Runtime.ImportModuleError',
        errorMessage: expect.stringContaining("Cannot find module 'not-there'") as string,
      },
    ],
    ['with an error of syntax', 'exports.handler = (', { errorType: 'Runtime.UserCodeSyntaxError' }],
    [
      'when the handler ends the process, which goes on',
      'exports.handler = async () => process.exit(3);',
      {
        errorType: 'Runtime.ExitError',
        errorMessage: expect.stringMatching(/Runtime exited with error: exit status 3$/) as string,
      },
    ],
  ])('%s (LAMBDA-16)', async (_when, code, answer) => {
    await deploy(client, code);
    expect(await call(client)).toMatchObject({ error: 'Unhandled', answer });
  });

  it('for an ES module, and says what runs it', async () => {
    await deploy(client, { 'index.mjs': 'export const handler = async () => 1;' });
    expect((await call(client)).answer).toMatchObject({
      errorMessage: expect.stringContaining('Run functions in processes') as string,
    });
  });

  describe('when its time is over', () => {
    let gate: Server;
    beforeEach(async () => {
      gate = createServer().listen(0, '127.0.0.1');
      await once(gate, 'listening');
    });
    afterEach(() => {
      gate.closeAllConnections();
      gate.close();
    });

    it('and what still runs of it reaches nobody', async () => {
      const { port } = gate.address() as AddressInfo;
      await deploy(
        client,
        `const http = require('node:http');
         const get = (path) => new Promise((resolve, reject) =>
           http.request('http://127.0.0.1:${port}' + path, resolve).on('error', reject).end());
         exports.handler = async (hang) => {
           if (!hang) return 'alive';
           await get('/first');
           await get('/second');
         };`,
        { Timeout: 900 },
      );
      const running = call(client, true);
      const paths: (string | undefined)[] = [];
      gate.on('request', ({ url }, response) => {
        paths.push(url);
        if (url !== '/first') response.end();
      });
      const [, response] = (await once(gate, 'request')) as [unknown, { end(): void }];
      await aws.clock.advance(900_000);
      expect((await running).answer).toMatchObject({ errorType: 'Sandbox.Timedout' });
      response.end();
      expect((await call(client, false)).answer).toBe('alive');
      // Whatever was sent before this has arrived by now.
      await fetch(`http://127.0.0.1:${port}/last`);
      expect(paths).toEqual(['/first', '/last']);
    });
  });
});

describe('a caller that waits for a busy function of this process', () => {
  it('does so on the clock, so that how many environments there are does not depend on the machine (LAMBDA-16)', async () => {
    const clock = createClock(0);
    let isOver = false;
    new InlineWorkers(clock).afterPatience(() => (isOver = true));
    await setTimeout(40);
    expect(isOver).toBe(false);
    await clock.advance(20);
    expect(isOver).toBe(true);
  });
});
