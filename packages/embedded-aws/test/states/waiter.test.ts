import { Lambda } from '@aws-sdk/client-lambda';
import { SFN } from '@aws-sdk/client-sfn';
import { SSM } from '@aws-sdk/client-ssm';
import { startLocalAws, type LocalAws } from '../../src/local-aws';
import type { LatencyName } from '../../src/latency';
import type { Delays } from '../../src/services/states/language/delays';
import { Retries } from '../../src/services/states/language/retries';
import { StateError } from '../../src/services/states/language/state-error';
import { deploy } from '../lambda/deployed-function';
import { createAdminRole } from '../admin-role';
import { create, ended, events, failures, start } from './state-machine';

const IS_COMPLETE = 'framework-isComplete-task';
const ON_TIMEOUT = 'framework-onTimeout-task';

let aws: LocalAws;
let lambda: Lambda;
let client: SFN;
let ssm: SSM;

async function begin(latency: LatencyName): Promise<void> {
  aws = await startLocalAws({ latency });
  await createAdminRole(aws.endpoint);
  const options = { endpoint: aws.endpoint, maxAttempts: 1 };
  lambda = new Lambda(options);
  client = new SFN(options);
  ssm = new SSM(options);
  // First use of a service counts as a change.
  await change();
}

afterEach(() => aws.close());

/** The waiter of the CDK's provider framework, around a function that answers like `isComplete`. */
async function startWaiter(isComplete: string, MaxAttempts: number): Promise<string> {
  const FunctionName = 'is-complete';
  const isCompleteArn = await deploy(
    lambda,
    `class Retry extends Error { constructor(message) { super(message); this.name = 'Retry'; } }
     let polls = 0;
     exports.handler = async (event) => {
       polls += 1;
       if (${isComplete}) return { polls };
       throw new Retry(JSON.stringify({ ...event, polls }));
     };`,
    { FunctionName },
  );
  const onTimeoutArn = await deploy(
    lambda,
    'exports.handler = async ({ Error, Cause }) => ({ Error, ...JSON.parse(JSON.parse(Cause).errorMessage) });',
    { FunctionName: 'on-timeout' },
  );
  const machine = await create(client, {
    [IS_COMPLETE]: {
      End: true,
      Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 30, MaxAttempts, BackoffRate: 1 }],
      Catch: [{ ErrorEquals: ['States.ALL'], Next: ON_TIMEOUT }],
      Type: 'Task',
      Resource: isCompleteArn,
    },
    [ON_TIMEOUT]: { End: true, Type: 'Task', Resource: onTimeoutArn },
  });
  return start(client, machine, { LogicalResourceId: 'Thing' });
}

const output = async (executionArn: string): Promise<unknown> =>
  JSON.parse((await ended(client, executionArn)).output!);

const change = (): Promise<unknown> =>
  ssm.putParameter({ Name: 'changed', Value: 'x', Type: 'String', Overwrite: true });

describe('the waiter of the provider framework', () => {
  it('does not ask before the interval has passed when changes wake nobody (STATES-7)', async () => {
    await begin('realistic');
    const execution = await startWaiter('polls === 2', 10);
    await failures(client, execution, 1);
    await change();
    await aws.clock.advance(29_000);
    await change();
    expect(await events(client, execution, 'LambdaFunctionScheduled')).toHaveLength(1);
    await aws.clock.advance(1_000);
    expect(await output(execution)).toEqual({ polls: 2 });
  });

  it('asks again at once when something has changed (STATES-7)', async () => {
    await begin('instant');
    const execution = await startWaiter('polls === 2', 10);
    await failures(client, execution, 1);
    await change();
    expect(await output(execution)).toEqual({ polls: 2 });
  });

  it('neither gives up for many changes nor outlasts its time because of them, and hands on the last error (STATES-7)', async () => {
    await begin('instant');
    const execution = await startWaiter('false', 1);
    for (const polls of [1, 2, 3]) {
      await failures(client, execution, polls);
      await change();
    }
    await failures(client, execution, 4);
    expect(await events(client, execution, 'TaskStateEntered')).toHaveLength(1);
    await aws.clock.advance(30_000);
    expect(await output(execution)).toEqual({ Error: 'Retry', LogicalResourceId: 'Thing', polls: 5 });
  });
});

it('gives up on a task that itself changes something at each attempt, which would wake it without end', async () => {
  const delays = {
    platform: { clock: { now: () => 0 } },
    // There is a change whenever one may end the wait.
    wait: async (_delayMs: number, mayBeEarly: boolean) => !mayBeEarly,
  } as unknown as Delays;
  const retries = new Retries([{ ErrorEquals: ['States.ALL'], MaxAttempts: 2 }]);
  let [onTime, early] = [0, 0];
  while (await retries.wait(new StateError('Retry', ''), delays))
    if (retries.isOnTime) onTime += 1;
    else early += 1;
  expect(onTime).toBe(2);
  expect(early).toBeGreaterThan(10);
});
