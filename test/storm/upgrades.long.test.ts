import {
  DescribeDatasetCommand,
  DescribeRecommenderCommand,
  ListDatasetImportJobsCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-personalize';
import { DATASET_TYPES, type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { KEPT_SETTINGS, templateOfRelease } from '../releases/kept-templates';
import { assemblyOfRelease } from './assembly-of-release';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';
import { startStormAccount, type StormAccount } from './storm-account';

const SHOP = { archive: smallShop() };
const { tags, stage } = KEPT_SETTINGS.tagged;
/** Tags that 0.5.0 also put on the stack itself. */
const { stackTags } = templateOfRelease('0.5.0', 'tagged');
const today = shopAssemblies({
  plain: SHOP,
  tagged: { ...SHOP, tags, stage },
  stackTagged: { ...SHOP, tags, stage, stackTags },
  retagged: { ...SHOP, tags: { team: 'b' }, stage, stackTags },
});
/** Like `cdk deploy --tags`: the template does not contain them. */
const taggedByCommand = { ...today.tagged, tags: stackTags };
const former = {
  plain: assemblyOfRelease('0.5.0', 'default', today.plain),
  tagged: assemblyOfRelease('0.5.0', 'tagged', today.tagged),
};
const ARN = 'arn:aws:personalize:us-east-1:123456789012';
const datasetArn = (type: DatasetType): string => `${ARN}:dataset/EcommerceRecommenders-shop/${type}`;

let account: StormAccount;
beforeEach(async () => {
  account = await startStormAccount([...Object.values(today), ...Object.values(former)]);
});
afterEach(() => account.close());

/** Each dataset's identity, and the imports into it since. */
function datasets(): Promise<{ madeAt?: Date; jobs: number; tags: unknown }[]> {
  const { personalize } = account;
  return Promise.all(
    DATASET_TYPES.map(async (type) => {
      const arn = datasetArn(type);
      const { dataset } = await personalize.send(new DescribeDatasetCommand({ datasetArn: arn }));
      const { datasetImportJobs = [] } = await personalize.send(
        new ListDatasetImportJobsCommand({ datasetArn: arn }),
      );
      const { tags: given = [] } = await personalize.send(
        new ListTagsForResourceCommand({ resourceArn: arn }),
      );
      return {
        madeAt: dataset?.creationDateTime,
        jobs: datasetImportJobs.filter(({ status }) => status === 'ACTIVE').length,
        tags: Object.fromEntries(given.map(({ tagKey, tagValue }) => [tagKey!, tagValue])),
      };
    }),
  );
}

async function trainedAt(): Promise<Date | undefined> {
  const recommenderArn = `${ARN}:recommender/EcommerceRecommenders-most-viewed`;
  const { recommender } = await account.personalize.send(new DescribeRecommenderCommand({ recommenderArn }));
  return recommender?.creationDateTime;
}

describe('a stack of version 0.5.0', () => {
  it('keeps all of its data', async () => {
    expect(await account.create(former.plain)).toMatchObject({ status: 'CREATE_COMPLETE', reasons: [] });
    const before = { datasets: await datasets(), trained: await trainedAt() };
    expect(await account.update(today.plain)).toMatchObject({ status: 'UPDATE_COMPLETE', reasons: [] });
    expect({ datasets: await datasets(), trained: await trainedAt() }).toEqual(before);
  });

  it('keeps all of it with tags, where stackTags has them as they were, and new tags after that', async () => {
    expect(await account.create(former.tagged)).toMatchObject({ status: 'CREATE_COMPLETE', reasons: [] });
    const before = { datasets: await datasets(), trained: await trainedAt() };
    expect(before.datasets[0].tags).toEqual(stackTags);
    expect(await account.update(today.stackTagged)).toMatchObject({ status: 'UPDATE_COMPLETE', reasons: [] });
    expect({ datasets: await datasets(), trained: await trainedAt() }).toEqual(before);
    expect(await account.update(today.retagged)).toMatchObject({ status: 'UPDATE_COMPLETE', reasons: [] });
    const retagged = before.datasets.map((dataset) => ({ ...dataset, tags: { stage: 'test', team: 'b' } }));
    expect(await datasets()).toEqual(retagged);
  });

  it('imports again with tags, where the command alone gives the stack those that it had', async () => {
    expect(await account.create(former.tagged)).toMatchObject({ status: 'CREATE_COMPLETE', reasons: [] });
    const before = { datasets: await datasets(), trained: await trainedAt() };
    expect(await account.update(taggedByCommand)).toMatchObject({ status: 'UPDATE_COMPLETE', reasons: [] });
    const after = await datasets();
    after.forEach(({ madeAt, jobs, tags: given }, at) => {
      expect(Number(madeAt)).toBeGreaterThan(Number(before.datasets[at].madeAt));
      expect({ jobs, tags: given }).toEqual({ jobs: 1, tags: stackTags });
    });
    expect(await trainedAt()).toEqual(before.trained);
  });

  it('fails to drop the tags of the stack itself, and loses nothing', async () => {
    expect(await account.create(former.tagged)).toMatchObject({ status: 'CREATE_COMPLETE', reasons: [] });
    const before = { datasets: await datasets(), trained: await trainedAt() };
    const { status, reasons } = await account.update(today.tagged);
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(reasons.join()).toMatch(/schema\/EcommerceRecommenders-\S+ already exists/);
    expect({ datasets: await datasets(), trained: await trainedAt() }).toEqual(before);
  });
});
