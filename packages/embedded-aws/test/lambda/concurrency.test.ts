import { InvokeCommand, Lambda } from '@aws-sdk/client-lambda';
import { startLocalAws, type LocalAws } from '../../src/local-aws';
import { createAdminRole } from '../admin-role';
import { call, deploy } from './deployed-function';

/** Invokes a function with the event and returns the outcome. */
const OUTER = `
const { Lambda } = require('@aws-sdk/client-lambda');
const client = new Lambda({ maxAttempts: 1 });
exports.handler = (request) => client.invoke(request).then(
  ({ StatusCode }) => ({ StatusCode }),
  ({ name, message, Reason, Type, $metadata }) => ({ name, message, Reason, Type, status: $metadata.httpStatusCode }),
);`;
const INNER = 'let calls = 0; exports.handler = async () => ++calls;';

describe('with room for one invocation at a time', () => {
  let aws: LocalAws;
  let client: Lambda;
  beforeEach(async () => {
    aws = await startLocalAws({ functions: 'inline', concurrency: 1 });
    await createAdminRole(aws.endpoint);
    client = new Lambda({ endpoint: aws.endpoint, maxAttempts: 1 });
    await deploy(client, OUTER, { FunctionName: 'outer' });
    await deploy(client, INNER, { FunctionName: 'inner' });
  });
  afterEach(() => aws.close());

  it('fails to invoke a function from another one that waits for its answer (LAMBDA-18)', async () => {
    expect((await call(client, { FunctionName: 'inner' }, 'outer')).answer).toEqual({
      name: 'TooManyRequestsException',
      message: 'Rate Exceeded.',
      Reason: 'ConcurrentInvocationLimitExceeded',
      Type: 'User',
      status: 429,
    });
  });

  it('runs one function after the other', async () => {
    expect((await call(client, {}, 'inner')).answer).toBe(1);
    expect((await call(client, {}, 'inner')).answer).toBe(2);
  });

  it('keeps an event until there is room (LAMBDA-18)', async () => {
    const event = { FunctionName: 'inner', InvocationType: 'Event' };
    expect((await call(client, event, 'outer')).answer).toEqual({ StatusCode: 202 });
    const calls = (): Promise<unknown> => call(client, {}, 'inner').then(({ answer }) => answer);
    // Requested plus one: the event.
    let asked = 1;
    for (; (await calls()) === asked; asked += 1) await aws.clock.advance(1_000);
    // Failed events are retried only after a minute.
    expect(asked).toBeLessThan(60);
  });

  it('looks at nothing in a dry run', async () => {
    const dryRun = new InvokeCommand({ FunctionName: 'inner', InvocationType: 'DryRun' });
    expect((await client.send(dryRun)).StatusCode).toBe(204);
  });
});
