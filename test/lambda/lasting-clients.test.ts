import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { KMSClient } from '@aws-sdk/client-kms';
import { ListSchemasCommand, PersonalizeClient } from '@aws-sdk/client-personalize';
import { PersonalizeRuntimeClient } from '@aws-sdk/client-personalize-runtime';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { join, resolve } from 'node:path';
import { reconnecting } from '../../lambda/add-ons/reconnecting';
import { STACK_CLIENT } from '../../lambda/shop/resources/stack-view';
import { WITHIN_A_POLL } from '../../lambda/shop/resources/within-a-poll';
import { asUser, bodyOf, itemsOf, World } from './api/world';

const LAMBDA = resolve(__dirname, '../../lambda');

/** Configurations of clients that the SDK has retry a request, as they are written. */
const RETRYING = [
  '{}',
  'WITHIN_A_POLL',
  'STACK_CLIENT',
  "{ maxAttempts: 10, retryMode: 'adaptive' }",
  "{ retryMode: 'adaptive', maxAttempts: 10 }",
];

describe('a client of a function', () => {
  const made = readdirSync(LAMBDA, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) =>
      Array.from(
        readFileSync(join(LAMBDA, file), 'utf8').matchAll(
          /(?<around>reconnecting\(\s*)?new (?<name>\w+Client)\((?<config>[^()]*)\)/g,
        ),
        ({ groups: { name, config, around } = {} }) => ({ file, name, config: config.trim(), around }),
      ),
    );

  it('retries a request, or reconnects, in each function', () => {
    expect(made.length).toBeGreaterThan(40);
    expect(made.filter(({ config, around }) => !around && !RETRYING.includes(config))).toEqual([]);
  });

  describe('after a pause in which its connection has died', () => {
    // Each connection answers once: its next request finds it closed, as after a freeze.
    const used = new WeakSet<Socket>();
    let server: Server;
    let resets = 0;
    let to: object;
    beforeAll(async () => {
      server = createServer(({ headers, socket }, response) => {
        if (used.has(socket)) {
          resets++;
          return void socket.resetAndDestroy();
        }
        used.add(socket);
        const answer = { MacValid: true, itemList: [{ itemId: 'i9' }], recommendationId: 'RID' };
        const isJson = headers['content-type']?.includes('json');
        const xml = '<DescribeStacksResponse><DescribeStacksResult/></DescribeStacksResponse>';
        response.setHeader('content-type', 'application/json').end(isJson ? JSON.stringify(answer) : xml);
      });
      await once(server.listen(0, '127.0.0.1'), 'listening');
      const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      to = { endpoint, region: 'eu-west-1', credentials: { accessKeyId: 'id', secretAccessKey: 'secret' } };
    });
    afterAll(() => void server.close());

    const personalize = (config: object) => () => {
      const client = new PersonalizeClient({ ...to, ...config });
      return { client, send: () => client.send(new ListSchemasCommand({})) };
    };

    it.each<[string, () => { client: { destroy: () => void }; send: () => Promise<object> }]>([
      ['no configuration', personalize({})],
      ['WITHIN_A_POLL', personalize(WITHIN_A_POLL)],
      [
        'STACK_CLIENT',
        () => {
          const client = new CloudFormationClient({ ...to, ...STACK_CLIENT });
          return { client, send: () => client.send(new DescribeStacksCommand({})) };
        },
      ],
    ])('has its answer all the same with %s', async (_what, make) => {
      const { client, send } = make();
      const before = resets;
      await send();
      await send();
      expect(resets).toBe(before + 1);
      client.destroy();
    });

    it('has the API answer its first visitor live, and opens no circuit', async () => {
      const world = new World();
      const runtime = reconnecting(new PersonalizeRuntimeClient({ ...to, maxAttempts: 1 }));
      const kms = reconnecting(new KMSClient({ ...to, maxAttempts: 1 }));
      const ask = world.start({}, { runtime, kms });
      const path = '/recommendations/recommended-for-you';
      await ask(path, asUser('ann'));
      const before = resets;
      const second = await ask(path, asUser('bob'));
      expect(resets).toBe(before + 2);
      expect([second.statusCode, bodyOf(second).from, itemsOf(second)]).toEqual([200, 'live', ['i9']]);
      expect(world.log).not.toContainEqual(expect.objectContaining({ message: 'circuit' }));
      for (const client of [runtime, kms]) client.destroy();
    });
  });
});
