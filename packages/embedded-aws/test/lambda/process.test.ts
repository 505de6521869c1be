import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { DeleteFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { startLocalAws, type LocalAws } from '../../src/local-aws';
import { createAdminRole } from '../admin-role';
import { call, deploy } from './deployed-function';

let aws: LocalAws;
let client: LambdaClient;

beforeEach(async () => {
  aws = await startLocalAws();
  await createAdminRole(aws.endpoint);
  client = new LambdaClient({ endpoint: aws.endpoint, maxAttempts: 1 });
});

afterEach(async () => {
  client.destroy();
  await aws.close();
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('a process', () => {
  const PID = 'let calls = 0; exports.handler = async () => ({ pid: process.pid, calls: ++calls });';

  it('serves one invocation after another', async () => {
    await deploy(client, PID);
    const first = (await call(client)).answer as { pid: number };
    expect((await call(client)).answer).toEqual({ pid: first.pid, calls: 2 });
  });

  it('serves no two invocations at the same time (LAMBDA-4)', async () => {
    // Each waits until both are running.
    let open = 0;
    const gate = createServer((_request, response) => {
      waiting.push(() => response.end());
      if (++open === 2) waiting.forEach((release) => release());
    });
    const waiting: (() => void)[] = [];
    gate.listen(0, '127.0.0.1');
    await once(gate, 'listening');
    const { port } = gate.address() as AddressInfo;
    await deploy(
      client,
      `exports.handler = async () => { await fetch('http://127.0.0.1:${port}'); return process.pid; };`,
      { Timeout: 30 },
    );
    const [one, other] = await Promise.all([call(client), call(client)]);
    gate.closeAllConnections();
    gate.close();
    expect(one.error).toBeUndefined();
    expect(one.answer).not.toBe(other.answer);
  });

  it('goes with its function, and its folder with it', async () => {
    await deploy(
      client,
      `const fs = require('node:fs'); const os = require('node:os');
       exports.handler = async () => {
         fs.writeFileSync(os.tmpdir() + '/file', '');
         return { pid: process.pid, folder: os.tmpdir() };
       };`,
    );
    const { pid, folder } = (await call(client)).answer as { pid: number; folder: string };
    expect(existsSync(`${folder}/file`)).toBe(true);
    await client.send(new DeleteFunctionCommand({ FunctionName: 'example' }));
    while (isRunning(pid)) await new Promise((resolve) => setImmediate(resolve));
    await aws.close();
    expect(existsSync(folder)).toBe(false);
  });

  it('ends what it does after its function was deleted (LAMBDA-13)', async () => {
    const gate = createServer();
    gate.listen(0, '127.0.0.1');
    await once(gate, 'listening');
    const { port } = gate.address() as AddressInfo;
    await deploy(
      client,
      `exports.handler = async () => { await fetch('http://127.0.0.1:${port}'); return 'ended'; };`,
    );
    const running = call(client);
    const [, response] = (await once(gate, 'request')) as [unknown, { end(): void }];
    await client.send(new DeleteFunctionCommand({ FunctionName: 'example' }));
    response.end();
    expect((await running).answer).toBe('ended');
    gate.closeAllConnections();
    gate.close();
  });

  it('follows the clock when that is turned (LAMBDA-6)', async () => {
    await deploy(client, 'exports.handler = async () => [Date.now(), +new Date(), Date.parse(Date())];');
    await aws.clock.advance(86_400_000);
    const { answer } = await call(client);
    const tomorrow = Date.now() + 86_400_000;
    for (const ms of answer as number[]) expect(Math.abs(ms - tomorrow)).toBeLessThan(60_000);
  });

  it('fails to connect to anything but this machine (LAMBDA-9)', async () => {
    await deploy(
      client,
      `exports.handler = async (url) => { await fetch(url).catch((error) => { throw error.cause; }); };`,
    );
    for (const url of ['https://sts.amazonaws.com/', 'http://192.0.2.1/'])
      expect((await call(client, url)).answer).toMatchObject({
        errorMessage: expect.stringContaining(`Connection to ${new URL(url).hostname} refused`) as string,
      });
  });

  it('sends what custom resources answer to the endpoint (CFN-6)', async () => {
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
});
