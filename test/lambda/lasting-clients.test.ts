import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { ListSchemasCommand, PersonalizeClient } from '@aws-sdk/client-personalize';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { join, resolve } from 'node:path';
import { STACK_CLIENT } from '../../lambda/shop/resources/stack-view';
import { WITHIN_A_POLL } from '../../lambda/shop/resources/within-a-poll';

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
        ({ groups = {} }) => ({
          file,
          name: groups.name,
          config: groups.config.trim(),
          around: groups.around,
        }),
      ),
    );

  it('retries a request, or reconnects, in each function', () => {
    expect(made.length).toBeGreaterThan(40);
    expect(made.filter(({ config, around }) => !around && !RETRYING.includes(config))).toEqual([]);
  });

  // Each connection answers once: its next request finds it closed, as after a freeze.
  describe('after a pause in which its connection has died', () => {
    let server: Server;
    let resets = 0;
    const used = new WeakSet<Socket>();
    beforeAll(async () => {
      server = createServer((request, response) => {
        if (used.has(request.socket)) {
          resets += 1;
          return void request.socket.resetAndDestroy();
        }
        used.add(request.socket);
        const isJson = request.headers['content-type']?.includes('json');
        response.end(
          isJson ? '{}' : '<DescribeStacksResponse><DescribeStacksResult/></DescribeStacksResponse>',
        );
      });
      await once(server.listen(0, '127.0.0.1'), 'listening');
    });
    afterAll(() => void server.close());

    const base = () => ({
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
    });

    it.each<[string, () => { send: () => Promise<object>; destroy: () => void }]>([
      ['no configuration', () => asking(new PersonalizeClient(base()))],
      ['WITHIN_A_POLL', () => asking(new PersonalizeClient({ ...base(), ...WITHIN_A_POLL }))],
      [
        'STACK_CLIENT',
        () => {
          const client = new CloudFormationClient({ ...base(), ...STACK_CLIENT });
          return {
            send: () => client.send(new DescribeStacksCommand({})),
            destroy: () => client.destroy(),
          };
        },
      ],
    ])('has its answer all the same with %s', async (_what, make) => {
      const client = make();
      const before = resets;
      await client.send();
      await client.send();
      expect(resets).toBe(before + 1);
      client.destroy();
    });

    const asking = (client: PersonalizeClient) => ({
      send: () => client.send(new ListSchemasCommand({})),
      destroy: () => client.destroy(),
    });
  });
});
