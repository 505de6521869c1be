import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { startLocalAws, type LocalAws } from '../../src/local-aws';
import { createAdminRole } from '../admin-role';
import { call, deploy } from './deployed-function';

describe('an embedded AWS that is ready for a deployment', () => {
  let aws: LocalAws;
  let client: LambdaClient;
  let gate: Server;
  beforeAll(async () => {
    aws = await startLocalAws({ readyIn: 'us-east-1' });
    await createAdminRole(aws.endpoint);
    client = new LambdaClient({ endpoint: aws.endpoint, maxAttempts: 1 });
    gate = createServer((_request, response) => response.end()).listen(0, '127.0.0.1');
    await once(gate, 'listening');
  });
  afterAll(async () => {
    client.destroy();
    gate.closeAllConnections();
    gate.close();
    await aws.close();
  });

  it('loads a function’s code before it is invoked, and once (LAMBDA-5)', async () => {
    const { port } = gate.address() as AddressInfo;
    let loads = 0;
    gate.on('request', () => loads++);
    const loaded = once(gate, 'request');
    await deploy(
      client,
      `require('node:http').get('http://127.0.0.1:${port}');
       let calls = 0;
       exports.handler = async () => ++calls;`,
    );
    await loaded;
    expect([(await call(client)).answer, (await call(client)).answer]).toEqual([1, 2]);
    expect(loads).toBe(1);
  });

  it('tells the first caller why code cannot be loaded, and goes on with the next function', async () => {
    await deploy(client, 'exports.handler = (', { FunctionName: 'broken' });
    await deploy(client, 'exports.handler = async () => 7;', { FunctionName: 'whole' });
    expect((await call(client, {}, 'broken')).answer).toMatchObject({
      errorType: 'Runtime.UserCodeSyntaxError',
    });
    expect((await call(client, {}, 'whole')).answer).toBe(7);
  });
});
