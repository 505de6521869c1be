import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { RUN } from './deployed-function';
import { gateForEach } from './gate';
import { lambdaAccount } from './lambda-account';

const { aws, client, deploy, call } = lambdaAccount();

const REFUSED =
  'Connection to sts.amazonaws.com refused: functions of the embedded AWS can reach only this machine';

/** Fetches a given URL in a process or a thread of a function. */
const FETCHING = `
const fetching = (url) =>
  'fetch(' + JSON.stringify(url) + ').then((r) => r.status, (e) => e.cause.message).then((said) => console.log(said))';`;

describe('the child processes of a function', () => {
  it.each([
    ['another Node.js', 'run(process.execPath, ["-e", fetching(url)])'],
    ['a Node.js behind a shell', 'run("sh", ["-c", \'node -e "$CODE"\'], { CODE: fetching(url) })'],
    ['a fork', 'text(fork("child.js", [fetching(url)], { silent: true }).stdout)'],
    ['a thread', 'text(new Worker(fetching(url), { eval: true, stdout: true }).stdout)'],
    [
      'a thread with options of its own',
      'text(new Worker(fetching(url), { eval: true, stdout: true, execArgv: [], env: { ...process.env } }).stdout)',
    ],
  ])('reach this machine alone: %s (LAMBDA-9)', async (_who, work) => {
    await deploy(
      {
        'child.js': 'eval(process.argv[2]);',
        'index.js': `${FETCHING}${RUN}
        const { Worker } = require('node:worker_threads');
        exports.handler = async (url) => ${work};`,
      },
      { Timeout: 30 },
    );
    const { answer } = await call('https://sts.amazonaws.com/');
    expect(answer).toContain(REFUSED);
    expect(answer).toContain(
      'An SDK that connects there is older than AWS_ENDPOINT_URL: bundle a newer version',
    );
    expect((await call(`${aws.endpoint}/_local/health`)).answer).toBe('200\n');
  });

  it.each([
    [
      'are refused at once in npm’s own words',
      '{}',
      {},
      /request to \S+ failed, reason: Connection through a proxy refused: functions of/,
    ],
    [
      'find proxies that lead nowhere, where they are no Node.js, or one without NODE_OPTIONS',
      "{ NODE_OPTIONS: '' }",
      { HTTPS_PROXY: 'http://127.0.0.1:9', no_proxy: '*' },
      /connect ECONNREFUSED 127\.0\.0\.1:1/,
    ],
  ])('%s (LAMBDA-9)', async (_how, env, Variables, said) => {
    await deploy(`${RUN} exports.handler = () => run('npm', ['view', 'left-pad'], ${env});`, {
      Timeout: 30,
      Environment: { Variables },
    });
    expect((await call()).answer).toMatch(said);
  });

  it('keep npm’s cache and log in the function’s home, also where they are given another', async () => {
    await deploy(
      `${RUN} const { readdirSync } = require('node:fs');
       exports.handler = async () => {
         await run('npm', ['view', 'left-pad'], { HOME: '/nowhere' });
         return readdirSync(require('node:os').homedir() + '/.npm');
       };`,
      { Timeout: 30 },
    );
    expect((await call()).answer).toContain('_logs');
  });

  describe('that outlive an invocation', () => {
    const gate = gateForEach();

    /** Makes a function start one, and resolves to its connection once established. */
    async function child(): Promise<Socket> {
      await deploy(
        `${FETCHING}${RUN} exports.handler = async (what) => {
           if (what === 'exit') process.exit(1);
           const args = ['-e', fetching('${gate.url}/child')];
           spawn(process.execPath, args, { stdio: 'ignore' }).unref();
           // It is stopped with the function that has answered, so that waits for it.
           await fetch('${gate.url}/function');
         };`,
      );
      const asked = (path: string): Promise<ServerResponse> =>
        new Promise((resolve) =>
          gate.server.on('request', ({ url }, response) => url === path && resolve(response)),
        );
      const [byChild, byFunction] = [asked('/child'), asked('/function')];
      const called = call();
      const { socket } = await byChild;
      (await byFunction).end();
      await called;
      return socket!;
    }

    it.each([
      ['function is deleted', () => client.deleteFunction({ FunctionName: 'example' })],
      ['process ends', () => call('exit')],
    ])('end when their %s', async (_when, end) => {
      const socket = await child();
      const closed = once(socket, 'close');
      await end();
      await closed;
    });
  });
});

describe('the environment of a function', () => {
  it('holds what Lambda and the function give it, and of who started the embedded AWS nothing but PATH (LAMBDA-8)', async () => {
    const CANARIES = ['AWS_CANARY', 'GITHUB_TOKEN', 'npm_config_canary', 'NODE_CANARY', 'LD_CANARY'];
    for (const name of CANARIES) process.env[name] = 'canary';
    await deploy(
      `${RUN} exports.handler = async () => ({
         env: process.env,
         ofChild: JSON.parse(await run(process.execPath, ['-p', 'JSON.stringify(process.env)'])),
       });`,
      { Environment: { Variables: { TABLE: 'items' } } },
    );
    const { answer } = await call();
    for (const name of CANARIES) delete process.env[name];
    const { env, ofChild } = answer as Record<'env' | 'ofChild', Record<string, string>>;
    expect(ofChild).toEqual(env);
    expect(env).toMatchObject({ PATH: process.env.PATH, TABLE: 'items' });
    const proxies = ['http_proxy', 'https_proxy', 'all_proxy', 'no_proxy'];
    expect(Object.keys(env).sort()).toEqual(
      [
        ...['AWS_ACCESS_KEY_ID', 'AWS_DEFAULT_REGION', 'AWS_EC2_METADATA_DISABLED', 'AWS_ENDPOINT_URL'],
        ...['AWS_EXECUTION_ENV', 'AWS_LAMBDA_FUNCTION_MEMORY_SIZE', 'AWS_LAMBDA_FUNCTION_NAME'],
        ...['AWS_LAMBDA_FUNCTION_VERSION', 'AWS_LAMBDA_INITIALIZATION_TYPE', 'AWS_LAMBDA_LOG_GROUP_NAME'],
        ...['AWS_LAMBDA_LOG_STREAM_NAME', 'AWS_REGION', 'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'],
        ...['AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'LAMBDA_TASK_ROOT', 'LANG', 'TABLE', 'TZ'],
        ...['_HANDLER', '_X_AMZN_TRACE_ID', 'PATH', 'HOME', 'TMPDIR', 'TMP', 'TEMP', 'NODE_OPTIONS'],
        ...['npm_config_cache', 'npm_config_fetch_retries', 'PYTHONDONTWRITEBYTECODE', 'PYTHONPATH'],
        ...[...proxies, ...proxies.map((name) => name.toUpperCase())],
      ].sort(),
    );
  });

  it('has a home and a tmp that no other process has, and that go with the function (LAMBDA-7)', async () => {
    await deploy(`const os = require('node:os');
       exports.handler = async () => {
         const { HOME, TMPDIR, TMP, TEMP } = process.env;
         const folders = [os.homedir(), os.tmpdir()];
         for (const folder of folders) require('node:fs').writeFileSync(folder + '/file', '');
         return { folders, variables: [HOME, TMPDIR, TMP, TEMP], code: process.cwd() };
       };`);
    await deploy('exports.handler = async () => require("node:os").homedir();', { FunctionName: 'other' });
    const { folders, variables, code } = (await call()).answer as Record<string, string[]>;
    const [home, tmp] = folders;
    expect(variables).toEqual([home, tmp, tmp, tmp]);
    expect(new Set([home, tmp, code, (await call({}, 'other')).answer]).size).toBe(4);
    await client.deleteFunction({ FunctionName: 'example' });
    await aws.close();
    for (const folder of folders) expect(existsSync(folder)).toBe(false);
  });

  it('keeps what the function says of them, and its own NODE_OPTIONS beside the embedded AWS’s (LAMBDA-8)', async () => {
    await deploy(
      `${FETCHING}${RUN} exports.handler = async (url) => ({
         home: require('node:os').homedir(),
         child: await run(process.execPath, ['-e', 'console.log(process.title);' + fetching(url)]),
       });`,
      { Environment: { Variables: { HOME: '/tmp', NODE_OPTIONS: '--title="a title"' } } },
    );
    const { home, child } = (await call('https://sts.amazonaws.com/')).answer as Record<string, string>;
    expect(home).toBe('/tmp');
    expect(child).toContain('a title');
    expect(child).toContain(REFUSED);
  });
});
