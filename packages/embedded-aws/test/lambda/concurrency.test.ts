import { Lambda } from '@aws-sdk/client-lambda';
import { startLocalAws, type LocalAws } from '../../src/local-aws';
import { createAdminRole } from '../admin-role';
import { testStack } from '../cloudformation/test-stack';
import { call, deploy, functionResource } from './deployed-function';

/** Invokes a function with the event and returns the outcome. */
const OUTER = `
const { Lambda } = require('@aws-sdk/client-lambda');
const client = new Lambda({ maxAttempts: 1 });
exports.handler = (request) => client.invoke(request).then(
  ({ StatusCode }) => StatusCode,
  ({ name, message, Reason, Type, $metadata }) => ({ name, message, Reason, Type, status: $metadata.httpStatusCode }),
);`;
const INNER = 'let calls = 0; exports.handler = async () => ++calls;';

const REFUSED = {
  name: 'TooManyRequestsException',
  message: 'Rate Exceeded.',
  Reason: 'ConcurrentInvocationLimitExceeded',
  Type: 'User',
  status: 429,
};
const RESERVED = expect.objectContaining({
  name: 'TooManyRequestsException',
  Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
}) as object;

let aws: LocalAws;
let lambda: Lambda;
const start = async (concurrency: number): Promise<void> => {
  aws = await startLocalAws({ functions: 'inline', concurrency });
  await createAdminRole(aws.endpoint);
  lambda = new Lambda({ endpoint: aws.endpoint, maxAttempts: 1 });
  await deploy(lambda, OUTER, { FunctionName: 'outer' });
  await deploy(lambda, INNER, { FunctionName: 'inner' });
};
afterEach(() => aws.close());

/** What the outer function is told when it invokes the inner one, or itself. */
const outcome = async (FunctionName: string, InvocationType = 'RequestResponse'): Promise<unknown> =>
  (await call(lambda, { FunctionName, InvocationType }, 'outer')).answer;
const unreserved = async (): Promise<number | undefined> =>
  (await lambda.getAccountSettings({})).AccountLimit?.UnreservedConcurrentExecutions;

describe('with room for one invocation at a time', () => {
  beforeEach(() => start(1));

  it('fails to invoke a function from another one that waits for its answer (LAMBDA-18)', async () => {
    expect(await outcome('inner')).toEqual(REFUSED);
  });

  it('keeps an event until there is room (LAMBDA-18)', async () => {
    expect(await outcome('inner', 'Event')).toBe(202);
    const calls = (): Promise<unknown> => call(lambda, {}, 'inner').then(({ answer }) => answer);
    // Requested plus one: the event.
    let asked = 1;
    for (; (await calls()) === asked; asked += 1) await aws.clock.advance(1_000);
    // Failed events are retried only after a minute.
    expect(asked).toBeLessThan(60);
  });

  it('is what the account settings answer, with what its functions take', async () => {
    const { AccountLimit, AccountUsage } = await lambda.getAccountSettings({});
    expect(AccountLimit).toMatchObject({ ConcurrentExecutions: 1, UnreservedConcurrentExecutions: 1 });
    expect(AccountUsage?.FunctionCount).toBe(2);
    expect(AccountUsage?.TotalCodeSize).toBeGreaterThan(0);
  });
});

describe('reserved concurrency', () => {
  it('bounds a function, and is taken from the others', async () => {
    await start(102);
    const reserve = (FunctionName: string, ReservedConcurrentExecutions: number): Promise<object> =>
      lambda.putFunctionConcurrency({ FunctionName, ReservedConcurrentExecutions });
    await reserve('outer', 1);
    // Outer has its only execution.
    expect(await outcome('outer')).toEqual(RESERVED);
    expect(await outcome('inner')).toBe(200);
    await reserve('inner', 0);
    expect(await outcome('inner')).toEqual(RESERVED);
    await reserve('inner', 1);
    expect(await unreserved()).toBe(100);
    const reserved = { ReservedConcurrentExecutions: 1 };
    const FunctionName = 'inner';
    expect(await lambda.getFunctionConcurrency({ FunctionName })).toMatchObject(reserved);
    expect((await lambda.getFunction({ FunctionName })).Concurrency).toEqual(reserved);
    await expect(reserve('inner', 2)).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message:
        "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its " +
        'minimum value of [100].',
    });
    await lambda.deleteFunctionConcurrency({ FunctionName: 'outer' });
    await lambda.deleteFunction({ FunctionName });
    expect(await unreserved()).toBe(102);
  });

  it('is there for none where the region has ten in all, as in a new account', async () => {
    await start(10);
    await expect(
      lambda.putFunctionConcurrency({ FunctionName: 'inner', ReservedConcurrentExecutions: 1 }),
    ).rejects.toThrow('below its minimum value of [10]');
    const { ReservedConcurrentExecutions } = await lambda.getFunctionConcurrency({ FunctionName: 'inner' });
    expect(ReservedConcurrentExecutions).toBeUndefined();
  });

  it('of a stack’s function is set, changed and taken away with it, and a failure leaves no function', async () => {
    await start(103);
    const broken = testStack(aws);
    const stack = testStack(aws);
    const resources = (ReservedConcurrentExecutions?: number): object => ({
      Function: functionResource(INNER, { ReservedConcurrentExecutions }),
      Group: { Type: 'AWS::Logs::LogGroup' },
    });
    await expect(broken.deploy(resources(4))).rejects.toThrow('below its minimum value of [100]');
    expect((await lambda.listFunctions({})).Functions).toHaveLength(2);
    await broken.remove();
    for (const [reserved, left] of [
      [2, 101],
      [3, 100],
      [undefined, 103],
    ]) {
      await stack.deploy(resources(reserved));
      expect(await unreserved()).toBe(left);
    }
    await stack.remove();
  });
});
