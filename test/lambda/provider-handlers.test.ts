import type { Lifecycle } from '../../lambda/lifecycle';
import { providerHandlers } from '../../lambda/provider-handlers';
import { serviceError } from './support/fake-personalize';
import { providerFramework, STACK_ID, type Request } from './support/provider-framework';

const create: Request<object> = { RequestType: 'Create', ResourceProperties: {} };
const event = { ...create, RequestId: 'r', StackId: STACK_ID, LogicalResourceId: 'Group' };
const lifecycle: Lifecycle<object> = {
  physicalId: () => 'id',
  ensure: async () => undefined,
  remove: async () => undefined,
};

describe('onEvent', () => {
  it('names the resource and leaves all effects to isComplete', async () => {
    const ensure = jest.fn();
    const { onEvent } = providerHandlers({ ...lifecycle, ensure }, { now: () => 7, log: () => undefined });
    expect(await onEvent(event)).toEqual({ PhysicalResourceId: 'id', StartedAt: 7 });
    expect(ensure).not.toHaveBeenCalled();
  });

  it('keeps the physical id of a Delete, even one that was never returned', async () => {
    const { onEvent } = providerHandlers(lifecycle, { now: () => 7, log: () => undefined });
    const answer = await onEvent({ ...event, RequestType: 'Delete', PhysicalResourceId: 'invented' });
    expect(answer.PhysicalResourceId).toBe('invented');
  });

  it('goes on when the check before a Create meets a passing error', async () => {
    const admit = async (): Promise<void> => {
      throw serviceError('ThrottlingException', 'Rate exceeded');
    };
    const run = providerFramework({ ...lifecycle, admit }, { minutes: 0 });
    expect(await run(create)).toMatchObject({ status: 'SUCCESS', physicalId: 'id' });
  });
});

describe('isComplete', () => {
  it('asks again until nothing is waited for', async () => {
    const steps = ['one', 'two', undefined];
    const run = providerFramework({ ...lifecycle, ensure: async () => steps.shift() }, { minutes: 0 });
    expect(await run(create)).toMatchObject({ status: 'SUCCESS', polls: 3 });
  });

  it('asks again after a passing error', async () => {
    let isThrottled = true;
    const ensure = async (): Promise<undefined> => {
      if (!isThrottled) return undefined;
      isThrottled = false;
      throw serviceError('ThrottlingException', 'Rate exceeded');
    };
    const run = providerFramework({ ...lifecycle, ensure }, { minutes: 0 });
    expect(await run(create)).toMatchObject({ status: 'SUCCESS', polls: 2 });
  });

  it('logs one line of JSON a step, without the URL that answers CloudFormation', async () => {
    const lines: string[] = [];
    const { isComplete } = providerHandlers(lifecycle, {
      now: () => 120_000,
      log: (line) => lines.push(line),
    });
    const withUrl = { ...event, PhysicalResourceId: 'id', StartedAt: 0, ResponseURL: 'https://secret' };
    await isComplete(withUrl);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0])).toEqual({
      request: 'Create',
      resource: 'Group',
      id: 'id',
      minutes: 2,
      waitingFor: 'nothing: complete',
    });
  });

  it.each([
    ['Create', 'deploy again'],
    ['Delete', 'destroy again'],
  ] as const)('fails a %s in its own words before the framework times out', async (RequestType, remedy) => {
    const forever = async (): Promise<string> => 'recommender/x (CREATE IN_PROGRESS)';
    const run = providerFramework({ ...lifecycle, ensure: forever, remove: forever }, { minutes: 0 });
    const { status, reason } = await run({ ...create, RequestType, PhysicalResourceId: 'id' });
    expect(status).toBe('FAILED');
    expect(reason).toContain('After 55 minutes still waiting for recommender/x (CREATE IN_PROGRESS)');
    expect(reason).toContain(remedy);
  });

  it('fails with the service’s words, cut to what CloudFormation takes', async () => {
    const ensure = async (): Promise<never> => {
      throw serviceError('InvalidInputException', 'x'.repeat(5000));
    };
    const { status, reason } = await providerFramework({ ...lifecycle, ensure }, { minutes: 0 })(create);
    expect(status).toBe('FAILED');
    expect(reason).toMatch(/^InvalidInputException: x+…$/);
    expect(reason.length).toBeLessThanOrEqual(1000);
  });
});
