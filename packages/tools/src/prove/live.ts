import * as personalize from '@aws-sdk/client-personalize';
import {
  GetRecommendationsCommand,
  type PersonalizeRuntimeClient,
} from '@aws-sdk/client-personalize-runtime';
import { GetRoleCommand } from '@aws-sdk/client-iam';
import { HeadBucketCommand } from '@aws-sdk/client-s3';
import {
  RECOMMENDER_OUTPUTS,
  type StackOutputName,
} from '@ecommerce-recommenders/shop-data/contracts/stack-outputs';
import type { StackOutputs } from '../deployed/stack-outputs';
import type { StackClients } from './find-resources';
import { useCaseQuestions } from './questions';

type Clients = StackClients & { readonly runtime: PersonalizeRuntimeClient };

/** Checks what an output refers to. @returns its status. @throws the error of the service */
type CheckOutput = (clients: Clients, value: string, outputs: StackOutputs) => Promise<string | undefined>;

const recommender: CheckOutput = async ({ personalize: client, runtime }, recommenderArn, outputs) => {
  const { recommender: found } = await client.send(
    new personalize.DescribeRecommenderCommand({ recommenderArn }),
  );
  for (const question of useCaseQuestions(recommenderArn, outputs))
    await runtime.send(new GetRecommendationsCommand(question));
  return found?.status;
};

const role: CheckOutput = async ({ iam }, arn) => {
  await iam.send(new GetRoleCommand({ RoleName: arn.split('/').at(-1) }));
  return 'ACTIVE';
};

/** How to check each output of the proof's stack. */
const CHECKS: Partial<Record<StackOutputName, CheckOutput>> = {
  ...Object.fromEntries(Object.values(RECOMMENDER_OUTPUTS).map((name) => [name, recommender])),
  ImportRoleArn: role,
  AnalystRoleArn: role,
  async FilterArns({ personalize: client }, json) {
    const statuses: (string | undefined)[] = [];
    for (const filterArn of Object.values(JSON.parse(json) as Record<string, string>))
      statuses.push((await client.send(new personalize.DescribeFilterCommand({ filterArn }))).filter?.status);
    return statuses.find((status) => status !== 'ACTIVE') ?? 'ACTIVE';
  },
  async EventTrackerArn({ personalize: client }, eventTrackerArn, { TrackingId }) {
    const { eventTracker } = await client.send(
      new personalize.DescribeEventTrackerCommand({ eventTrackerArn }),
    );
    return eventTracker?.trackingId === TrackingId
      ? eventTracker.status
      : 'the tracker of another tracking id';
  },
  // The tracking id is compared with that of the tracker.
  TrackingId: async () => 'ACTIVE',
  async DatasetGroupArn({ personalize: client }, datasetGroupArn) {
    const { datasetGroup } = await client.send(
      new personalize.DescribeDatasetGroupCommand({ datasetGroupArn }),
    );
    return datasetGroup?.status;
  },
  async DataBucketName({ s3 }, Bucket) {
    await s3.send(new HeadBucketCommand({ Bucket }));
    return 'ACTIVE';
  },
};

/**
 * Checks that everything to which the outputs refer exists, is ACTIVE and answers. @throws Error that names the
 * outputs for which this is not so
 */
export async function requireLive(outputs: StackOutputs, clients: Clients): Promise<string> {
  const dead: string[] = [];
  for (const [name, value = ''] of Object.entries(outputs)) {
    const check = CHECKS[name as StackOutputName];
    const status =
      check === undefined
        ? 'not known to the proof'
        : await check(clients, value, outputs).catch(
            ({ name: code, message }: Error) => `${code}: ${message}`,
          );
    if (status !== 'ACTIVE') dead.push(`${name} is ${status}`);
  }
  if (dead.length > 0) throw new Error(`Not everything is live: ${dead.join('; ')}`);
  return Object.keys(outputs).sort().join(', ');
}
