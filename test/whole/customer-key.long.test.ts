import { KMS } from '@aws-sdk/client-kms';
import { shopAccount } from '../storm/shop-account';
import { shopAssemblies } from '../storm/shop-assemblies';
import { smallShop } from '../storm/small-shop';

const SHOPS = shopAssemblies({
  locked: { archive: smallShop({ price: 20 }), createKey: true, useCases: 'most-viewed' },
});

describe('the stack with a key of its own', () => {
  const account = shopAccount(SHOPS);
  const kms = (): KMS => account.client(KMS);
  let outputs: Readonly<Record<string, string>>;
  let KeyId: string;
  beforeAll(async () => {
    await account.created(SHOPS.locked);
    outputs = await account.outputs();
    KeyId = (await kms().listKeys({})).Keys![0].KeyId!;
  });

  const expectThreeItems = async (): Promise<void> =>
    expect(await account.ask('most-viewed', { numResults: 3 })).toHaveLength(3);
  /** A filter of that name, after its creation has ended. */
  const createFilter = async (name: string): Promise<string> => {
    const { filterArn } = await account.personalize.createFilter({
      name,
      datasetGroupArn: outputs.DatasetGroupArn,
      filterExpression: 'INCLUDE ItemID WHERE Items.PRICE > 10',
    });
    let ended = '';
    await account.until(async () => {
      const { filter } = await account.personalize.describeFilter({ filterArn });
      ended = `${filter!.status} ${filter!.failureReason ?? ''}`;
      return /ACTIVE|FAILED/.test(ended);
    });
    return ended;
  };

  it('encrypts files and dataset group with it, and recommends', async () => {
    const { DatasetGroupArn: datasetGroupArn, ImportRoleArn: roleArn, DataBucketName: Bucket } = outputs;
    const { Arn: kmsKeyArn } = (await kms().describeKey({ KeyId })).KeyMetadata!;
    const { datasetGroup } = await account.personalize.describeDatasetGroup({ datasetGroupArn });
    expect(datasetGroup).toMatchObject({ kmsKeyArn, roleArn });
    const file = await account.s3.headObject({ Bucket, Key: 'dataset/training_item.csv' });
    expect(file).toMatchObject({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: kmsKeyArn });
    await expectThreeItems();
  });

  it('makes no filter and recommends nothing while Personalize cannot use the key', async () => {
    await kms().disableKey({ KeyId });
    await expect(account.ask('most-viewed')).rejects.toThrow('Insufficient privileges for the KMS key');
    expect(await createFilter('locked')).toMatch(/^CREATE FAILED Insufficient privileges for the KMS key/);
    await kms().enableKey({ KeyId });
    await expectThreeItems();
    expect(await createFilter('free')).toBe('ACTIVE ');
  });

  it('leaves nothing after a destroy but a key that is pending deletion', async () => {
    await account.gone();
    expect((await kms().describeKey({ KeyId })).KeyMetadata!.KeyState).toBe('PendingDeletion');
  });
});
