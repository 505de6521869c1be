import { KMS } from '@aws-sdk/client-kms';
import { Personalize } from '@aws-sdk/client-personalize';
import { GetRecommendationsCommand } from '@aws-sdk/client-personalize-runtime';
import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { LOCAL_REGION } from 'embedded-aws/environment';
import { startStack, type DeployedStack } from './deployed-stack';

describe('the stack with a key of its own', () => {
  let deployed: DeployedStack;
  let kms: KMS;
  let personalize: Personalize;
  let outputs: Readonly<Record<string, string>>;
  let KeyId: string;
  beforeAll(async () => {
    deployed = await startStack();
    const config = { endpoint: deployed.aws.endpoint, region: LOCAL_REGION, maxAttempts: 1 };
    kms = new KMS(config);
    personalize = new Personalize(config);
    await deployed.stack.deploy({ createKey: 'true', useCases: 'most-viewed' }, deployed.follow);
    outputs = await deployed.stack.outputs();
    const { Keys } = await kms.listKeys({});
    KeyId = Keys![0].KeyId!;
  });
  afterAll(async () => {
    kms.destroy();
    personalize.destroy();
    await deployed.close();
  });

  const ask = (): Promise<object> =>
    deployed.stack.clients.runtime.send(
      new GetRecommendationsCommand({
        recommenderArn: outputs.MostViewedRecommenderArn,
        userId: '1',
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
    for (;;) {
      const { filter } = await personalize.describeFilter({ filterArn });
      if (/ACTIVE|FAILED/.test(filter!.status!)) return `${filter!.status} ${filter!.failureReason ?? ''}`;
    }
  };

  it('encrypts files and dataset group with it, and recommends', async () => {
    const { KeyMetadata } = await kms.describeKey({ KeyId });
    const { datasetGroup } = await personalize.describeDatasetGroup({
      datasetGroupArn: outputs.DatasetGroupArn,
    });
    expect(datasetGroup).toMatchObject({ kmsKeyArn: KeyMetadata!.Arn, roleArn: outputs.ImportRoleArn });
    const file = await deployed.stack.clients.s3.send(
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
    await deployed.stack.destroy(deployed.follow);
    expect(await deployed.stack.inventory()).toEqual([]);
    expect((await kms.describeKey({ KeyId })).KeyMetadata!.KeyState).toBe('PendingDeletion');
  });
});
