import { Lambda } from '@aws-sdk/client-lambda';
import { SFN } from '@aws-sdk/client-sfn';
import { SSM } from '@aws-sdk/client-ssm';
import type { LatencyName } from '../../src/latency';
import { startLocalAws, type LocalAws } from '../../src/local-aws';
import type { Delays } from '../../src/services/states/language/delays';
import { Retries } from '../../src/services/states/language/retries';
import { StateError } from '../../src/services/states/language/state-error';
import { createAdminRole } from '../admin-role';
import { deploy } from '../lambda/deployed-function';
import { create, ended, events, failures, start } from './state-machine';

/** Counts its polls, and fails with their number until there are as many as it is told. */
const POLL = `class Retry extends Error { name = 'Retry'; }
  let polls = 0;
  exports.handler = async (until) => {
    polls += 1;
    if (polls === until) return { polls };
    throw new Retry(String(polls));
  };`;

describe('the waiter of the provider framework', () => {
  let aws: LocalAws;
  let client: SFN;
  let ssm: SSM;
  afterEach(() => aws.close());

  /** Starts a task that polls every 30 seconds, and hands on its last error. */
  async function startWaiter(latency: LatencyName, until: number, MaxAttempts: number): Promise<string> {
    aws = await startLocalAws({ latency });
    await createAdminRole(aws.endpoint);
    client = new SFN({ endpoint: aws.endpoint, maxAttempts: 1 });
    ssm = new SSM({ endpoint: aws.endpoint, maxAttempts: 1 });
    // First use of a service counts as a change.
    await change();
    const Resource = await deploy(new Lambda({ endpoint: aws.endpoint }), POLL);
    const ErrorEquals = ['States.ALL'];
    const Retry = [{ ErrorEquals, IntervalSeconds: 30, MaxAttempts, BackoffRate: 1 }];
    const Catch = [{ ErrorEquals, Next: 'onTimeout' }];
    const machine = await create(client, {
      isComplete: { Type: 'Task', Resource, Retry, Catch, End: true },
      onTimeout: { Type: 'Pass', End: true },
    });
    const executionArn = await start(client, machine, until);
    await failures(client, executionArn, 1);
    return executionArn;
  }
  const change = (): Promise<unknown> =>
    ssm.putParameter({ Name: 'changed', Value: 'x', Type: 'String', Overwrite: true });
  const output = async (executionArn: string): Promise<unknown> =>
    JSON.parse((await ended(client, executionArn)).output!);

  it('does not ask before the interval has passed when changes wake nobody (STATES-7)', async () => {
    const execution = await startWaiter('realistic', 2, 10);
    await change();
    await aws.clock.advance(29_000);
    await change();
    expect(await events(client, execution, 'LambdaFunctionScheduled')).toHaveLength(1);
    await aws.clock.advance(1_000);
    expect(await output(execution)).toEqual({ polls: 2 });
  });

  it('asks again at once when something has changed (STATES-7)', async () => {
    const execution = await startWaiter('instant', 2, 10);
    await change();
    expect(await output(execution)).toEqual({ polls: 2 });
  });

  it('neither gives up for many changes nor outlasts its time because of them, and hands on the last error (STATES-7)', async () => {
    const execution = await startWaiter('instant', 0, 1);
    for (const polls of [1, 2, 3]) {
      await change();
      await failures(client, execution, polls + 1);
    }
    expect(await events(client, execution, 'TaskStateEntered')).toHaveLength(1);
    await aws.clock.advance(30_000);
    const Cause = expect.stringContaining('"errorMessage":"5"') as string;
    expect(await output(execution)).toEqual({ Error: 'Retry', Cause });
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
