import {
  CreateEventTrackerCommand,
  CreateFilterCommand,
  CreateRecommenderCommand,
  DeleteRecommenderCommand,
  StopRecommenderCommand,
} from '@aws-sdk/client-personalize';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { USE_CASES } from '@ecommerce-recommenders/personalize/use-cases';
import { smallShop } from './small-shop';
import { shopAssemblies } from './shop-assemblies';
import { startStormAccount, type StormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';

const { shop } = shopAssemblies({ shop: { archive: smallShop(), trainingTimeoutHours: 1 } });
const ARN = 'arn:aws:personalize:us-east-1:123456789012';
const datasetGroupArn = `${ARN}:dataset-group/EcommerceRecommenders-shop`;
const recommenderArn = `${ARN}:recommender/EcommerceRecommenders-most-viewed`;

describe('a destroy copes with what others have left:', () => {
  let account: StormAccount;
  beforeEach(async () => {
    account = await startStormAccount([shop]);
  });
  afterEach(() => account.close());

  it.each<[string, () => Promise<unknown>]>([
    [
      'a filter',
      () =>
        account.personalize.send(
          new CreateFilterCommand({
            name: 'by-hand',
            datasetGroupArn,
            filterExpression: 'EXCLUDE ItemID WHERE Items.CATEGORY_L1 IN ("c")',
          }),
        ),
    ],
    [
      'an event tracker',
      () => account.personalize.send(new CreateEventTrackerCommand({ name: 'by-hand', datasetGroupArn })),
    ],
    ['a stopped recommender', () => account.personalize.send(new StopRecommenderCommand({ recommenderArn }))],
    [
      'a file in the data bucket',
      async () => {
        const bucket = (await account.inventory()).find((entry) => entry.startsWith('AWS::S3::Bucket '));
        const Bucket = bucket?.split(' ')[1];
        return account.s3.send(new PutObjectCommand({ Bucket, Key: 'by-hand', Body: 'by hand' }));
      },
    ],
  ])('%s', async (_what, leave) => {
    expect((await account.create(shop)).status).toBe('CREATE_COMPLETE');
    await leave();
    const destroyed = await account.destroy();
    expect(destroyed).toMatchObject({ status: 'DELETE_COMPLETE', reasons: [] });
    expect(await account.inventory()).toEqual([]);
  });

  it('fails for a recommender that somebody else has made, which it names', async () => {
    expect((await account.create(shop)).status).toBe('CREATE_COMPLETE');
    const { recommenderArn: foreign } = await account.personalize.send(
      new CreateRecommenderCommand({
        name: 'by-hand',
        datasetGroupArn,
        recipeArn: `arn:aws:personalize:::recipe/${USE_CASES['best-sellers'].recipe}`,
      }),
    );
    const destroyed = await account.destroy();
    expect(destroyed.status).toBe('DELETE_FAILED');
    expect(destroyed.reasons.join('\n')).toContain(foreign);
    await account.personalize.send(new DeleteRecommenderCommand({ recommenderArn: foreign }));
    expect((await account.destroy()).status).toBe('DELETE_COMPLETE');
    expect(await account.inventory()).toEqual([]);
  });
});
