import { createDataset, createGroup, recipeArn, runJob } from './support/shop';
import { startPersonalize } from './support/start-personalize';
import { refused } from '../support/refused';
import { runningFor } from '../support/running';

const containing = (text: string): string => expect.stringContaining(text) as string;

describe("Personalize's control plane", () => {
  const aws = runningFor('each test', startPersonalize);

  const callWith = (operation: string, input: object) =>
    aws.account.api('personalize', 'us-east-1')!.invoke(operation, input, {
      requestId: '',
      caller: aws.account.sessions.identify('test'),
      region: 'us-east-1',
      userAgent: '',
      refusal: () => undefined,
      note: () => {},
    });

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

  it.each<[string, object, string]>([
    [
      'CreateDatasetGroup',
      { name: 'shop', roleArn: 'arn:aws:iam::123456789012:role/r' },
      'without kmsKeyArn',
    ],
    ['CreateDatasetGroup', { name: 'shop', colour: 'red' }, "Parameter 'colour' is not known"],
  ])('fails for %s with %j', async (operation, input, message) => {
    await refused(callWith(operation, input), 'InvalidInputException', message);
  });
});
