import { KMS } from '@aws-sdk/client-kms';
import { Personalize } from '@aws-sdk/client-personalize';
import { GetRecommendationsCommand, PersonalizeRuntime } from '@aws-sdk/client-personalize-runtime';
import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { LOCAL_REGION } from 'embedded-aws/environment';
import { shopAssemblies } from '../storm/shop-assemblies';
import { smallShop } from '../storm/small-shop';
import { startStormAccount, type StormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';

const SHOPS = shopAssemblies({
  locked: { archive: smallShop({ price: 20 }), createKey: true, useCases: 'most-viewed' },
});

describe('the stack with a key of its own', () => {
  let account: StormAccount;
  let kms: KMS;
  let personalize: Personalize;
  let runtime: PersonalizeRuntime;
  let outputs: Readonly<Record<string, string>>;
  let KeyId: string;
  beforeAll(async () => {
    account = await startStormAccount(Object.values(SHOPS));
    const config = { endpoint: account.aws.endpoint, region: LOCAL_REGION, maxAttempts: 1 };
    kms = new KMS(config);
    personalize = new Personalize(config);
    runtime = new PersonalizeRuntime(config);
    expect(await account.create(SHOPS.locked)).toMatchObject({ status: 'CREATE_COMPLETE', reasons: [] });
    outputs = await account.outputs();
    const { Keys } = await kms.listKeys({});
    KeyId = Keys![0].KeyId!;
  });
  afterAll(async () => {
    for (const client of [kms, personalize, runtime]) client.destroy();
    await account.close();
  });

  const ask = (): Promise<object> =>
    runtime.send(
      new GetRecommendationsCommand({
        recommenderArn: outputs.MostViewedRecommenderArn,
        userId: 'u1',
        numResults: 3,
      }),
    );
  const threeItems = { itemList: { length: 3 } };
  /** A filter of that name, after its creation has ended. */
  const createFilter = async (name: string): Promise<string> => {
    const { filterArn } = await personalize.createFilter({
      name,
      datasetGroupArn: outputs.DatasetGroupArn,
      filterExpression: 'INCLUDE ItemID WHERE Items.PRICE > 10',
    });
    let ended = '';
    await account.until(async () => {
      const { filter } = await personalize.describeFilter({ filterArn });
      ended = `${filter!.status} ${filter!.failureReason ?? ''}`;
      return /ACTIVE|FAILED/.test(ended);
    });
    return ended;
  };

  it('encrypts files and dataset group with it, and recommends', async () => {
    const { KeyMetadata } = await kms.describeKey({ KeyId });
    const { datasetGroup } = await personalize.describeDatasetGroup({
      datasetGroupArn: outputs.DatasetGroupArn,
    });
    expect(datasetGroup).toMatchObject({ kmsKeyArn: KeyMetadata!.Arn, roleArn: outputs.ImportRoleArn });
    const file = await account.s3.send(
      new HeadObjectCommand({ Bucket: outputs.DataBucketName, Key: 'dataset/training_item.csv' }),
    );
    expect(file).toMatchObject({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: KeyMetadata!.Arn });
    expect(await ask()).toMatchObject(threeItems);
  });

  it('makes no filter and recommends nothing while Personalize cannot use the key', async () => {
    await kms.disableKey({ KeyId });
    await expect(ask()).rejects.toThrow('Insufficient privileges for the KMS key');
    expect(await createFilter('locked')).toMatch(/^CREATE FAILED Insufficient privileges for the KMS key/);
    await kms.enableKey({ KeyId });
    expect(await ask()).toMatchObject(threeItems);
    expect(await createFilter('free')).toBe('ACTIVE ');
  });

  it('leaves nothing after a destroy but a key that is pending deletion', async () => {
    expect(await account.destroy()).toMatchObject({ status: 'DELETE_COMPLETE', reasons: [] });
    expect(await account.inventory()).toEqual([]);
    expect((await kms.describeKey({ KeyId })).KeyMetadata!.KeyState).toBe('PendingDeletion');
  });
});
