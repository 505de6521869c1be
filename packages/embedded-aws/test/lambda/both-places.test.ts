import { gateForEach } from './gate';
import { lambdaAccount } from './lambda-account';

describe.each(['processes', 'inline'] as const)('a function in %s', (functions) => {
  const { aws, client, deploy, call } = lambdaAccount({ functions });
  const gate = gateForEach();

  it.each([
    ['a promise', 'exports.handler = async (e) => e.n;', 7],
    ['a callback', 'exports.handler = (e, c, cb) => setImmediate(cb, null, e.n);', 7],
    ['nothing', 'exports.handler = (e) => {};', null],
  ])('may answer by %s', async (_what, code, answer) => {
    await deploy(code);
    expect(await call({ n: 7 })).toMatchObject({ error: undefined, answer });
  });

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
        errorMessage: expect.stringMatching(
          /^RequestId: [\w-]+ Error: Runtime exited with error: exit status 3$/,
        ) as string,
      },
    ],
  ])('fails %s (LAMBDA-16)', async (_when, code, answer) => {
    await deploy(code);
    expect(await call()).toMatchObject({ error: 'Unhandled', answer });
  });

  it('fails when its time is over on the embedded clock, and what still runs of it reaches nobody', async () => {
    await deploy(
      `const http = require('node:http');
       const get = (path) => new Promise((resolve, reject) =>
         http.request('${gate.url}' + path, resolve).on('error', reject).end());
       exports.handler = async (hang) => {
         if (!hang) return 'alive';
         await get('/first');
         await get('/second');
       };`,
      { Timeout: 900 },
    );
    const running = call(true);
    const paths: (string | undefined)[] = [];
    gate.server.on('request', ({ url }, response) => {
      paths.push(url);
      if (url !== '/first') response.end();
    });
    const [, response] = await gate.asked();
    await aws.clock.advance(900_000);
    expect(await running).toMatchObject({
      error: 'Unhandled',
      answer: {
        errorType: 'Sandbox.Timedout',
        errorMessage: expect.stringContaining('Task timed out after 900.00 seconds') as string,
      },
    });
    response.end();
    expect((await call(false)).answer).toBe('alive');
    // Whatever was sent before this has arrived by now.
    await fetch(`${gate.url}/last`);
    expect(paths).toEqual(['/first', '/last']);
  });

  it('calls as its role with the SDK of the runtime, also after another function did', async () => {
    const LIST = `const { Lambda } = require('@aws-sdk/client-lambda');
      exports.handler = async () => (await new Lambda().listFunctions({})).Functions.length;`;
    const names = ['first', 'second'];
    for (const FunctionName of names) {
      await deploy(LIST, { FunctionName, Timeout: 60 });
      expect((await call({}, FunctionName)).answer).toBe(1);
      await client.deleteFunction({ FunctionName });
    }
    const calls = aws.requests.list().filter(({ operation }) => operation === 'ListFunctions');
    const session = 'arn:aws:sts::123456789012:assumed-role/example-role';
    expect(calls.map(({ caller }) => caller)).toEqual(names.map((name) => `${session}/${name}`));
  });

  it('follows the clock when that is turned, and so does its log (LAMBDA-6)', async () => {
    await deploy(
      `const kept = Date.now;
       exports.handler = async () => {
         console.log('said');
         return [kept(), Date.now(), +new Date(), Date.parse(Date())];
       };`,
    );
    await aws.clock.advance(86_400_000);
    const { answer, log } = await call();
    const [, time] = log.match(/^(\S+)\t\S+\tINFO\tsaid$/m)!;
    for (const ms of [...(answer as number[]), Date.parse(time)])
      expect(Math.abs(ms - Date.now() - 86_400_000)).toBeLessThan(60_000);
  });
});
