import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';

import { call, deploy } from './deployed-function';
import { lambdaAccount } from './lambda-account';

const account = lambdaAccount();

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
    await deploy(account.client, PID);
    const first = (await call(account.client)).answer as { pid: number };
    expect((await call(account.client)).answer).toEqual({ pid: first.pid, calls: 2 });
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
      account.client,
      `exports.handler = async () => { await fetch('http://127.0.0.1:${port}'); return process.pid; };`,
      { Timeout: 30 },
    );
    const [one, other] = await Promise.all([call(account.client), call(account.client)]);
    gate.closeAllConnections();
    gate.close();
    expect(one.error).toBeUndefined();
    expect(one.answer).not.toBe(other.answer);
  });

  it('goes with its function, and its folder with it', async () => {
    await deploy(
      account.client,
      `const fs = require('node:fs'); const os = require('node:os');
       exports.handler = async () => {
         fs.writeFileSync(os.tmpdir() + '/file', '');
         return { pid: process.pid, folder: os.tmpdir() };
       };`,
    );
    const { pid, folder } = (await call(account.client)).answer as { pid: number; folder: string };
    expect(existsSync(`${folder}/file`)).toBe(true);
    await account.client.deleteFunction({ FunctionName: 'example' });
    while (isRunning(pid)) await new Promise((resolve) => setImmediate(resolve));
    await account.aws.close();
    expect(existsSync(folder)).toBe(false);
  });

  it('ends what it does after its function was deleted', async () => {
    const gate = createServer();
    gate.listen(0, '127.0.0.1');
    await once(gate, 'listening');
    const { port } = gate.address() as AddressInfo;
    await deploy(
      account.client,
      `exports.handler = async () => { await fetch('http://127.0.0.1:${port}'); return 'ended'; };`,
    );
    const running = call(account.client);
    const [, response] = (await once(gate, 'request')) as [unknown, { end(): void }];
    await account.client.deleteFunction({ FunctionName: 'example' });
    response.end();
    expect((await running).answer).toBe('ended');
    gate.closeAllConnections();
    gate.close();
  });

  it('follows the clock when that is turned (LAMBDA-6)', async () => {
    await deploy(
      account.client,
      'const kept = Date.now; exports.handler = async () => [kept(), Date.now(), +new Date(), Date.parse(Date())];',
    );
    await account.aws.clock.advance(86_400_000);
    const { answer } = await call(account.client);
    const tomorrow = Date.now() + 86_400_000;
    for (const ms of answer as number[]) expect(Math.abs(ms - tomorrow)).toBeLessThan(60_000);
  });

  it('fails to connect to anything but this machine (LAMBDA-9)', async () => {
    await deploy(
      account.client,
      `exports.handler = async (url) => { await fetch(url).catch((error) => { throw error.cause; }); };`,
    );
    for (const url of ['https://sts.amazonaws.com/', 'http://192.0.2.1/'])
      expect((await call(account.client, url)).answer).toMatchObject({
        errorMessage: expect.stringContaining(`Connection to ${new URL(url).hostname} refused`) as string,
      });
  });

  it('sends what custom resources answer to the endpoint (CFN-6)', async () => {
    await deploy(
      account.client,
      `const https = require('node:https');
       exports.handler = () => new Promise((resolve, reject) => {
         const options = { hostname: 'cfn-response.localaws.invalid', path: '/_local/nothing', method: 'PUT' };
         https.request(options, (response) => { response.resume(); resolve(response.statusCode); })
           .on('error', reject).end('{}');
       });`,
    );
    expect(await call(account.client)).toMatchObject({ error: undefined, answer: 404 });
  });
});
