import { runPreparation } from '../glue-script/run-preparation';
import {
  CancelUpdateStackCommand,
  CloudFormationClient,
  ContinueUpdateRollbackCommand,
  CreateChangeSetCommand,
  DeleteChangeSetCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  paginateDescribeStackEvents,
  paginateListStackResources,
  type StackEvent,
  type StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { setTimeout } from 'node:timers/promises';
import { LOCAL_REGION, localClientConfig } from 'embedded-aws/environment';
import { stackOutputs, type StackOutputs } from '../deployed/stack-outputs';
import type { Inventory } from '../start/local-stack';
import { STACK_NAME } from '@ecommerce-recommenders/shop-data/contracts/stack-name';
import { startLocalAws, type LocalAws, type LocalAwsOptions } from 'embedded-aws/local-aws';
import type { Message } from 'embedded-aws/messages';
import { dataBucketIn, dataFiles, type DataFiles } from './data-files';
import { expectLive, type Expected } from '../deployed/expect-live';
import { quietTurns } from 'embedded-aws/quiet-turns';
import type { Assembly } from '../cdk/read-assembly';

const ASSETS = `cdk-hnb659fds-assets-123456789012-${LOCAL_REGION}`;

/** The role that `cdk bootstrap` makes for CloudFormation, which the CLI passes. */
const RoleARN = `arn:aws:iam::123456789012:role/cdk-hnb659fds-cfn-exec-role-123456789012-${LOCAL_REGION}`;

/** The CLI's name for its change set. */
const ChangeSetName = 'cdk-deploy-change-set';

/** Outcomes that need no explanation. */
const WELL = new Set(['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_COMPLETE']);

/** Polling interval for a stack whose functions run in other processes. */
const LOOK_MS = 50;

/** An upper bound for any operation, including its waits. */
const LONGEST_MS = 12 * 3_600_000;

/** How an operation of the stack ended. */
export interface Outcome {
  /** `CREATE_COMPLETE`, `ROLLBACK_COMPLETE`, … */
  readonly status: string;
  /** Why resources failed, `LogicalId: reason`, oldest first and without those that were merely cancelled. */
  readonly reasons: readonly string[];
  /** Number of API calls that it made. */
  readonly calls: number;
}

/** The change set failed: without changes, for one. */
export class NotBegun extends Error {}

/** CloudFormation makes no change set of the template. */
export class TemplateRefused extends Error {}

/** A client of the SDK. */
type ClientOf<Client> = new (config: { readonly endpoint: string; readonly region: string }) => Client;

/** An embedded AWS with the stack, driven through CloudFormation's API as the CDK CLI drives it. */
export interface StormAccount extends DataFiles {
  readonly aws: LocalAws;
  readonly personalize: PersonalizeClient;
  readonly s3: S3Client;
  /** A client of this AWS, one of each class, which {@link close} ends. */
  client<Client extends { destroy(): void }>(Client: ClientOf<Client>): Client;
  create(assembly: Assembly): Promise<Outcome>;
  /** Ends with {@link live}, unless the rollback fails. */
  update(assembly: Assembly, expected?: Expected): Promise<Outcome>;
  destroy(): Promise<Outcome>;
  /**
   * Starts an operation without waiting for its end; {@link settled} waits, and looks after an update as {@link update} does.
   *
   * @throws NotBegun if nothing changes, and TemplateRefused
   */
  begin(assembly: Assembly, operation: 'create' | 'update'): Promise<void>;
  settled(expected?: Expected): Promise<Outcome>;
  /** Waits for the end alone. */
  ended(): Promise<Outcome>;
  /** Cancels an update in progress; a no-op if it is past the point where it can be. */
  cancel(): Promise<void>;
  /** Continues a rollback that has failed. */
  continueRollback(): Promise<Outcome>;
  outputs(): Promise<StackOutputs>;
  /** Looks whether what the outputs name is live, without faults. @returns the outputs */
  live(expected?: Expected): Promise<StackOutputs>;
  /** All events of the stack, oldest first. */
  events(): Promise<StackEvent[]>;
  /** The resources of the stack. */
  resources(): Promise<StackResourceSummary[]>;
  /** Waits, turning the clock, until a condition holds. */
  until(isSo: () => Promise<boolean>): Promise<void>;
  /** Waits until everything in progress waits for the clock. */
  rest(): Promise<void>;
  /** Everything that exists, sorted, as `type id`. */
  inventory(): Promise<string[]>;
  /** The types of everything that exists, sorted, with repetitions. */
  types(): Promise<string[]>;
  /** Mails so far. */
  messages(): Promise<Message[]>;
  close(): Promise<void>;
}

/** A speed at which the machine's own time is negligible. */
const STANDSTILL = 0.001;

/** Start options of a {@link StormAccount}'s embedded AWS. */
export interface StormAccountOptions extends Pick<
  LocalAwsOptions,
  'functions' | 'concurrency' | 'speed' | 'startMs' | 'newId' | 'onRequest'
> {
  /** Exact Personalize latencies: the clock then moves only from one event to the next. */
  readonly latency?: LocalAwsOptions['latency'];
  /**
   * Called whenever everything waits for the clock, before it is turned.
   *
   * @default - nobody
   */
  readonly beforeTurn?: () => Promise<void>;
}

/**
 * Starts one, with the assets of these assemblies; those of others are published with their deployment. Its clock is turned when everything waits for it, which can be detected only for functions in this
 * process; with other processes, time passes by itself.
 */
export async function startStormAccount(
  assemblies: readonly Assembly[],
  { functions = 'inline', latency, beforeTurn, ...options }: StormAccountOptions = {},
): Promise<StormAccount> {
  const aws = await startLocalAws({
    functions,
    latency,
    jobScript: runPreparation,
    ...(latency && { speed: STANDSTILL }),
    ...options,
  });
  const config = localClientConfig(aws.endpoint);
  const cloudFormation = new CloudFormationClient(config);
  const s3 = new S3Client({ ...config, forcePathStyle: true });
  const personalize = new PersonalizeClient(config);
  const clients = new Map<unknown, { destroy(): void }>();
  const look = (): Promise<void> => setTimeout(LOOK_MS);
  const turns = quietTurns(aws);
  const { turn, rest } =
    functions === 'inline'
      ? { turn: latency ? turns.turnToNext : turns.turn, rest: turns.rest }
      : { turn: look, rest: look };
  const published = new Set<string>();
  const publish = async ({ assets }: Assembly): Promise<void> => {
    for (const [Key, Body] of Object.entries(assets)) {
      if (published.has(Key)) continue;
      published.add(Key);
      await s3.send(new PutObjectCommand({ Bucket: ASSETS, Key, Body }));
    }
  };
  for (const assembly of assemblies) await publish(assembly);

  let stackId = '';
  let stackName = STACK_NAME;
  /** Of the stack that was created last, once somebody has asked. */
  let bucket: string | undefined;
  let begun = { looks: 0, total: 0, ms: 0 };
  /** Outputs before the update in progress. */
  let before: StackOutputs | undefined;
  const mark = (): void => {
    begun = { looks: 0, total: aws.requests.total, ms: aws.clock.now() };
    before = undefined;
  };
  const status = async (): Promise<string> => {
    begun.looks += 1;
    const { Stacks = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName: stackId }));
    return Stacks[0].StackStatus!;
  };
  const events = async (): Promise<StackEvent[]> => {
    const found: StackEvent[] = [];
    const pages = paginateDescribeStackEvents({ client: cloudFormation }, { StackName: stackId });
    for await (const { StackEvents = [] } of pages) found.push(...StackEvents);
    return found.reverse();
  };
  const reasons = async (): Promise<string[]> =>
    (await events()).flatMap(
      ({ LogicalResourceId, ResourceStatus, ResourceStatusReason = '', Timestamp }) => {
        if (!ResourceStatus?.endsWith('_FAILED') || Number(Timestamp) < begun.ms - 1) return [];
        return ResourceStatusReason.endsWith('cancelled')
          ? []
          : [`${LogicalResourceId}: ${ResourceStatusReason}`];
      },
    );
  const outputs = (): Promise<StackOutputs> => stackOutputs(cloudFormation, stackName);
  const live = (expected?: Expected): Promise<StackOutputs> =>
    aws.faults.paused(async () => expectLive({ endpoint: aws.endpoint, outputs: await outputs() }, expected));
  const ended = async (): Promise<Outcome> => {
    let current = await status();
    for (; current.endsWith('_IN_PROGRESS'); current = await status()) {
      await beforeTurn?.();
      await turn();
      if (aws.clock.now() - begun.ms > LONGEST_MS)
        throw new Error(`The stack is still ${current} after half a day: nobody ends it any more.`);
    }
    const calls = aws.requests.total - begun.total - begun.looks;
    return { status: current, reasons: WELL.has(current) ? [] : await reasons(), calls };
  };
  const settled = async (expected?: Expected): Promise<Outcome> => {
    const outcome = await ended();
    if (before !== undefined && outcome.status === 'UPDATE_COMPLETE') await live(expected);
    if (before !== undefined && outcome.status === 'UPDATE_ROLLBACK_COMPLETE')
      await live({ ...expected, before });
    return outcome;
  };
  const begin = async (assembly: Assembly, operation: 'create' | 'update'): Promise<void> => {
    const { template, tags } = assembly;
    ({ stackName } = assembly);
    await publish(assembly);
    const found = operation === 'update' ? await aws.faults.paused(outputs) : undefined;
    const created = cloudFormation.send(
      new CreateChangeSetCommand({
        StackName: stackName,
        ...{ ChangeSetName, RoleARN },
        ChangeSetType: operation === 'update' ? 'UPDATE' : 'CREATE',
        TemplateURL: `${aws.endpoint}/${ASSETS}/${template}`,
        Capabilities: ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM', 'CAPABILITY_AUTO_EXPAND'],
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      }),
    );
    const { StackId = '' } = await created.catch((error: Error) => {
      throw error.name === 'ValidationError' ? new TemplateRefused(error.message, { cause: error }) : error;
    });
    const changeSet = { StackName: StackId, ChangeSetName };
    const { Status, StatusReason } = await cloudFormation.send(new DescribeChangeSetCommand(changeSet));
    if (Status === 'FAILED') {
      await cloudFormation.send(new DeleteChangeSetCommand(changeSet));
      throw new NotBegun(StatusReason);
    }
    stackId = StackId;
    if (operation === 'create') bucket = undefined;
    mark();
    before = found;
    await cloudFormation.send(new ExecuteChangeSetCommand(changeSet));
  };

  const local = async <Answer>(path: string): Promise<Answer> =>
    (await (await fetch(`${aws.endpoint}/_local/${path}`)).json()) as Answer;
  const inventory = async (): Promise<string[]> =>
    (await local<Inventory>('inventory')).map(({ type, id }) => `${type} ${id}`).sort();

  return {
    aws,
    personalize,
    s3,
    begin,
    ended,
    settled,
    cancel: async () => {
      if ((await status()) === 'UPDATE_IN_PROGRESS')
        await cloudFormation.send(new CancelUpdateStackCommand({ StackName: stackId }));
    },
    continueRollback: async () => {
      mark();
      await cloudFormation.send(new ContinueUpdateRollbackCommand({ StackName: stackId, RoleARN }));
      return settled();
    },
    resources: async () => {
      const found: StackResourceSummary[] = [];
      const pages = paginateListStackResources({ client: cloudFormation }, { StackName: stackId });
      for await (const { StackResourceSummaries = [] } of pages) found.push(...StackResourceSummaries);
      return found;
    },
    outputs,
    live,
    events,
    create: (assembly) => begin(assembly, 'create').then(() => settled()),
    update: (assembly, expected) => begin(assembly, 'update').then(() => settled(expected)),
    destroy: async () => {
      mark();
      await cloudFormation.send(new DeleteStackCommand({ StackName: stackId, RoleARN }));
      return settled();
    },
    until: async (isSo) => {
      while (!(await isSo())) {
        await beforeTurn?.();
        await turn();
      }
    },
    rest,
    inventory,
    ...dataFiles(s3, async () => (bucket ??= dataBucketIn(await inventory()))!),
    types: async () => (await local<Inventory>('inventory')).map(({ type }) => type).sort(),
    messages: () => local('messages'),
    client: <Client extends { destroy(): void }>(Client: ClientOf<Client>) => {
      const client = (clients.get(Client) ?? new Client(config)) as Client;
      clients.set(Client, client);
      return client;
    },
    close: async () => {
      for (const client of [cloudFormation, s3, personalize, ...clients.values()]) client.destroy();
      await aws.close();
    },
  };
}
