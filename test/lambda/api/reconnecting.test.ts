import { KMSClient } from '@aws-sdk/client-kms';
import { PersonalizeRuntimeClient } from '@aws-sdk/client-personalize-runtime';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { reconnecting } from '../../../lambda/add-ons/reconnecting';
import { asUser, bodyOf, itemsOf, request, World } from './world';

const FOR_YOU = '/recommendations/recommended-for-you';

// Each connection answers once: its next request finds it closed, as after a freeze.
describe('after a pause in which its connections have died', () => {
  let server: Server;
  let resets: number;
  const clients: { destroy(): void }[] = [];

  beforeEach(async () => {
    resets = 0;
    const used = new WeakSet<Socket>();
    server = createServer(({ socket }, response) => {
      if (used.has(socket)) {
        resets++;
        return void socket.resetAndDestroy();
      }
      used.add(socket);
      const answer = { MacValid: true, itemList: [{ itemId: 'i9' }], recommendationId: 'RID' };
      response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  afterEach(() => {
    for (const client of clients.splice(0)) client.destroy();
    server.close();
  });

  const start = (world: World): ReturnType<World['start']> => {
    const config = {
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
      maxAttempts: 1,
    };
    const runtime = reconnecting(new PersonalizeRuntimeClient(config));
    const kms = reconnecting(new KMSClient(config));
    clients.push(runtime, kms);
    return world.start({}, { runtime, kms });
  };

  it('the API answers its first visitor live, and opens no circuit', async () => {
    const world = new World();
    const handler = start(world);
    await handler(request(FOR_YOU, asUser('ann')));
    const before = resets;
    const answer = await handler(request(FOR_YOU, asUser('bob')));
    expect(resets).toBe(before + 2);
    expect([answer.statusCode, bodyOf(answer).from, itemsOf(answer)]).toEqual([200, 'live', ['i9']]);
    expect(world.log).not.toContainEqual(expect.objectContaining({ message: 'circuit' }));
  });
});
