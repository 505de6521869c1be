import {
  type CloudFormationClient,
  DeleteStackCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import type { PersonalizeClient } from '@aws-sdk/client-personalize';
import { DeleteObjectCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import * as sdk from '@aws-sdk/client-personalize';
import { IMPORT_PLACES, importPlaceStack } from './parity-variables';

const FIRST_MS = 250;
const LONGEST_MS = 15_000;

/** How to wait between polls. */
interface Waiting {
  /** Waits for this many milliseconds. */
  readonly wait: (ms: number) => Promise<unknown>;
  /** Timeout. */
  readonly atMostMs: number;
}

/** Polls with back-off until the answer is `true`; returns `false` after the timeout. */
export async function polled(ask: () => Promise<boolean>, { wait, atMostMs }: Waiting): Promise<boolean> {
  let delayMs = FIRST_MS;
  for (let waitedMs = 0; ; waitedMs += delayMs, delayMs = Math.min(LONGEST_MS, delayMs * 1.5)) {
    if (await ask()) return true;
    if (waitedMs >= atMostMs) return false;
    await wait(delayMs);
  }
}

/** Clients of the services in which the parity tests create something. */
export interface ParityClients {
  readonly personalize: PersonalizeClient;
  readonly s3: S3Client;
  readonly cloudFormation: CloudFormationClient;
}

/** Dependencies of {@link removeAll}. */
export interface RemovalDeps {
  readonly clients: ParityClients;
  readonly waiting: Waiting;
  readonly print: (text: string) => void;
}

/** Removes what a run has left behind. @throws Error that lists what is left, and what to do */
export async function removeAll(prefix: string, { clients, waiting, print }: RemovalDeps): Promise<void> {
  const again = `"npm run parity -- --remove ${prefix}"`;
  print(`Removing everything whose name begins with ${prefix}; if interrupted, ${again} resumes.`);
  const left = await removeWhatTestsMade(clients, prefix, waiting);
  if (left.length > 0)
    throw new Error(
      `Still there:\n${left.map((one) => `  ${one}`).join('\n')}\nTry again later with ${again}.`,
    );
  print('Nothing is left.');
}

/** A leftover of the tests, and how to delete it. */
interface Leftover {
  readonly id: string;
  readonly remove: () => Promise<unknown>;
}

type Listing = (client: sdk.PersonalizeClient, prefix: string) => Promise<Leftover[]>;

/** Deletion stages in dependency order. Resources of one stage are deleted at the same time. */
const STAGES: readonly (readonly Listing[])[] = [
  [
    listing(sdk.paginateListRecommenders, 'recommenders', 'recommenderArn', (client, recommenderArn) =>
      client.send(new sdk.DeleteRecommenderCommand({ recommenderArn })),
    ),
    listing(sdk.paginateListEventTrackers, 'eventTrackers', 'eventTrackerArn', (client, eventTrackerArn) =>
      client.send(new sdk.DeleteEventTrackerCommand({ eventTrackerArn })),
    ),
    listing(sdk.paginateListFilters, 'Filters', 'filterArn', (client, filterArn) =>
      client.send(new sdk.DeleteFilterCommand({ filterArn })),
    ),
  ],
  [
    listing(sdk.paginateListDatasets, 'datasets', 'datasetArn', (client, datasetArn) =>
      client.send(new sdk.DeleteDatasetCommand({ datasetArn })),
    ),
  ],
  [
    listing(sdk.paginateListDatasetGroups, 'datasetGroups', 'datasetGroupArn', (client, datasetGroupArn) =>
      client.send(new sdk.DeleteDatasetGroupCommand({ datasetGroupArn })),
    ),
    listing(sdk.paginateListSchemas, 'schemas', 'schemaArn', (client, schemaArn) =>
      client.send(new sdk.DeleteSchemaCommand({ schemaArn })),
    ),
  ],
];

/**
 * Removes everything whose name begins with the prefix.
 *
 * @returns what is left after the time-out, each with its latest error; normally empty
 */
async function removeWhatTestsMade(
  clients: ParityClients,
  prefix: string,
  waiting: Waiting,
): Promise<string[]> {
  const reasons = new Map<string, string>();
  const found = async (stage: readonly Listing[]): Promise<Leftover[]> =>
    (await Promise.all(stage.map((list) => list(clients.personalize, prefix)))).flat();
  for (const stage of STAGES) {
    const isGone = async (): Promise<boolean> => {
      const left = await found(stage);
      for (const { id, remove } of left)
        await remove().catch((error: Error) => reasons.set(id, error.message));
      return left.length === 0;
    };
    if (!(await polled(isGone, waiting))) break;
  }
  const left = await found(STAGES.flat());
  const places = IMPORT_PLACES.map((place) =>
    removeImportPlace(clients, importPlaceStack(prefix, place), waiting),
  );
  return [
    ...left.map(({ id }) => `${id}: ${reasons.get(id) ?? 'something before it is still there'}`),
    ...(await Promise.all(places)).flat(),
  ];
}

/** Lists the tests' own resources of one kind. */
function listing<Key extends string, Arn extends string>(
  pages: (
    config: { client: sdk.PersonalizeClient },
    input: object,
  ) => AsyncIterable<{ [key in Key]?: ({ name?: string } & { [arn in Arn]?: string })[] }>,
  key: Key,
  arn: Arn,
  remove: (client: sdk.PersonalizeClient, arn: string) => Promise<unknown>,
): Listing {
  return async (client, prefix) => {
    const found: Leftover[] = [];
    for await (const page of pages({ client }, {}))
      for (const { name = '', [arn]: id = '' } of page[key] ?? [])
        if (name.startsWith(prefix)) found.push({ id, remove: () => remove(client, id) });
    return found;
  };
}

/** Deletes an import bucket's stack with its files. Returns what failed, with the reason. */
async function removeImportPlace(
  { s3, cloudFormation }: Pick<ParityClients, 's3' | 'cloudFormation'>,
  StackName: string,
  waiting: Waiting,
): Promise<string[]> {
  const empty = async (): Promise<void> => {
    const { StackResources = [] } = await cloudFormation.send(
      new DescribeStackResourcesCommand({ StackName }),
    );
    const buckets = StackResources.filter(
      ({ ResourceType, ResourceStatus }) =>
        ResourceType === 'AWS::S3::Bucket' && ResourceStatus !== 'DELETE_COMPLETE',
    );
    for (const { PhysicalResourceId: Bucket } of buckets) {
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
      for (const { Key } of Contents) await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    }
  };
  const status = async (): Promise<string> => {
    const { Stacks = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
    return Stacks[0]?.StackStatus ?? '';
  };
  try {
    await empty();
    await cloudFormation.send(new DeleteStackCommand({ StackName }));
    await polled(async () => !(await status()).endsWith('_IN_PROGRESS'), waiting);
    return [`the stack ${StackName}: ${await status()}`];
  } catch (error) {
    const { message } = error as Error;
    return message.includes('does not exist') ? [] : [`the stack ${StackName}: ${message}`];
  }
}
