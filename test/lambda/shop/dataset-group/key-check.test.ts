import { datasetGroup, keyCheck } from '../../../../lambda/shop/dataset-group/dataset-group';
import { handlerWorld } from '../../support/handler-world';
import { providerFramework } from '../../support/provider-framework';
import { stackDouble } from '../../support/stack-double';

const [one, other] = ['one', 'other'].map((key) => `arn:aws:kms:eu-west-1:111122223333:key/${key}`);
const withKey = (KmsKeyArn: string) =>
  ({ RequestType: 'Create', ResourceProperties: { Name: 'Shop-shop', KmsKeyArn } }) as const;

describe('the check of a key', () => {
  const { clock, fails, personalize, succeeds } = handlerWorld((client) => keyCheck(client));
  const check = withKey(one);
  const create = (key?: string) =>
    providerFramework(datasetGroup(personalize.client, stackDouble()), clock)(withKey(key as string));

  it('admits any where the stack has no dataset group yet', async () => {
    await succeeds(check);
  });

  it('admits the one that the dataset group has', async () => {
    await create(one);
    await succeeds(check);
  });

  it.each([undefined, other])('refuses one where the dataset group has %s', async (has) => {
    await create(has);
    const words = `has KmsKeyArn ${has ?? 'none'}, the template says ${one}, and Personalize cannot change it.`;
    await fails(check, `${words} Set it back, or destroy`);
  });

  it('leaves the dataset group of another stack to the check of names', async () => {
    await create();
    for (const resource of personalize.resources.values()) resource.tags = [];
    await succeeds(check);
  });
});
