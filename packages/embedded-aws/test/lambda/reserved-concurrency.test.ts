import { GetAccountSettingsCommand, Lambda } from '@aws-sdk/client-lambda';
import { startLocalAws, type LocalAws } from '../../src/local-aws';
import { ADMIN_ROLE, createAdminRole } from '../admin-role';
import { testStack } from '../cloudformation/test-stack';
import { call, deploy } from './deployed-function';

/** Invokes a function with the event and returns the outcome. */
const OUTER = `
const { Lambda } = require('@aws-sdk/client-lambda');
const client = new Lambda({ maxAttempts: 1 });
exports.handler = (request) => client.invoke(request).then(
  ({ StatusCode }) => StatusCode,
  ({ name, Reason }) => [name, Reason],
);`;
const INNER = 'exports.handler = async () => 1;';

const TOO_MANY = 'TooManyRequestsException';
const RESERVED = [TOO_MANY, 'ReservedFunctionConcurrentInvocationLimitExceeded'];

let aws: LocalAws;
let lambda: Lambda;
const start = async (concurrency: number): Promise<void> => {
  aws = await startLocalAws({ functions: 'inline', concurrency });
  await createAdminRole(aws.endpoint);
  lambda = new Lambda({ endpoint: aws.endpoint, maxAttempts: 1 });
};
const unreserved = async (): Promise<number | undefined> =>
  (await lambda.send(new GetAccountSettingsCommand({}))).AccountLimit?.UnreservedConcurrentExecutions;
afterEach(() => aws.close());

describe('reserved concurrency', () => {
  it('bounds a function, and is taken from the others', async () => {
    await start(102);
    await deploy(lambda, OUTER, { FunctionName: 'outer' });
    await deploy(lambda, INNER, { FunctionName: 'inner' });
    const reserve = (FunctionName: string, ReservedConcurrentExecutions: number): Promise<object> =>
      lambda.putFunctionConcurrency({ FunctionName, ReservedConcurrentExecutions });
    await reserve('outer', 1);
    // Outer has its only execution.
    expect((await call(lambda, { FunctionName: 'outer' }, 'outer')).answer).toEqual(RESERVED);
    expect((await call(lambda, { FunctionName: 'inner' }, 'outer')).answer).toBe(200);
    await reserve('inner', 0);
    expect((await call(lambda, { FunctionName: 'inner' }, 'outer')).answer).toEqual(RESERVED);
    await reserve('inner', 1);
    expect(await unreserved()).toBe(100);
    expect(await lambda.getFunctionConcurrency({ FunctionName: 'inner' })).toMatchObject({
      ReservedConcurrentExecutions: 1,
    });
    expect((await lambda.getFunction({ FunctionName: 'inner' })).Concurrency).toEqual({
      ReservedConcurrentExecutions: 1,
    });
    await expect(reserve('inner', 2)).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message:
        "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its " +
        'minimum value of [100].',
    });
    await lambda.deleteFunctionConcurrency({ FunctionName: 'outer' });
    await lambda.deleteFunction({ FunctionName: 'inner' });
    expect(await unreserved()).toBe(102);
  });

  it('is there for none where the region has ten in all, as in a new account', async () => {
    await start(10);
    await deploy(lambda, INNER);
    await expect(
      lambda.putFunctionConcurrency({ FunctionName: 'example', ReservedConcurrentExecutions: 1 }),
    ).rejects.toThrow('below its minimum value of [10]');
    expect(await lambda.getFunctionConcurrency({ FunctionName: 'example' })).not.toHaveProperty(
      'ReservedConcurrentExecutions',
    );
  });

  it('of a stack’s function is set, changed and taken away with it, and a failure leaves no function', async () => {
    await start(103);
    const broken = testStack(aws);
    const stack = testStack(aws);
    const resources = (ReservedConcurrentExecutions?: number): object => ({
      Function: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Runtime: 'nodejs22.x',
          Handler: 'index.handler',
          Role: ADMIN_ROLE,
          Code: { ZipFile: INNER },
          ReservedConcurrentExecutions,
        },
      },
      Group: { Type: 'AWS::Logs::LogGroup' },
    });
    await expect(broken.deploy(resources(4))).rejects.toThrow('below its minimum value of [100]');
    expect((await lambda.listFunctions({})).Functions).toEqual([]);
    await broken.remove();
    await stack.deploy(resources(2));
    expect(await unreserved()).toBe(101);
    await stack.deploy(resources(3));
    expect(await unreserved()).toBe(100);
    await stack.deploy(resources());
    expect(await unreserved()).toBe(103);
    await stack.remove();
  });
});
