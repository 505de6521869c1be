import type { DatasetGroupProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/dataset-group';
import { datasetGroup, keyCheck } from '../../../../lambda/shop/dataset-group/dataset-group';
import { serviceError } from '../../support/fake-personalize';
import { handlerWorld, requestsFor } from '../../support/handler-world';
import { providerFramework } from '../../support/provider-framework';
import { stackDouble } from '../../support/stack-double';

const ARN = 'arn:aws:personalize:eu-west-1:111122223333:dataset-group/Shop-shop';
const KmsKeyArn = 'arn:aws:kms:eu-west-1:111122223333:key/0123';
const RoleArn = 'arn:aws:iam::111122223333:role/Shop-ImportRole';
const { create, remove, update } = requestsFor<DatasetGroupProperties>({ Name: 'Shop-shop' }, ARN);

const { fails, personalize, run, succeeds } = handlerWorld(datasetGroup, { isGoing: true });

describe('a dataset group', () => {
  it('is encrypted with the key that the template names', async () => {
    const ResourceProperties = { Name: 'Shop-shop', KmsKeyArn, RoleArn };
    await succeeds({ ...create, ResourceProperties });
    expect(personalize.resources.get(ARN)?.input).toMatchObject({ kmsKeyArn: KmsKeyArn, roleArn: RoleArn });
  });

  it('fails to be updated to another key, or to none', async () => {
    await run(create);
    const words = `has KmsKeyArn none, the template says ${KmsKeyArn}`;
    await fails(update({ KmsKeyArn, RoleArn }), words);
    expect(personalize.calls.filter((call) => call === 'CreateDatasetGroup')).toHaveLength(1);
  });

  it('is deleted as soon as its last dataset is gone', async () => {
    await run(create);
    const inUse = serviceError('ResourceInUseException', 'The dataset group has datasets');
    personalize.failNext('DeleteDatasetGroup', inUse, 4);
    await succeeds(remove);
    expect(personalize.statusOf(ARN)).toBeUndefined();
  });

  it('fails to be deleted with what keeps it in use, once its time is over', async () => {
    await run(create);
    const inUse = serviceError('ResourceInUseException', 'The dataset group has recommenders');
    personalize.failNext('DeleteDatasetGroup', inUse, 1000);
    await fails(remove, 'The dataset group has recommenders');
  });
});

describe('the check of a key', () => {
  const check = handlerWorld((client) => keyCheck(client));
  const withKey = { ...create, ResourceProperties: { Name: 'Shop-shop', KmsKeyArn } };
  const make = (key?: string) =>
    providerFramework(
      datasetGroup(check.personalize.client, stackDouble()),
      check.clock,
    )({ ...create, ResourceProperties: { Name: 'Shop-shop', KmsKeyArn: key } });

  it('admits any where the stack has no dataset group yet, and then the one that this has', async () => {
    await check.succeeds(withKey);
    await make(KmsKeyArn);
    await check.succeeds(withKey);
  });

  it.each([undefined, `${KmsKeyArn}4`])('refuses one where the dataset group has %s', async (has) => {
    await make(has);
    const words = `has KmsKeyArn ${has ?? 'none'}, the template says ${KmsKeyArn}, and Personalize cannot change it.`;
    await check.fails(withKey, `${words} Set it back, or destroy`);
  });

  it('leaves the dataset group of another stack to the check of names', async () => {
    await make();
    for (const resource of check.personalize.resources.values()) resource.tags = [];
    await check.succeeds(withKey);
  });
});
