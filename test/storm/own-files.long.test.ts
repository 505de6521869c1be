import { ListFiltersCommand } from '@aws-sdk/client-personalize';
import { GetRecommendationsCommand, PersonalizeRuntimeClient } from '@aws-sdk/client-personalize-runtime';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { zipSync } from 'fflate';
import { LOCAL_REGION } from 'embedded-aws/environment';
import { removeBucket } from './csv-parts';
import { OWN_FILES, ownFiles } from './own-files';
import { shopAssemblies } from './shop-assemblies';
import { startStormAccount, type StormAccount } from './storm-account';

jest.setTimeout(120_000);

const SOURCE_BUCKET = 'shop-exports';
const settings = {
  archive: Buffer.from(zipSync({ ...ownFiles() })),
  trainingTimeoutHours: 1,
  source: `s3://${SOURCE_BUCKET}/day/`,
  ...OWN_FILES,
};
const SHOPS = shopAssemblies({ fromSource: settings });
const ARN = `arn:aws:personalize:${LOCAL_REGION}:123456789012`;

describe('a shop’s own files in S3', () => {
  let account: StormAccount;
  let runtime: PersonalizeRuntimeClient;
  beforeEach(async () => {
    account = await startStormAccount(Object.values(SHOPS));
    runtime = new PersonalizeRuntimeClient({ endpoint: account.aws.endpoint, region: LOCAL_REGION });
    await account.s3.send(new CreateBucketCommand({ Bucket: SOURCE_BUCKET }));
    for (const [path, Body] of Object.entries(ownFiles()))
      await account.s3.send(new PutObjectCommand({ Bucket: SOURCE_BUCKET, Key: `day/${path}`, Body }));
  });
  afterEach(async () => {
    const { status } = await account.destroy();
    await removeBucket(account.s3, SOURCE_BUCKET);
    const left = await account.inventory();
    runtime.destroy();
    await account.close();
    expect([status, left]).toEqual(['DELETE_COMPLETE', []]);
  });

  it('are deployed; filters, training and answers know the shop’s own columns', async () => {
    expect(await account.create(SHOPS.fromSource)).toMatchObject({ status: 'CREATE_COMPLETE', reasons: [] });
    const { Filters = [] } = await account.personalize.send(new ListFiltersCommand({}));
    const { itemList = [] } = await runtime.send(
      new GetRecommendationsCommand({
        recommenderArn: `${ARN}:recommender/EcommerceRecommenders-best-sellers`,
        userId: 'c1',
        filterArn: Filters[0].filterArn,
        metadataColumns: { ITEMS: ['COLOUR', 'GRAMS', 'ADDED', 'RATING', 'NAME'] },
      }),
    );
    expect(itemList.map(({ itemId }) => itemId).sort()).toEqual(['s0', 's3', 's6', 's9']);
    expect(itemList.find(({ itemId }) => itemId === 's3')?.metadata).toEqual({
      COLOUR: 'red',
      GRAMS: '300',
      ADDED: '1500000003',
      RATING: '1.5',
      NAME: 'Product 3',
    });
  });
});
