import { Lambda } from '@aws-sdk/client-lambda';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { endSpawned, isThere, spawnCommand, until } from '../../../../test/support/spawned-command';
import { createAdminRole } from '../admin-role';
import { call, deploy } from './deployed-function';
import { lambdaAccount } from './lambda-account';

/** `T` for a process that is stopped. */
const stateOf = (pid: number): string =>
  execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })[0];

describe('a function between two invocations', () => {
  const account = lambdaAccount();

  it('is stopped with its child processes, and continues at the next one (LAMBDA-24)', async () => {
    const asked: ServerResponse[] = [];
    const gate = createServer((_request, response) => {
      response.flushHeaders();
      asked.push(response);
    }).listen(0, '127.0.0.1');
    await once(gate, 'listening');
    const { port } = gate.address() as AddressInfo;
    await deploy(
      account.client,
      `const ask = () => fetch('http://127.0.0.1:${port}');
       const child = require('node:child_process').spawn('sleep', ['600']);
       let rest;
       exports.handler = async () => {
         await rest;
         const response = await ask();
         rest = response.text().then(ask);
         return [process.pid, child.pid];
       };`,
    );
    const pids = (await call(account.client)).answer as number[];
    expect(pids.map(stateOf)).toEqual(['T', 'T']);
    asked[0].end();
    await deploy(account.client, 'exports.handler = async () => 0;', { FunctionName: 'other' });
    await call(account.client, {}, 'other');
    expect(asked).toHaveLength(1);
    expect((await call(account.client)).answer).toEqual(pids);
    expect(asked).toHaveLength(3);
    gate.closeAllConnections();
    gate.close();
  });
});

describe('the processes of an embedded AWS that is killed', () => {
  afterEach(endSpawned);

  it('end with it: a stopped one, and one in a loop without an end (LAMBDA-24)', async () => {
    const program = `
      const { startLocalAws } = require('embedded-aws/local-aws');
      void startLocalAws().then(({ endpoint }) => console.log(endpoint));`;
    const local = spawnCommand(process.execPath, ['-r', './bin/run-typescript.cjs', '-e', program]);
    const endpoint = await local.seen(/http:\S+/);
    await createAdminRole(endpoint);
    const client = new Lambda({ endpoint });
    await deploy(client, 'exports.handler = async () => process.pid;', { FunctionName: 'stopped' });
    const stopped = (await call(client, {}, 'stopped')).answer as number;
    const looping = createServer();
    await once(looping.listen(0, '127.0.0.1'), 'listening');
    const { port } = looping.address() as AddressInfo;
    await deploy(
      client,
      `exports.handler = async () => { await fetch('http://127.0.0.1:${port}/' + process.pid); for (;;); };`,
      { Timeout: 60 },
    );
    await client.invoke({ FunctionName: 'example', InvocationType: 'Event' });
    const [{ url }, response] = (await once(looping, 'request')) as [{ url: string }, ServerResponse];
    response.end();
    looping.close();
    client.destroy();
    const busy = Number(url.slice(1));
    expect(stateOf(stopped)).toBe('T');
    expect(isThere(busy)).toBe(true);
    local.kill('SIGKILL');
    await local.ended;
    await until(() => !isThere(stopped) && !isThere(busy));
  });
});
