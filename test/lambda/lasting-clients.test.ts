import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { ListSchemasCommand, PersonalizeClient } from '@aws-sdk/client-personalize';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { STACK_CLIENT } from '../../lambda/shop/resources/stack-view';
import { WITHIN_A_POLL } from '../../lambda/shop/resources/within-a-poll';
import { dyingConnections } from './support/dying-connections';

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
    const server = dyingConnections(({ headers }) =>
      headers['content-type']?.includes('json')
        ? '{}'
        : '<DescribeStacksResponse><DescribeStacksResult/></DescribeStacksResponse>',
    );
    const personalize = (config: object) => () => {
      const client = new PersonalizeClient({ ...server.config(), ...config });
      return { client, send: () => client.send(new ListSchemasCommand({})) };
    };

    it.each<[string, () => { client: { destroy: () => void }; send: () => Promise<object> }]>([
      ['no configuration', personalize({})],
      ['WITHIN_A_POLL', personalize(WITHIN_A_POLL)],
      [
        'STACK_CLIENT',
        () => {
          const client = new CloudFormationClient({ ...server.config(), ...STACK_CLIENT });
          return { client, send: () => client.send(new DescribeStacksCommand({})) };
        },
      ],
    ])('has its answer all the same with %s', async (_what, make) => {
      const { client, send } = make();
      const before = server.resets();
      await send();
      await send();
      expect(server.resets()).toBe(before + 1);
      client.destroy();
    });
  });
});
