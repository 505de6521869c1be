import type { FilterProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/filter';
import { filter } from '../../../lambda/filters/filter';
import { FakePersonalize } from '../support/fake-personalize';
import { providerFramework } from '../support/provider-framework';
import { stackDouble } from '../support/stack-double';

const ARN = 'arn:aws:personalize:eu-west-1:111122223333:filter/Shop-cheap-0123abcd';
const ResourceProperties: FilterProperties = {
  Name: 'Shop-cheap-0123abcd',
  DatasetGroupArn: 'arn:aws:personalize:eu-west-1:111122223333:dataset-group/Shop-shop',
  FilterExpression: 'INCLUDE ItemID WHERE Items.PRICE < 20',
};
const create = { RequestType: 'Create', ResourceProperties } as const;
const remove = { ...create, RequestType: 'Delete', PhysicalResourceId: ARN } as const;

const clock = { minutes: 0 };
/** Whether the stack has turned back, call by call; the last value repeats. */
let answers: boolean[];
let personalize: FakePersonalize;
let run: ReturnType<typeof providerFramework<FilterProperties>>;
beforeEach(() => {
  clock.minutes = 0;
  answers = [false];
  personalize = new FakePersonalize(clock);
  run = providerFramework(
    filter(
      personalize.client,
      {
        ...stackDouble(),
        isAbandoned: async () => (answers.length > 1 ? answers.shift()! : answers[0]),
      },
      () => clock.minutes * 60_000,
    ),
    clock,
  );
});

describe('a filter', () => {
  it('has the name, the dataset group and the expression of the template', async () => {
    await run(create);
    expect(personalize.resources.get(ARN)?.input).toMatchObject({
      name: ResourceProperties.Name,
      datasetGroupArn: ResourceProperties.DatasetGroupArn,
      filterExpression: ResourceProperties.FilterExpression,
    });
  });

  it('is complete once ACTIVE, before CloudFormation deletes the one that it replaces', async () => {
    personalize.behaviour.createMinutes = 3;
    expect(await run(create)).toMatchObject({ status: 'SUCCESS', physicalId: ARN });
    expect(clock.minutes).toBe(3);
  });

  it('finds itself when its Create comes again', async () => {
    await run(create);
    expect(await run(create)).toMatchObject({ status: 'SUCCESS', physicalId: ARN });
    expect(personalize.calls.filter((call) => call === 'CreateFilter')).toHaveLength(1);
  });

  it('fails with the reason of Personalize', async () => {
    personalize.behaviour.failureReason = 'The column PRICE is not in the dataset.';
    const { status, reason } = await run(create);
    expect(status).toBe('FAILED');
    expect(reason).toContain(`${ARN} is CREATE FAILED: The column PRICE is not in the dataset.`);
  });

  it('fails for an expression that changed under the same name, which Personalize cannot do', async () => {
    await run(create);
    const FilterExpression = 'INCLUDE ItemID WHERE Items.PRICE < 30';
    const { status, reason } = await run({
      RequestType: 'Update',
      PhysicalResourceId: ARN,
      ResourceProperties: { ...ResourceProperties, FilterExpression },
      OldResourceProperties: ResourceProperties,
    });
    expect(status).toBe('FAILED');
    expect(reason).toContain(
      `has FilterExpression ${ResourceProperties.FilterExpression}, the template says ${FilterExpression}`,
    );
  });

  it('is deleted when its creation is over, and waits for the end of the deletion', async () => {
    await run(create);
    personalize.resources.get(ARN)!.deleteMinutes = 5;
    const before = clock.minutes;
    expect(await run(remove)).toMatchObject({ status: 'SUCCESS' });
    expect(personalize.statusOf(ARN)).toBeUndefined();
    expect(clock.minutes - before).toBeGreaterThanOrEqual(5);
  });

  it('is gone where its deletion ends between two reads', async () => {
    await run(create);
    clock.minutes = 60;
    run = providerFramework(
      filter(personalize.clientThatLoses(ARN), stackDouble(), () => clock.minutes * 60_000),
      clock,
    );
    expect(await run(remove)).toMatchObject({ status: 'SUCCESS', polls: 2 });
  });

  it('is taken back by a stack that turned back during its creation, and the request fails', async () => {
    personalize.behaviour.createMinutes = 3;
    // Asked before the creation and at its end.
    answers = [false, true];
    const { status } = await run(create);
    expect(status).toBe('FAILED');
    expect(personalize.calls).toContain('CreateFilter');
    expect(personalize.statusOf(ARN)).toBeUndefined();
  });
});
