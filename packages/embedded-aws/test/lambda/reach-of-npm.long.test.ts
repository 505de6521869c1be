import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { call, deploy } from './deployed-function';
import { lambdaAccount } from './lambda-account';

const account = lambdaAccount();

/** Output of a child process, whether it failed or not. */
const RUN = `
const { execFile, fork, spawn } = require('node:child_process');
const { text } = require('node:stream/consumers');
const run = (file, args, env = {}) => new Promise((resolve) =>
  execFile(file, args, { env: { ...process.env, ...env } }, (error, out, err) => resolve(out + err)));`;

describe('the child processes of a function', () => {
  it.each([
    ['npm install', "['install', 'left-pad', '--prefix', home]", ''],
    ['npx', "['exec', '--yes', 'left-pad']", ''],
    ['npm without NODE_OPTIONS', "['install', 'left-pad', '--prefix', home]", "NODE_OPTIONS: '',"],
  ])('open no connection to a registry of another name: %s', async (_command, args, variables) => {
    // 0.0.0.0 leads here, but is not one of the names of this machine that functions may use.
    const registry = createServer((_request, response) => response.end('{}')).listen(0, '0.0.0.0');
    await once(registry, 'listening');
    let connections = 0;
    registry.on('connection', () => (connections += 1));
    const { port } = registry.address() as AddressInfo;
    try {
      await deploy(
        account.client,
        `${RUN} const home = require('node:os').homedir();
         exports.handler = async (host) =>
           run('npm', ${args}, { ${variables} npm_config_registry: 'http://' + host + ':${port}/' });`,
        { Timeout: 60 },
      );
      expect((await call(account.client, '0.0.0.0')).answer).toMatch(
        /refused: functions of|ECONNREFUSED 127.0.0.1:1/,
      );
      expect(connections).toBe(0);
      await call(account.client, '127.0.0.1');
      expect(connections).toBeGreaterThan(0);
    } finally {
      registry.closeAllConnections();
      registry.close();
    }
  });
});
