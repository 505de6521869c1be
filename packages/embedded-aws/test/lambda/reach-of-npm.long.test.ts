import type { ServerResponse } from 'node:http';
import { RUN } from './deployed-function';
import { gateForEach } from './gate';
import { lambdaAccount } from './lambda-account';

const { deploy, call } = lambdaAccount();
// 0.0.0.0 leads here, but is not one of the names of this machine that functions may use.
const registry = gateForEach('0.0.0.0');

describe('the child processes of a function', () => {
  it.each([
    ['npm install', "['install', 'left-pad', '--prefix', home]", ''],
    ['npx', "['exec', '--yes', 'left-pad']", ''],
    ['npm without NODE_OPTIONS', "['install', 'left-pad', '--prefix', home]", "NODE_OPTIONS: '',"],
  ])('open no connection to a registry of another name: %s', async (_command, args, variables) => {
    let connections = 0;
    registry.server.on('connection', () => (connections += 1));
    registry.server.on('request', (_request, response: ServerResponse) => response.end('{}'));
    await deploy(
      `${RUN} const home = require('node:os').homedir();
       exports.handler = async (registry) =>
         run('npm', ${args}, { ${variables} npm_config_registry: registry + '/' });`,
      { Timeout: 60 },
    );
    expect((await call(registry.url.replace('127.0.0.1', '0.0.0.0'))).answer).toMatch(
      /refused: functions of|ECONNREFUSED 127.0.0.1:1/,
    );
    expect(connections).toBe(0);
    await call(registry.url);
    expect(connections).toBeGreaterThan(0);
  });
});
