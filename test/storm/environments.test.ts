import {
  DescribeRecommenderCommand,
  ListTagsForResourceCommand,
  type ListTagsForResourceCommandOutput,
} from '@aws-sdk/client-personalize';
import { smallShop } from './small-shop';
import { shopAssemblies } from './shop-assemblies';
import { startStormAccount, type StormAccount } from './storm-account';

jest.setTimeout(120_000);

const SHOP = { archive: smallShop(), trainingTimeoutHours: 1, useCases: 'most-viewed' };
const { plain, tagged, retained, failing } = shopAssemblies({
  plain: SHOP,
  tagged: { ...SHOP, stage: 'test', tags: { team: 'shop' } },
  retained: { ...SHOP, retainData: true },
  failing: {
    ...SHOP,
    archive: smallShop({ events: ['ProductViewed'] }),
    useCases: 'best-sellers',
    retainData: true,
  },
});
const ARN = 'arn:aws:personalize:us-east-1:123456789012';
const recommenderArn = `${ARN}:recommender/EcommerceRecommenders-most-viewed`;
const datasetGroupArn = `${ARN}:dataset-group/EcommerceRecommenders-shop`;
const datasetArn = `${ARN}:dataset/EcommerceRecommenders-shop/ITEMS`;

let account: StormAccount;
beforeEach(async () => {
  account = await startStormAccount([plain, tagged, retained, failing]);
});
afterEach(() => account.close());

/** A resource's tags but for the owner's and CloudFormation's own. */
async function tagsOf(resourceArn: string): Promise<Record<string, string>> {
  const { tags = [] }: ListTagsForResourceCommandOutput = await account.personalize.send(
    new ListTagsForResourceCommand({ resourceArn }),
  );
  const pairs = tags.map(({ tagKey, tagValue }) => [tagKey!, tagValue!] as const);
  return Object.fromEntries(pairs.filter(([key]) => key !== 'stack' && !key.startsWith('aws:')));
}

async function madeAt(): Promise<Date | undefined> {
  const { recommender } = await account.personalize.send(new DescribeRecommenderCommand({ recommenderArn }));
  return recommender?.creationDateTime;
}

it('tags come and go with nothing made or trained anew', async () => {
  expect(await account.create(plain)).toMatchObject({ status: 'CREATE_COMPLETE' });
  const made = await madeAt();
  const imports = (await account.inventory()).filter((entry) => entry.includes('ImportJob'));
  for (const [assembly, expected] of [
    [tagged, { team: 'shop', stage: 'test' }],
    [plain, {}],
  ] as const) {
    expect(await account.update(assembly)).toMatchObject({ status: 'UPDATE_COMPLETE', reasons: [] });
    for (const arn of [datasetGroupArn, recommenderArn, datasetArn])
      expect([arn, await tagsOf(arn)]).toEqual([arn, expected]);
  }
  expect(await madeAt()).toEqual(made);
  expect((await account.inventory()).filter((entry) => entry.includes('ImportJob'))).toEqual(imports);
  expect(await account.destroy()).toMatchObject({ status: 'DELETE_COMPLETE' });
  expect(await account.inventory()).toEqual([]);
});

it('data that is to be retained stays, files and all, when the rest goes', async () => {
  expect(await account.create(plain)).toMatchObject({ status: 'CREATE_COMPLETE' });
  // Switched on later, it must not empty the bucket either.
  expect(await account.update(retained)).toMatchObject({ status: 'UPDATE_COMPLETE', reasons: [] });
  expect(await account.destroy()).toMatchObject({ status: 'DELETE_COMPLETE' });
  expect(await account.types()).toEqual(['AWS::S3::Bucket', ...Array<string>(5).fill('AWS::S3::Object')]);
});

it('a first deployment that fails retains nothing', async () => {
  expect(await account.create(failing)).toMatchObject({ status: 'ROLLBACK_COMPLETE' });
  expect(await account.destroy()).toMatchObject({ status: 'DELETE_COMPLETE' });
  expect(await account.inventory()).toEqual([]);
});
