import type { FreshDataRunProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/fresh-data-run';
import { freshDataRun } from '../../../../lambda/fresh-data/run/fresh-data-run';
import type { CustomResourceEvent } from '../../../../lambda/shop/resources/lifecycle';
import { serviceError } from '../../support/fake-personalize';

type Event = CustomResourceEvent<FreshDataRunProperties>;

const StateMachineArn = 'arn:aws:states:eu-west-1:111122223333:stateMachine:Shop-fresh-data';
const event = (RequestType: Event['RequestType'], OnArrival: 'true' | 'false' = 'true'): Event => ({
  ...{ RequestType, RequestId: '1', LogicalResourceId: 'Run', ResourceType: 'Custom::FreshDataRun' },
  StackId: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/Shop/1',
  ResourceProperties: { StateMachineArn, OnArrival },
});

describe('the run of fresh data that a deployment starts', () => {
  let started: { readonly name: string; readonly input: string }[];
  let isAbandoned: boolean;
  beforeEach(() => {
    started = [];
    isAbandoned = false;
  });
  const send = async ({ input }: { input: (typeof started)[number] }): Promise<object> => {
    if (started.some(({ name }) => name === input.name))
      throw serviceError('ExecutionAlreadyExists', 'there');
    started.push(input);
    return {};
  };
  const run = freshDataRun({ sfn: { send }, stack: { isAbandoned: async () => isAbandoned } });

  it.each(['Create', 'Update'] as const)('begins on %s, once however often it is asked', async (type) => {
    for (let poll = 0; poll < 3; poll++) expect(await run.ensure(event(type), poll)).toBeUndefined();
    const input = '{"deployed":true}';
    expect(started).toEqual([{ stateMachineArn: StateMachineArn, name: 'deploy-1', input }]);
  });

  it('does not begin with a schedule', async () => {
    expect(await run.ensure(event('Create', 'false'), 0)).toBeUndefined();
    expect(started).toEqual([]);
  });

  it('fails to begin in a stack that is already going', async () => {
    isAbandoned = true;
    await expect(run.ensure(event('Create'), 0)).rejects.toThrow('no longer wants fresh data');
    expect(await run.remove(event('Delete'), 0)).toBeUndefined();
    expect(started).toEqual([]);
  });
});
