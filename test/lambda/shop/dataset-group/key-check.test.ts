import { datasetGroup, keyCheck } from '../../../../lambda/shop/dataset-group/dataset-group';
import { handlerWorld } from '../../support/handler-world';
import { providerFramework } from '../../support/provider-framework';
import { stackDouble } from '../../support/stack-double';

const Name = 'Shop-shop';
const [one, other] = ['one', 'other'].map((key) => `arn:aws:kms:eu-west-1:111122223333:key/${key}`);

describe('the check of a key', () => {
  const { clock, personalize, run } = handlerWorld((client) => keyCheck(client));

  const check = (KmsKeyArn: string) =>
    run({ RequestType: 'Create', ResourceProperties: { Name, KmsKeyArn } });
  const create = (KmsKeyArn?: string) =>
    providerFramework(
      datasetGroup(personalize.client, stackDouble()),
      clock,
    )({ RequestType: 'Create', ResourceProperties: { Name, KmsKeyArn } });

  it('admits any where the stack has no dataset group yet', async () => {
    expect(await check(one)).toMatchObject({ status: 'SUCCESS' });
  });

  it('admits the one that the dataset group has', async () => {
    await create(one);
    expect(await check(one)).toMatchObject({ status: 'SUCCESS' });
  });

  it.each([undefined, other])('refuses one where the dataset group has %s', async (has) => {
    await create(has);
    expect(await check(one)).toMatchObject({
      status: 'FAILED',
      reason: expect.stringContaining(
        `has KmsKeyArn ${has ?? 'none'}, the template says ${one}, and Personalize cannot change it. Set it back, or destroy`,
      ) as string,
    });
  });

  it('leaves the dataset group of another stack to the check of names', async () => {
    await create();
    for (const resource of personalize.resources.values()) resource.tags = [];
    expect(await check(one)).toMatchObject({ status: 'SUCCESS' });
  });
});
