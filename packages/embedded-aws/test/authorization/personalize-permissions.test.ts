import { Personalize } from '@aws-sdk/client-personalize';
import { PersonalizeRuntime } from '@aws-sdk/client-personalize-runtime';
import { awsForAll } from '../support/test-aws';
import { createRole, sessionOf, trustIn } from './session-of';
import { refused } from '../support/refused';

const ARN = 'arn:aws:personalize:us-east-1:123456789012';
const RECIPE = 'arn:aws:personalize:::recipe/aws-personalized-ranking-v2';

const aws = awsForAll();
let callers = 0;
const configOf = async (Action: string, Resource: string[]): Promise<object> => {
  const allowed = { Effect: 'Allow', Action, Resource };
  return { credentials: await sessionOf(aws.endpoint, { name: `caller-${++callers}`, allowed }) };
};

it('GetPersonalizedRanking is allowed by campaign', async () => {
  const runtime = aws.client(
    PersonalizeRuntime,
    await configOf('personalize:GetPersonalizedRanking', [`${ARN}:campaign/mine`]),
  );
  const rank = (name: string) =>
    runtime.getPersonalizedRanking({ campaignArn: `${ARN}:campaign/${name}`, userId: 'u', inputList: ['i'] });
  await expect(rank('mine')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  await expect(rank('other')).rejects.toMatchObject({ name: 'AccessDeniedException' });
});

const ROLE = 'arn:aws:iam::123456789012:role/passed';
const solutionArn = `${ARN}:solution/s`;
const solutionVersionArn = `${solutionArn}/0123abcd`;
const datasetGroupArn = `${ARN}:dataset-group/shop`;
const batchJob = {
  jobName: 'j',
  solutionVersionArn,
  jobInput: { s3DataSource: { path: 's3://shop/in/' } },
  jobOutput: { s3DataDestination: { path: 's3://shop/out/' } },
  roleArn: ROLE,
};
const attribution = {
  name: 'metrics',
  datasetGroupArn,
  metrics: [{ eventType: 'Purchase', metricName: 'orders', expression: 'SAMPLECOUNT()' }],
  metricsOutputConfig: { roleArn: ROLE },
};
const POPULAR = 'arn:aws:personalize:::recipe/aws-ecomm-popular-items-by-views';
const recommender = { name: 'r', datasetGroupArn, recipeArn: POPULAR };
const CALLS = {
  CreateRecommender: (by: Personalize) => by.createRecommender(recommender),
  CreateSolution: (by: Personalize) => by.createSolution({ name: 's', datasetGroupArn, recipeArn: RECIPE }),
  CreateSolutionVersion: (by: Personalize) => by.createSolutionVersion({ solutionArn }),
  CreateCampaign: (by: Personalize) => by.createCampaign({ name: 'c', solutionVersionArn }),
  DescribeSolutionVersion: (by: Personalize) => by.describeSolutionVersion({ solutionVersionArn }),
  GetSolutionMetrics: (by: Personalize) => by.getSolutionMetrics({ solutionVersionArn }),
  StopSolutionVersionCreation: (by: Personalize) => by.stopSolutionVersionCreation({ solutionVersionArn }),
  CreateBatchSegmentJob: (by: Personalize) => by.createBatchSegmentJob(batchJob),
  CreateBatchInferenceJob: (by: Personalize) => by.createBatchInferenceJob(batchJob),
  CreateMetricAttribution: (by: Personalize) => by.createMetricAttribution(attribution),
};

it.each<[keyof typeof CALLS, string[], string]>([
  ['CreateRecommender', [`${ARN}:*`], POPULAR],
  ['CreateSolution', [datasetGroupArn, solutionArn], RECIPE],
  ['CreateSolution', [datasetGroupArn, RECIPE], solutionArn],
  ['CreateSolutionVersion', [`${ARN}:solution/other`], solutionArn],
  ['CreateCampaign', [`${ARN}:solution/*`], `${ARN}:campaign/c`],
  // The reference names the solution as the resource: a version is none.
  ['CreateCampaign', [`${ARN}:campaign/c`, `${solutionArn}/*`], solutionArn],
  ['DescribeSolutionVersion', [`${solutionArn}/*`], solutionArn],
  ['GetSolutionMetrics', [`${solutionArn}/*`], solutionArn],
  ['StopSolutionVersionCreation', [`${solutionArn}/*`], solutionArn],
  ['CreateBatchSegmentJob', [`${ARN}:solution/*`], `${ARN}:batch-segment-job/j`],
  ['CreateBatchInferenceJob', [`${ARN}:solution/*`], `${ARN}:batch-inference-job/j`],
  ['CreateBatchInferenceJob', [`${ARN}:batch-inference-job/j`, `${solutionArn}/*`], solutionArn],
])('%s needs its permission on all resources: with %j it lacks %s (IAM-12)', async (name, allowed, lacks) => {
  const personalize = aws.client(Personalize, await configOf(`personalize:${name}`, allowed));
  const words = `personalize:${name} on resource: ${lacks} because`;
  await refused(CALLS[name](personalize), 'AccessDeniedException', words);
});

it('the role of a batch job or a metric attribution is passed by whoever may pass it (PERSONALIZE-110)', async () => {
  await createRole(aws.endpoint, { name: 'passed', trust: trustIn('personalize.amazonaws.com') });
  const personalize = aws.client(Personalize, await configOf('personalize:*', ['*']));
  for (const name of ['CreateBatchSegmentJob', 'CreateMetricAttribution'] as const)
    await refused(CALLS[name](personalize), 'AccessDeniedException', `iam:PassRole on resource: ${ROLE}`);
  const passer = aws.client(Personalize, await configOf('iam:PassRole', ['*']));
  await refused(CALLS.CreateMetricAttribution(passer), 'AccessDeniedException', 'CreateMetricAttribution');
});
