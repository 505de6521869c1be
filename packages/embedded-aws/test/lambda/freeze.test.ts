import { Lambda } from '@aws-sdk/client-lambda';
import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { endSpawned, isThere, spawnCommand, until } from '../../../../test/support/spawned-command';
import { createAdminRole } from '../admin-role';
import * as functions from './deployed-function';
import { gateForEach } from './gate';
import { lambdaAccount } from './lambda-account';

/** `T` for a process that is stopped. */
const stateOf = (pid: number): string =>
  execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })[0];

const gate = gateForEach();

describe('a function between two invocations', () => {
  const { deploy, call } = lambdaAccount();

  it('is stopped with its child processes, and continues at the next one (LAMBDA-24)', async () => {
    const asked: ServerResponse[] = [];
    gate.server.on('request', (_request, response) => {
      response.flushHeaders();
      asked.push(response);
    });
    await deploy(`const ask = () => fetch('${gate.url}');
       const child = require('node:child_process').spawn('sleep', ['600']);
       let rest;
       exports.handler = async () => {
         await rest;
         const response = await ask();
         rest = response.text().then(ask);
         return [process.pid, child.pid];
       };`);
    const pids = (await call()).answer as number[];
    expect(pids.map(stateOf)).toEqual(['T', 'T']);
    asked[0].end();
    await deploy('exports.handler = async () => 0;', { FunctionName: 'other' });
    await call({}, 'other');
    expect(asked).toHaveLength(1);
    expect((await call()).answer).toEqual(pids);
    expect(asked).toHaveLength(3);
  });
});

describe('an embedded AWS in a process of its own', () => {
  afterEach(endSpawned);

  async function spawned(more = '') {
    const program = `
      const { startLocalAws } = require('embedded-aws/local-aws');
      void startLocalAws().then(({ endpoint }) => console.log(endpoint));${more}`;
    const local = spawnCommand(process.execPath, ['-r', './bin/run-typescript.cjs', '-e', program]);
    const endpoint = await local.seen(/http:\S+/);
    await createAdminRole(endpoint);
    return { local, client: new Lambda({ endpoint }) };
  }

  it('that is killed takes its functions along: a stopped one with its child process, and one in a loop without an end (LAMBDA-24)', async () => {
    const { local, client } = await spawned();
    const withChild = `const child = require('node:child_process').spawn('sleep', ['600']);
       exports.handler = async () => [process.pid, child.pid];`;
    await functions.deploy(client, withChild, { FunctionName: 'stopped' });
    const stopped = (await functions.call(client, {}, 'stopped')).answer as number[];
    await functions.deploy(
      client,
      `exports.handler = async () => { await fetch('${gate.url}/' + process.pid); for (;;); };`,
      { Timeout: 60 },
    );
    await client.invoke({ FunctionName: 'example', InvocationType: 'Event' });
    const [{ url }, response] = await gate.asked();
    response.end();
    client.destroy();
    const busy = Number(url!.slice(1));
    expect(stopped.map(stateOf)).toEqual(['T', 'T']);
    expect(isThere(busy)).toBe(true);
    local.kill('SIGKILL');
    await local.ended;
    await until(() => ![...stopped, busy].some(isThere));
  });

  it('that exits while a function writes leaves no file (HTTP-12)', async () => {
    const { local, client } = await spawned(`
      const { existsSync } = require('node:fs');
      setInterval(() => existsSync(process.env.TMPDIR + '/exit') && process.exit(), 20);`);
    await functions.deploy(
      client,
      `const { writeFileSync } = require('node:fs');
       exports.handler = () => {
         for (let n = 0; ; n++) try { writeFileSync(require('node:os').tmpdir() + '/written' + n, ''); } catch {}
       };`,
      { Timeout: 60 },
    );
    await client.invoke({ FunctionName: 'example', InvocationType: 'Event' });
    client.destroy();
    const files = (): string[] => readdirSync(local.folder, { recursive: true }) as string[];
    await until(() => files().some((name) => name.includes('written')));
    writeFileSync(join(local.folder, 'exit'), '');
    await local.ended;
    expect(local.stderr()).toBe('');
    expect(local.leftovers()).toEqual(['exit']);
  });
});
