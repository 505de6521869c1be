import * as sdk from '@aws-sdk/client-personalize';
import { createDataset, createGroup, recipeArn, runJob } from './support/shop';
import { startPersonalize, type TestPersonalize } from './support/start-personalize';

const RECORD = { type: 'record', namespace: 'com.amazonaws.personalize.schema', version: '1.0' };
const containing = (text: string): string => expect.stringContaining(text) as string;

describe("Personalize's control plane", () => {
  let aws: TestPersonalize;
  beforeEach(async () => {
    aws = await startPersonalize();
  });
  afterEach(() => aws.close());

  const callWith = (operation: string, input: object) =>
    aws.account.api('personalize', 'us-east-1')!.invoke(operation, input, {
      requestId: '',
      caller: aws.account.sessions.identify('test'),
      region: 'us-east-1',
      userAgent: '',
      refusal: () => undefined,
      note: () => {},
    });

  it('lists the ten recipes of the domains, five of each', async () => {
    const { recipes: all } = await aws.personalize.send(new sdk.ListRecipesCommand({}));
    expect(all).toHaveLength(10);
    const { recipes } = await aws.personalize.send(new sdk.ListRecipesCommand({ domain: 'ECOMMERCE' }));
    expect(recipes).toHaveLength(5);
    expect(recipes).toContainEqual({
      name: 'aws-ecomm-popular-items-by-views',
      recipeArn: recipeArn('most-viewed'),
      status: 'ACTIVE',
      domain: 'ECOMMERCE',
    });
    const { recipe } = await aws.personalize.send(
      new sdk.DescribeRecipeCommand({ recipeArn: recipeArn('most-viewed') }),
    );
    expect(recipe).toMatchObject({ status: 'ACTIVE', name: 'aws-ecomm-popular-items-by-views' });
  });

  it('gives a list in pages that miss nothing when something is deleted in between', async () => {
    const create = (name: string) =>
      aws.personalize.send(
        new sdk.CreateSchemaCommand({
          name,
          schema: JSON.stringify({
            ...RECORD,
            name: 'Users',
            fields: [
              { name: 'USER_ID', type: 'string' },
              { name: 'AGE', type: 'int' },
            ],
          }),
        }),
      );
    for (const name of ['d', 'b', 'e', 'a', 'c']) await create(name);
    const list = (nextToken?: string) =>
      aws.personalize.send(new sdk.ListSchemasCommand({ maxResults: 2, nextToken }));
    const first = await list();
    await aws.personalize.send(new sdk.DeleteSchemaCommand({ schemaArn: first.schemas![1].schemaArn }));
    const second = await list(first.nextToken);
    const third = await list(second.nextToken);
    expect([first, second, third].map(({ schemas }) => schemas?.map(({ name }) => name).join())).toEqual([
      'a,b',
      'c,d',
      'e',
    ]);
    expect(third.nextToken).toBeUndefined();
    await expect(
      aws.personalize.send(new sdk.ListDatasetGroupsCommand({ nextToken: first.nextToken })),
    ).rejects.toMatchObject({ name: 'InvalidNextTokenException' });
  });

  it('leaves out of summaries what only descriptions have', async () => {
    const group = await createGroup(aws);
    const dataset = await createDataset(aws, group, 'INTERACTIONS');
    await runJob(aws, dataset, 's3://data/none.csv', 'job');
    await callWith('CreateEventTracker', { name: 't', datasetGroupArn: group });
    const filterExpression = 'EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("View")';
    await callWith('CreateFilter', { name: 'f', datasetGroupArn: group, filterExpression });
    const membersOf = async (operation: string, key: string) => {
      const output = (await callWith(operation, {})) as Record<string, readonly object[]>;
      return Object.keys(output[key][0]).sort().join(' ');
    };
    const dates = 'creationDateTime lastUpdatedDateTime';
    const sorted = (text: string) => text.split(' ').sort().join(' ');
    await expect(membersOf('ListSchemas', 'schemas')).resolves.toBe(sorted(`name schemaArn domain ${dates}`));
    await expect(membersOf('ListDatasets', 'datasets')).resolves.toBe(
      sorted(`name datasetArn datasetType status ${dates}`),
    );
    await expect(membersOf('ListDatasetImportJobs', 'datasetImportJobs')).resolves.toBe(
      sorted(`jobName datasetImportJobArn status failureReason importMode ${dates}`),
    );
    await expect(membersOf('ListEventTrackers', 'eventTrackers')).resolves.toBe(
      sorted(`name eventTrackerArn status ${dates}`),
    );
    await expect(membersOf('ListFilters', 'Filters')).resolves.toBe(
      sorted(`name filterArn datasetGroupArn status ${dates}`),
    );
  });

  it('describes an event tracker with an ARN that its name does not tell', async () => {
    const group = await createGroup(aws);
    await createDataset(aws, group, 'INTERACTIONS');
    const { eventTrackerArn, trackingId } = await aws.personalize.send(
      new sdk.CreateEventTrackerCommand({ name: 'clicks', datasetGroupArn: group }),
    );
    expect(eventTrackerArn).toMatch(/:event-tracker\/[0-9a-f]{8}$/);
    const { eventTracker } = await aws.personalize.send(
      new sdk.DescribeEventTrackerCommand({ eventTrackerArn }),
    );
    expect(eventTracker).toMatchObject({
      name: 'clicks',
      trackingId,
      datasetGroupArn: group,
      accountId: '123456789012',
    });
  });

  describe('tags', () => {
    const tag = (tagKey: string, tagValue = '') => ({ tagKey, tagValue });
    const tagsOf = async (resourceArn: string) =>
      (await aws.personalize.send(new sdk.ListTagsForResourceCommand({ resourceArn }))).tags;

    it('are set with the creation, changed and removed', async () => {
      const { datasetGroupArn: resourceArn = '' } = await aws.personalize.send(
        new sdk.CreateDatasetGroupCommand({ name: 'shop', tags: [tag('a', '1'), tag('b')] }),
      );
      await aws.personalize.send(
        new sdk.TagResourceCommand({ resourceArn, tags: [tag('a', '2'), tag('c')] }),
      );
      await aws.personalize.send(new sdk.UntagResourceCommand({ resourceArn, tagKeys: ['b', 'unheard of'] }));
      await expect(tagsOf(resourceArn)).resolves.toEqual([tag('a', '2'), tag('c')]);
    });

    it.each([
      ['51 tags', Array.from({ length: 51 }, (_, n) => tag(`k${n}`)), 'TooManyTagsException'],
      ['a key of AWS', [tag('aws:x')], 'InvalidInputException'],
      ['an empty key', [tag('')], 'InvalidInputException'],
    ])('fail for %s, and nothing is created', async (_, tags, name) => {
      await expect(
        aws.personalize.send(new sdk.CreateDatasetGroupCommand({ name: 'shop', tags })),
      ).rejects.toMatchObject({ name });
      expect(aws.account.inventory()).toEqual([]);
    });
  });

  const ARN = 'arn:aws:personalize:us-east-1:123456789012:dataset-group/shop';
  it.each<[string, object, string]>([
    ['CreateDatasetGroup', {}, "Value null at 'name' failed to satisfy constraint: Member must not be null"],
    ['CreateDatasetGroup', { name: 'n'.repeat(64) }, 'less than or equal to 63'],
    ['CreateDatasetGroup', { name: '-shop' }, 'regular expression pattern'],
    ['CreateDatasetGroup', { name: 'shop', domain: 'MUSIC' }, 'enum value set: [ECOMMERCE, VIDEO_ON_DEMAND]'],
    [
      'CreateDatasetGroup',
      { name: 'shop', roleArn: 'arn:aws:iam::123456789012:role/r' },
      'without kmsKeyArn',
    ],
    ['CreateDatasetGroup', { name: 'shop', colour: 'red' }, "Parameter 'colour' is not known"],
    ['DescribeDatasetGroup', { datasetGroupArn: 'arn:aws:s3:::x' }, 'regular expression pattern'],
    ['ListDatasetGroups', { maxResults: 101 }, 'less than or equal to 100'],
    ['CreateFilter', { name: 'f', datasetGroupArn: ARN, filterExpression: '' }, 'greater than or equal to 1'],
    [
      'CreateRecommender',
      {
        name: 'r',
        datasetGroupArn: ARN,
        recipeArn: recipeArn('most-viewed'),
        recommenderConfig: { minRecommendationRequestsPerSecond: 0 },
      },
      'greater than or equal to 1',
    ],
    [
      'CreateDatasetImportJob',
      { jobName: 'j', datasetArn: ARN, dataSource: { dataLocation: 's3://b/k' } },
      "at 'roleArn'",
    ],
  ])('fails for %s with %j', async (operation, input, message) => {
    await expect(callWith(operation, input)).rejects.toMatchObject({
      name: 'InvalidInputException',
      message: containing(message),
    });
  });
});
