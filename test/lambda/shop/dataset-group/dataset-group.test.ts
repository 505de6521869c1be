import type { DatasetGroupProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/dataset-group';
import { datasetGroup } from '../../../../lambda/shop/dataset-group/dataset-group';
import { FakePersonalize, serviceError } from '../../support/fake-personalize';
import { providerFramework } from '../../support/provider-framework';
import { stackDouble, type StackState } from '../../support/stack-double';

const ARN = 'arn:aws:personalize:eu-west-1:111122223333:dataset-group/Shop-shop';
const create = { RequestType: 'Create', ResourceProperties: { Name: 'Shop-shop' } } as const;
const KmsKeyArn = 'arn:aws:kms:eu-west-1:111122223333:key/0123';
const RoleArn = 'arn:aws:iam::111122223333:role/Shop-ImportRole';
const remove = { ...create, RequestType: 'Delete', PhysicalResourceId: ARN } as const;

const clock = { minutes: 0 };
const stack: StackState = {};
let personalize: FakePersonalize;
let run: ReturnType<typeof providerFramework<DatasetGroupProperties>>;
beforeEach(() => {
  clock.minutes = 0;
  Object.assign(stack, { isAbandoned: false, isGoing: true });
  personalize = new FakePersonalize(clock);
  run = providerFramework(datasetGroup(personalize.client, stackDouble(stack)), clock);
});

describe('a dataset group', () => {
  it('is of the domain ECOMMERCE', async () => {
    await run(create);
    expect(personalize.resources.get(ARN)?.input).toMatchObject({ name: 'Shop-shop', domain: 'ECOMMERCE' });
  });

  it('is encrypted with the key that the template names', async () => {
    const ResourceProperties = { Name: 'Shop-shop', KmsKeyArn, RoleArn };
    expect(await run({ ...create, ResourceProperties })).toMatchObject({ status: 'SUCCESS' });
    expect(personalize.resources.get(ARN)?.input).toMatchObject({ kmsKeyArn: KmsKeyArn, roleArn: RoleArn });
  });

  it('fails to be updated to another key, or to none', async () => {
    await run(create);
    const update = { RequestType: 'Update', PhysicalResourceId: ARN } as const;
    const encrypted = { Name: 'Shop-shop', KmsKeyArn, RoleArn };
    const { status, reason } = await run({
      ...update,
      ResourceProperties: encrypted,
      OldResourceProperties: create.ResourceProperties,
    });
    expect(status).toBe('FAILED');
    expect(reason).toContain(`has KmsKeyArn none, the template says ${KmsKeyArn}`);
    expect(personalize.calls.filter((call) => call === 'CreateDatasetGroup')).toHaveLength(1);
  });

  it('is complete once ACTIVE, so that datasets can be created', async () => {
    personalize.behaviour.createMinutes = 3;
    expect(await run(create)).toMatchObject({ status: 'SUCCESS', physicalId: ARN });
    expect(clock.minutes).toBe(3);
  });

  it('has CloudFormation asked before its creation and at the end of it, however long it takes', async () => {
    const asked = jest.fn(async () => false);
    run = providerFramework(
      datasetGroup(personalize.client, { ...stackDouble(), isAbandoned: asked }),
      clock,
    );
    personalize.behaviour.createMinutes = 30;
    await run(create);
    expect(clock.minutes).toBe(30);
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it('is deleted as soon as its last dataset is gone', async () => {
    await run(create);
    const inUse = serviceError('ResourceInUseException', 'The dataset group has datasets');
    personalize.failNext('DeleteDatasetGroup', inUse, 4);
    expect(await run(remove)).toMatchObject({ status: 'SUCCESS' });
    expect(personalize.statusOf(ARN)).toBeUndefined();
  });

  it('fails to be deleted with what keeps it in use, once its time is over', async () => {
    await run(create);
    const inUse = serviceError('ResourceInUseException', 'The dataset group has recommenders');
    personalize.failNext('DeleteDatasetGroup', inUse, 1000);
    const { status, reason } = await run(remove);
    expect(status).toBe('FAILED');
    expect(reason).toContain('The dataset group has recommenders');
  });

  it('fails to be created where the quota of a new account is full', async () => {
    const quota = serviceError('LimitExceededException', 'More than 5 dataset groups in ACTIVE state.');
    personalize.failNext('CreateDatasetGroup', quota);
    expect(await run(create)).toMatchObject({ status: 'FAILED', polls: 1 });
  });
});
