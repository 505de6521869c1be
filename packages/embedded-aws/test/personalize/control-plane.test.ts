import { createDataset, createFilter, createGroup, recipeArn, runJob } from './support/shop';
import { startPersonalize } from './support/start-personalize';
import { createTracker } from './support/stream';
import { runningFor } from '../support/running';

describe("Personalize's control plane", () => {
  const aws = runningFor('each test', startPersonalize);

  const callWith = async (operation: string): Promise<object> =>
    aws.account.api('personalize', 'us-east-1')!.invoke(
      operation,
      {},
      {
        requestId: '',
        caller: aws.account.sessions.identify('test'),
        region: 'us-east-1',
        userAgent: '',
        refusal: () => undefined,
        note: () => {},
      },
    );

  it('lists the recipes of the domains, five of each, and twelve custom ones (PERSONALIZE-17)', async () => {
    const { recipes: all } = await aws.personalize.listRecipes({});
    expect(all).toHaveLength(22);
    const { recipes } = await aws.personalize.listRecipes({ domain: 'ECOMMERCE' });
    expect(recipes).toHaveLength(5);
    expect(recipes).toContainEqual({
      name: 'aws-ecomm-popular-items-by-views',
      recipeArn: recipeArn('most-viewed'),
      status: 'ACTIVE',
      domain: 'ECOMMERCE',
    });
    const { recipe } = await aws.personalize.describeRecipe({ recipeArn: recipeArn('most-viewed') });
    expect(recipe).toMatchObject({ status: 'ACTIVE', name: 'aws-ecomm-popular-items-by-views' });
  });

  it.each([
    ['ListSchemas', 'name schemaArn domain'],
    ['ListDatasets', 'name datasetArn datasetType status'],
    ['ListDatasetImportJobs', 'jobName datasetImportJobArn status failureReason importMode'],
    ['ListEventTrackers', 'name eventTrackerArn status'],
    ['ListFilters', 'name filterArn datasetGroupArn status'],
  ])('leaves out of the summaries of %s what only descriptions have', async (operation, members) => {
    const group = await createGroup(aws);
    const dataset = await createDataset(aws, group, 'INTERACTIONS');
    await runJob(aws, dataset, 's3://data/none.csv', 'job');
    await createTracker(aws, group);
    await createFilter(aws, group, 'f', 'EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("View")');
    const [[summary]] = Object.values(await callWith(operation)) as [[object]];
    const expected = [...members.split(' '), 'creationDateTime', 'lastUpdatedDateTime'];
    expect(Object.keys(summary).sort()).toEqual(expected.sort());
  });
});
