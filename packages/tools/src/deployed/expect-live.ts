import {
  DescribeCampaignCommand,
  DescribeDatasetGroupCommand,
  DescribeEventTrackerCommand,
  DescribeFilterCommand,
  DescribeRecommenderCommand,
  PersonalizeClient,
} from '@aws-sdk/client-personalize';
import {
  GetPersonalizedRankingCommand,
  GetRecommendationsCommand,
  PersonalizeRuntimeClient,
} from '@aws-sdk/client-personalize-runtime';
import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { DescribeStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import { isDeepStrictEqual } from 'node:util';
import { DATASET_PREFIX, DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';
import { ADDED_PREFIX } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/places';
import {
  RECOMMENDER_OUTPUTS,
  type StackOutputName,
} from '@ecommerce-recommenders/shop-data/contracts/stack-outputs';
import { USE_CASES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { localClientConfig } from 'embedded-aws/environment';
import type { StackOutputs } from './stack-outputs';

/** A deployed stack. */
export interface Deployed {
  /** Of the embedded AWS. */
  readonly endpoint: string;
  readonly outputs: StackOutputs;
}

/** What outputs alone do not say. */
export interface Expected {
  /** Whether recommenders may be stopped at the moment: then they need not answer. @default false */
  readonly mayBeStopped?: boolean;
  /** Outputs whose resources a test has deleted by hand. @default - none */
  readonly deletedByHand?: readonly StackOutputName[];
  /** Outputs before an update that was rolled back, which must be the same. @default - not compared */
  readonly before?: StackOutputs;
}

/**
 * Looks whether whatever the outputs of a stack name exists, is ACTIVE and answers. Every test that deploys an update does so
 * afterwards: a status says what CloudFormation did, not what the shop has. A storm account's `update` and `settled` call it, and
 * `deploy` of a stack that the CLI deploys.
 *
 * @returns the outputs
 * @throws Error that names the first output that is dead
 */
export async function expectLive(
  deployed: Deployed,
  { before, ...expected }: Expected = {},
): Promise<StackOutputs> {
  const { outputs } = deployed;
  if (before !== undefined && !isDeepStrictEqual(outputs, before))
    throw new Error(`The rollback has changed outputs: ${JSON.stringify({ before, outputs })}`);
  for await (const { name, cause } of deadOutputs(deployed, expected))
    throw new Error(`${name} (${outputs[name]}) is not live: ${String(cause)}`, { cause });
  return outputs;
}

/** An output that names what is not there, is not ACTIVE or does not answer. */
export interface DeadOutput {
  readonly name: string;
  readonly cause: unknown;
}

/** The outputs of a stack that are dead. @throws Error for one that nobody knows how to look at */
export async function* deadOutputs(
  { endpoint, outputs }: Deployed,
  { mayBeStopped = false, deletedByHand = [] }: Omit<Expected, 'before'> = {},
): AsyncGenerator<DeadOutput> {
  const config = localClientConfig(endpoint);
  const clients = {
    personalize: new PersonalizeClient(config),
    runtime: new PersonalizeRuntimeClient(config),
    iam: new IAMClient(config),
    kms: new KMSClient(config),
    sfn: new SFNClient(config),
    s3: new S3Client({ ...config, forcePathStyle: true }),
  };
  try {
    const context = { outputs, mayBeStopped, itemId: await knownItem(clients, outputs) };
    for (const [name, value] of Object.entries(outputs)) {
      const look = LOOKS[name as StackOutputName];
      if (look === undefined) throw new Error(`${name} is no known output.`);
      if (deletedByHand.some((deleted) => deleted === name)) continue;
      const dead = await look(clients, value, context).then(
        () => undefined,
        (cause: unknown) => ({ name, cause }),
      );
      if (dead) yield dead;
    }
  } finally {
    for (const client of Object.values(clients)) client.destroy();
  }
}

interface Clients {
  readonly personalize: PersonalizeClient;
  readonly s3: S3Client;
  readonly runtime: PersonalizeRuntimeClient;
  readonly iam: IAMClient;
  readonly kms: KMSClient;
  readonly sfn: SFNClient;
}

interface Context {
  readonly outputs: StackOutputs;
  readonly mayBeStopped: boolean;
  /** An item with interactions. */
  readonly itemId: string;
}

type Look = (clients: Clients, value: string, context: Context) => Promise<void>;

/** Somebody new, who has bought nothing that an answer would leave out. */
const USER = 'somebody-new';

/** The item of the first interaction that the shop has prepared. */
export async function knownItem(
  { s3 }: Pick<Clients, 's3'>,
  { DataBucketName: Bucket }: StackOutputs,
): Promise<string> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: DATASET_PREFIX }));
  const isImported = (key: string): boolean =>
    key.includes(DATASETS.INTERACTIONS.file) && !key.startsWith(ADDED_PREFIX);
  const file = Contents.find(({ Key = '', Size = 0 }) => Size > 0 && isImported(Key));
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: file?.Key, Range: 'bytes=0-8191' }));
  const [header, row] = (await Body!.transformToString()).split('\n').map((line) => line.split(','));
  return row[header.indexOf('ITEM_ID')];
}

const must = (is: boolean, what: string): void => {
  if (!is) throw new Error(what);
};

const recommender =
  (useCase: UseCaseName): Look =>
  async ({ personalize, runtime }, recommenderArn, { mayBeStopped, itemId }) => {
    const { recommender: found } = await personalize.send(new DescribeRecommenderCommand({ recommenderArn }));
    if (mayBeStopped && found?.status === 'INACTIVE') return;
    must(found?.status === 'ACTIVE', `it is ${found?.status}`);
    const needs: readonly string[] = USE_CASES[useCase].needs;
    const { itemList = [] } = await runtime.send(
      new GetRecommendationsCommand({
        recommenderArn,
        userId: needs.includes('userId') ? USER : undefined,
        itemId: needs.includes('itemId') ? itemId : undefined,
        numResults: 5,
      }),
    );
    must(itemList.length > 0, 'it answers nothing');
  };

const role: Look = async ({ iam }, arn) =>
  void (await iam.send(new GetRoleCommand({ RoleName: arn.split('/').at(-1) })));

const stateMachine: Look = async ({ sfn }, stateMachineArn) => {
  const { status } = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
  must(status === 'ACTIVE', `it is ${status}`);
};

const key: Look = async ({ kms }, KeyId) => {
  const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }));
  must(KeyMetadata?.KeyState === 'Enabled', `it is ${KeyMetadata?.KeyState}`);
};

const manifest: Look = async ({ s3 }, url) => {
  const [, Bucket, prefix] = /^s3:\/\/([^/]+)\/(.*)$/.exec(url) ?? [];
  await s3.send(new GetObjectCommand({ Bucket, Key: `${prefix}manifest.json` }));
};

/** Made by a run that a deployment does not wait for, or by nobody yet. */
const madeLater: Look = async () => undefined;

/** How each output is looked at. */
const LOOKS: Record<StackOutputName, Look> = {
  MostViewedRecommenderArn: recommender('most-viewed'),
  BestSellersRecommenderArn: recommender('best-sellers'),
  FrequentlyBoughtTogetherRecommenderArn: recommender('frequently-bought-together'),
  CustomersWhoViewedXAlsoViewedRecommenderArn: recommender('customers-who-viewed-x-also-viewed'),
  RecommendedForYouRecommenderArn: recommender('recommended-for-you'),
  async RankingCampaignArn({ personalize, runtime }, campaignArn, { itemId }) {
    const { campaign } = await personalize.send(new DescribeCampaignCommand({ campaignArn }));
    must(campaign?.status === 'ACTIVE', `it is ${campaign?.status}`);
    const { personalizedRanking = [] } = await runtime.send(
      new GetPersonalizedRankingCommand({ campaignArn, userId: USER, inputList: [itemId, 'unknown'] }),
    );
    must(personalizedRanking.length === 2, 'it ranks nothing');
  },
  async FilterArns({ personalize, runtime }, json, { outputs, mayBeStopped, itemId }) {
    for (const filterArn of Object.values(JSON.parse(json) as Record<string, string>)) {
      const { filter } = await personalize.send(new DescribeFilterCommand({ filterArn }));
      must(filter?.status === 'ACTIVE', `${filterArn} is ${filter?.status}`);
      const expression = filter?.filterExpression ?? '';
      const related = outputs.FrequentlyBoughtTogetherRecommenderArn;
      const recommenderArn = expression.includes('CurrentItem') ? related : outputs.BestSellersRecommenderArn;
      // Values of placeholders are the shop's own.
      if (recommenderArn === undefined || mayBeStopped || expression.includes('$')) continue;
      const asked = recommenderArn === related ? { itemId } : { userId: USER };
      await runtime.send(new GetRecommendationsCommand({ recommenderArn, filterArn, ...asked }));
    }
  },
  ListsPrefix: manifest,
  ListsStateMachineArn: stateMachine,
  SegmentsPrefix: madeLater,
  SegmentsStateMachineArn: stateMachine,
  BatchesPrefix: madeLater,
  BatchesStateMachineArn: stateMachine,
  async TrackingId({ personalize }, trackingId, { outputs }) {
    const eventTrackerArn = outputs.EventTrackerArn;
    const { eventTracker } = await personalize.send(new DescribeEventTrackerCommand({ eventTrackerArn }));
    must(eventTracker?.trackingId === trackingId, `the tracker has ${eventTracker?.trackingId}`);
  },
  async EventTrackerArn({ personalize }, eventTrackerArn) {
    const { eventTracker } = await personalize.send(new DescribeEventTrackerCommand({ eventTrackerArn }));
    must(eventTracker?.status === 'ACTIVE', `it is ${eventTracker?.status}`);
  },
  async ApiUrl(_clients, url, { outputs }) {
    const live = Object.entries(RECOMMENDER_OUTPUTS).find(([, name]) => outputs[name] !== undefined);
    const response = await fetch(
      `${url.replace(/\/$/, '')}/recommendations/${live?.[0] ?? 'best-sellers'}`,
    ).catch(() => undefined);
    // Some use cases need an item, guests have a limit, and a shop of lists alone may have other use cases.
    const expected = [200, 400, 429, ...(live ? [] : [404])];
    must(expected.includes(response?.status ?? 0), `it answers ${response?.status}`);
  },
  UserTokenKeyArn: key,
  RulesPrefix: madeLater,
  async DatasetGroupArn({ personalize }, datasetGroupArn) {
    const { datasetGroup } = await personalize.send(new DescribeDatasetGroupCommand({ datasetGroupArn }));
    must(datasetGroup?.status === 'ACTIVE', `it is ${datasetGroup?.status}`);
  },
  async DataBucketName({ s3 }, Bucket) {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: DATASET_PREFIX }));
    must(Contents.length > 0, 'it has no prepared files');
  },
  FreshDataStateMachineArn: stateMachine,
  AnalystRoleArn: role,
  ImportRoleArn: role,
  UserKeyArn: key,
  Shelves: madeLater,
  Experiment: madeLater,
};
