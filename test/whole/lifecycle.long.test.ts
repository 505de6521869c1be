/** @jest-environment ./test/jest/in-order-environment.js */
import { RECOMMENDER_OUTPUTS } from '@ecommerce-recommenders/shop-data/contracts/stack-outputs';
import {
  ListDatasetImportJobsCommand,
  ListRecommendersCommand,
  PersonalizeClient,
} from '@aws-sdk/client-personalize';
import { askEveryUseCase } from '@ecommerce-recommenders/tools/start/ask-every-use-case';
import { LOCAL_REGION } from 'embedded-aws/environment';
import { USE_CASE_NAMES } from '@ecommerce-recommenders/personalize/use-cases';
import { startStack, type DeployedStack } from './deployed-stack';

// Each test continues with the previous test's stack, as a user would.
describe('the stack, deployed by the CDK CLI on the embedded AWS', () => {
  let deployed: DeployedStack;
  let personalize: PersonalizeClient;
  beforeAll(async () => {
    deployed = await startStack();
    personalize = new PersonalizeClient({ endpoint: deployed.aws.endpoint, region: LOCAL_REGION });
  });
  afterAll(() => deployed.close());

  const jobNames = async (): Promise<string[]> => {
    const { datasetImportJobs = [] } = await personalize.send(new ListDatasetImportJobsCommand({}));
    return datasetImportJobs.map(({ jobName = '' }) => jobName).sort();
  };

  it('starts in an empty account', async () => {
    expect(await deployed.stack.inventory()).toEqual([]);
  });

  it('gives the outputs of the data and of the four use cases', async () => {
    const { stack, follow } = deployed;
    await stack.deploy({}, follow);
    const outputs = await stack.outputs();
    const useCases = USE_CASE_NAMES.filter((name) => name !== 'recommended-for-you');
    expect(Object.keys(outputs).sort()).toEqual(
      [
        ...['AnalystRoleArn', 'DataBucketName', 'DatasetGroupArn', 'ImportRoleArn'],
        ...useCases.map((name) => RECOMMENDER_OUTPUTS[name]),
      ].sort(),
    );
    expect(outputs.MostViewedRecommenderArn).toMatch(
      /^arn:aws:personalize:us-east-1:\d{12}:recommender\/EcommerceRecommenders-most-viewed$/,
    );
  });

  it('recommends ten different items with their details in every use case', async () => {
    const { stack } = deployed;
    const answers = Object.values(await askEveryUseCase(stack.clients, await stack.outputs())).flat();
    expect(answers.length).toBeGreaterThanOrEqual(4);
    for (const { input, items } of answers) {
      expect(new Set(items.map(({ itemId }) => itemId)).size).toBe(10);
      expect(items.map(({ itemId }) => itemId)).not.toContain(input.itemId);
      for (const { name, category, price } of items) {
        expect(name).toMatch(/\w/);
        expect(category).toMatch(/\w/);
        expect(price).toBeGreaterThan(0);
      }
    }
  });

  it('imports again what a changed setting changed, and nothing else', async () => {
    const { stack, follow, resources } = deployed;
    const before = await jobNames();
    resources.length = 0;
    await stack.deploy({ holdout: '0.2' }, follow);
    const added = (await jobNames()).filter((name) => !before.includes(name));
    expect(added).toEqual([expect.stringContaining('interactions')]);
    expect(resources.filter(({ status }) => status === 'DELETE_COMPLETE')).toEqual([]);
    const { recommenders = [] } = await personalize.send(new ListRecommendersCommand({}));
    expect(recommenders.map(({ status }) => status)).toEqual(Array(4).fill('ACTIVE'));
  });

  it('leaves nothing when it is destroyed, for which its app does not run again', async () => {
    const { stack, follow } = deployed;
    // The app would refuse it.
    await stack.destroy(follow, { holdout: 'none' });
    expect(await stack.inventory()).toEqual([]);
  });
});
