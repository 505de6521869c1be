import * as sdk from '@aws-sdk/client-personalize';
import { DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';
import { USE_CASES } from '@ecommerce-recommenders/personalize/use-cases';
import { commandOf } from '../../packages/embedded-aws/test/personalize/support/command-of';
import { expectInvalid, expectMissing, expectRefusal, expectTaken } from './expectations';
import { PREFIX, startParityAws, type ParityAws } from './parity-aws';

describe('names, lists and constraints of Personalize', () => {
  let aws: ParityAws;
  beforeAll(async () => {
    aws = await startParityAws();
  });
  afterAll(() => aws.close());

  const createSchema = (name: string, schema: object = DATASETS.USERS.schema) =>
    aws.personalize.createSchema({
      name: `${PREFIX}-${name}`,
      domain: 'ECOMMERCE',
      schema: JSON.stringify(schema),
    });

  it('has a recipe for each of the five use cases of a shop', async () => {
    const { recipes = [] } = await aws.personalize.listRecipes({ domain: 'ECOMMERCE' });
    const names = Object.values(USE_CASES).map(({ recipe }) => recipe);
    expect(recipes.map(({ name }) => name).sort()).toEqual([...names].sort());
    for (const { name, ...recipe } of recipes)
      expect(recipe).toMatchObject({
        recipeArn: `arn:aws:personalize:::recipe/${name}`,
        domain: 'ECOMMERCE',
        status: 'ACTIVE',
      });
  });

  describe('schemas', () => {
    it('are described as they were given', async () => {
      const { schemaArn } = await createSchema('described');
      expect(schemaArn).toBe(aws.arn(`schema/${PREFIX}-described`));
      const { schema } = await aws.personalize.describeSchema({ schemaArn });
      expect(schema).toMatchObject({
        schemaArn,
        name: `${PREFIX}-described`,
        domain: 'ECOMMERCE',
        creationDateTime: expect.any(Date) as Date,
        lastUpdatedDateTime: expect.any(Date) as Date,
      });
      expect(JSON.parse(schema!.schema!)).toEqual(DATASETS.USERS.schema);
    });

    it('fail for a name that is taken', async () => {
      const { schemaArn } = await createSchema('taken');
      await expectTaken(createSchema('taken'), `Another resource with Arn ${schemaArn} already exists.`);
    });

    it('fail without a column that their dataset needs', async () => {
      const [, ...fields] = DATASETS.USERS.schema.fields;
      await expectInvalid(createSchema('idless', { ...DATASETS.USERS.schema, fields }));
    });

    it('come in pages that miss nothing when one is deleted in between', async () => {
      for (const name of ['d', 'b', 'e', 'a', 'c']) await createSchema(`page-${name}`);
      const pages: string[][] = [];
      let nextToken: string | undefined;
      do {
        const page = await aws.personalize.listSchemas({ maxResults: 2, nextToken });
        pages.push((page.schemas ?? []).map(({ name = '' }) => name));
        ({ nextToken } = page);
        const ours = page.schemas?.find(({ name }) => name === `${PREFIX}-page-b`);
        if (ours) await aws.personalize.deleteSchema({ schemaArn: ours.schemaArn });
      } while (nextToken !== undefined);
      const found = pages.flat().filter((name) => name.startsWith(`${PREFIX}-page-`));
      expect(found.map((name) => name.at(-1)).sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
      expect(pages.slice(0, -1).every((page) => page.length === 2)).toBe(true);
    });

    it('fail for the token of another list', async () => {
      const { nextToken } = await aws.personalize.listRecipes({ maxResults: 1 });
      expect(nextToken).toEqual(expect.any(String));
      await expectRefusal(aws.personalize.listSchemas({ nextToken }), 'InvalidNextTokenException');
    });

    it('are gone once deleted', async () => {
      const { schemaArn } = await createSchema('deleted');
      await aws.personalize.deleteSchema({ schemaArn });
      await expectMissing(
        aws.personalize.describeSchema({ schemaArn }),
        `Resource Arn ${schemaArn} does not exist.`,
      );
    });
  });

  const tag = (tagKey: string) => ({ tagKey, tagValue: '' });
  it.each([
    ['51 tags', Array.from({ length: 51 }, (_, n) => tag(`k${n}`)), 'TooManyTagsException'],
    ['a key of AWS', [tag('aws:x')], 'InvalidInputException'],
    ['an empty key', [tag('')], 'InvalidInputException'],
  ])('fails to create a dataset group with %s, and there is none', async (_, tags, code) => {
    const name = `${PREFIX}-tagged`;
    await expectRefusal(aws.personalize.createDatasetGroup({ name, tags }), code);
    const datasetGroupArn = aws.arn(`dataset-group/${name}`);
    await expectMissing(aws.personalize.describeDatasetGroup({ datasetGroupArn }));
  });

  it.each([
    ['DescribeDatasetGroup', 'datasetGroupArn', 'dataset-group/'],
    ['DescribeDataset', 'datasetArn', 'dataset/'],
    ['DescribeDatasetImportJob', 'datasetImportJobArn', 'dataset-import-job/'],
    ['DescribeEventTracker', 'eventTrackerArn', 'event-tracker/'],
    ['DescribeFilter', 'filterArn', 'filter/'],
    ['DescribeRecommender', 'recommenderArn', 'recommender/'],
    ['DeleteDatasetGroup', 'datasetGroupArn', 'dataset-group/'],
    ['DeleteRecommender', 'recommenderArn', 'recommender/'],
    ['StopRecommender', 'recommenderArn', 'recommender/'],
    ['ListTagsForResource', 'resourceArn', 'dataset-group/'],
  ])('fails %s for what does not exist', async (operation, key, path) => {
    const missing = aws.arn(`${path}${PREFIX}-missing${path === 'dataset/' ? '/ITEMS' : ''}`);
    await expectMissing(
      aws.personalize.send(commandOf(sdk, operation, { [key]: missing })),
      `Resource Arn ${missing} does not exist.`,
    );
  });

  const ARN = 'arn:aws:personalize:us-east-1:123456789012:dataset-group/missing';
  it.each<[string, object, string]>([
    ['CreateDatasetGroup', {}, "Value null at 'name' failed to satisfy constraint: Member must not be null"],
    ['CreateDatasetGroup', { name: 'n'.repeat(64) }, 'less than or equal to 63'],
    ['CreateDatasetGroup', { name: '-shop' }, 'regular expression pattern'],
    ['CreateDatasetGroup', { name: PREFIX, domain: 'MUSIC' }, 'enum value set: [ECOMMERCE, VIDEO_ON_DEMAND]'],
    ['DescribeDatasetGroup', { datasetGroupArn: 'arn:aws:s3:::x' }, 'regular expression pattern'],
    ['ListDatasetGroups', { maxResults: 101 }, 'less than or equal to 100'],
    ['CreateFilter', { name: 'f', datasetGroupArn: ARN, filterExpression: '' }, 'greater than or equal to 1'],
    [
      'CreateRecommender',
      {
        name: 'r',
        datasetGroupArn: ARN,
        recipeArn: 'arn:aws:personalize:::recipe/aws-ecomm-popular-items-by-views',
        recommenderConfig: { minRecommendationRequestsPerSecond: 0 },
      },
      'greater than or equal to 1',
    ],
    [
      'CreateDatasetImportJob',
      { jobName: 'j', datasetArn: ARN, dataSource: { dataLocation: 's3://b/k' } },
      "at 'roleArn'",
    ],
  ])('fails for %s with %j', async (operation, input, words) => {
    await expectInvalid(aws.personalize.send(commandOf(sdk, operation, input)), words);
  });
});
