import {
  CloudFormationClient,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  ListStackResourcesCommand,
  type CloudFormationClientConfig,
  type StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import type { CustomResourceEvent, WaitingFor } from './lifecycle';
import { errorInWords } from './error-in-words';

/** The part of the CloudFormation client that is used here. */
export type CloudFormationApi = Pick<CloudFormationClient, 'send'>;

type Event = CustomResourceEvent<unknown>;

/** Whether a Delete may delete what its physical id names. */
export type Deletion =
  | { readonly may: true }
  /** `keeper` is the logical id that has the physical id now. */
  | { readonly may: false; readonly keeper: string }
  | { readonly may: 'not yet'; readonly waitingFor: string };

/**
 * The state of a request's stack according to CloudFormation.
 *
 * Each method throws a retryable Error if CloudFormation cannot be read, because a failed read says nothing about the stack.
 */
export interface StackView {
  /**
   * Whether CloudFormation is already rolling back or deleting the stack while a Create or Update is in progress.
   *
   * When another resource fails, CloudFormation does not wait for ours: it sends the Delete while our Create is in
   * progress, and a Delete that runs first finds nothing. To close this race, a Create checks the stack before and
   * after it creates, and deletes what is no longer wanted. Anything created after the Delete's look-up is created
   * after the rollback has begun, so the second check sees the rollback.
   */
  isAbandoned(event: Event): Promise<boolean>;
  /**
   * Whether an Update began before the rollback that is now in progress. CloudFormation does not wait for the
   * Update's end, and meanwhile sends the Update back to the old properties.
   *
   * @param marginMs minimum time between the two, because the clocks of two services may differ. Defaults to a second
   */
  isSuperseded(event: Event, marginMs?: number): Promise<boolean>;
  /** Whether a request is part of a rollback, including its clean-up. */
  isRollingBack(event: Event): Promise<boolean>;
  /** Whether the whole stack is being deleted, or its creation is being rolled back. */
  isGoing(event: Event): Promise<boolean>;
  /**
   * Whether a Delete may delete. If a resource gets another logical id, it is created under the new one, which finds
   * it by its name, and then deleted under the old one. A rollback does the reverse. Both logical ids then have the
   * same type and physical id, and the live resource belongs to the one that stays.
   *
   * @param ownId that the Create returns. CloudFormation invents one if it has not received the Create's response
   */
  deletion(event: Event, ownId: string): Promise<Deletion>;
  /** Logical id of another resource of the stack that has this physical id and stays. */
  keeperOf(event: Event, physicalId: string): Promise<string | undefined>;
  /**
   * Whether the resource already existed before the update that is being rolled back. A rollback deletes only what
   * the update has created.
   *
   * @param createdMs milliseconds since 1970
   */
  hadBefore(event: Event, createdMs: number): Promise<boolean>;
  /** Whether something happened during the current update, or during the one that is being rolled back. @param ms since 1970 */
  isOfThisUpdate(event: Event, ms: number): Promise<boolean>;
}

/**
 * Client settings. DescribeStacks is throttled at about five calls per second and account, and all resources of a
 * stack call it at once. With this many attempts the SDK backs off with jitter for at most fifteen seconds.
 */
export const STACK_CLIENT = { maxAttempts: 6 } as const satisfies CloudFormationClientConfig;

/** A {@link StackView} through CloudFormation's API. */
export function stackView(client: CloudFormationApi = new CloudFormationClient(STACK_CLIENT)): StackView {
  const status = ({ StackId }: Event): Promise<string> => stackStatus(client, StackId);
  const keeperOf: StackView['keeperOf'] = async (event, physicalId) => {
    if (!isUpdating(await status(event))) return undefined;
    const held = (await resources(client, event)).filter(stays(physicalId));
    return held.find((one) => !isSame(one, event))?.LogicalResourceId;
  };
  return {
    async isAbandoned(event) {
      const now = await status(event);
      // The rollback of an update needs its Updates, and never sends a Create.
      return isAtItsEnd(now) || (event.RequestType === 'Create' && now.startsWith('UPDATE_ROLLBACK_'));
    },

    async isSuperseded(event, marginMs = 1_000) {
      const { RequestType, StartedAt } = event;
      if (RequestType !== 'Update' || StartedAt === undefined) return false;
      if (!(await status(event)).startsWith('UPDATE_ROLLBACK_')) return false;
      const began = await beganAt(client, event, 'UPDATE_ROLLBACK_IN_PROGRESS');
      // An Update that continues is better than a rollback that fails because two clocks differ.
      return began !== undefined && StartedAt < began - marginMs;
    },

    isRollingBack: async (event) => /ROLLBACK_(COMPLETE_CLEANUP_)?IN_PROGRESS$/.test(await status(event)),

    isGoing: async (event) => isAtItsEnd(await status(event)),

    async deletion(event, ownId) {
      const { StackId, LogicalResourceId, PhysicalResourceId = '' } = event;
      const now = await status(event);
      if (/^(DELETE|ROLLBACK)_IN_PROGRESS$/.test(now)) return { may: true };
      const wait = (what: string): Deletion => ({ may: 'not yet', waitingFor: what });
      // Lambda may deliver a Delete again after its operation has ended, when the next one has re-created the resource.
      if (!isUpdating(now)) return wait(`${StackId} (${now}) to delete ${LogicalResourceId}`);
      const all = await resources(client, event);
      const keepers = all.filter(stays(PhysicalResourceId, ownId));
      const other = keepers.find((one) => !isSame(one, event));
      if (other) return { may: false, keeper: other.LogicalResourceId ?? '' };
      if (keepers.length > 0) return wait(`${StackId} to delete ${LogicalResourceId}`);
      // A resource that is being created may adopt by name what this Delete would delete. CloudFormation lists its
      // physical id once it has.
      const unknown = all.find(
        (one) => !one.PhysicalResourceId && !isSame(one, event) && isBeingCreated(one),
      );
      return unknown ? wait(`the physical id of ${unknown.LogicalResourceId}`) : { may: true };
    },

    keeperOf,

    async hadBefore(event, createdMs) {
      if (!(await status(event)).startsWith('UPDATE_ROLLBACK_')) return false;
      const began = await beganAt(client, event, 'UPDATE_IN_PROGRESS');
      return began !== undefined && createdMs < began - CLOCKS_MS;
    },

    async isOfThisUpdate(event, ms) {
      if (!isUpdating(await status(event))) return false;
      const began = await beganAt(client, event, 'UPDATE_IN_PROGRESS');
      return began !== undefined && ms >= began - CLOCKS_MS;
    },
  };
}

const isAtItsEnd = (status: string): boolean => /^(DELETE|ROLLBACK)_/.test(status);

/** Includes the clean-up and rollbacks. */
const isUpdating = (status: string): boolean => /^UPDATE_.*IN_PROGRESS$/.test(status);

const isSame = ({ LogicalResourceId }: StackResourceSummary, event: Event): boolean =>
  LogicalResourceId === event.LogicalResourceId;

const isBeingCreated = ({ ResourceStatus }: StackResourceSummary): boolean =>
  ResourceStatus === 'CREATE_IN_PROGRESS';

/** Whether a resource has one of these physical ids and is not being deleted itself. */
const stays =
  (...physicalIds: readonly string[]) =>
  ({ PhysicalResourceId = '', ResourceStatus }: StackResourceSummary): boolean =>
    physicalIds.includes(PhysicalResourceId) && !ResourceStatus?.startsWith('DELETE_');

/** The stack's resources of the request's type. */
async function resources(client: CloudFormationApi, event: Event): Promise<StackResourceSummary[]> {
  const { StackId: StackName, ResourceType } = event;
  const found: StackResourceSummary[] = [];
  let NextToken: string | undefined;
  do {
    const page = await known(
      client.send(new ListStackResourcesCommand({ StackName, NextToken })),
      `the resources of ${StackName}`,
    );
    found.push(...(page.StackResourceSummaries ?? []).filter((one) => one.ResourceType === ResourceType));
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  return found;
}

/** The clocks of two services may differ by this much. */
const CLOCKS_MS = 60_000;

/** When a stack last entered this status, in milliseconds since 1970. Events are listed newest first. */
async function beganAt(
  client: CloudFormationApi,
  { StackId: StackName }: Event,
  status: 'UPDATE_IN_PROGRESS' | 'UPDATE_ROLLBACK_IN_PROGRESS',
): Promise<number | undefined> {
  let NextToken: string | undefined;
  do {
    const page = await known(
      client.send(new DescribeStackEventsCommand({ StackName, NextToken })),
      `the events of ${StackName}`,
    );
    const began = page.StackEvents?.find(
      ({ PhysicalResourceId, ResourceStatus }) =>
        PhysicalResourceId === StackName && ResourceStatus === status,
    );
    if (began) return Number(began.Timestamp);
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  return undefined;
}

/** Fails an abandoned request once what it has created is deleted. @param deletion one step of the deletion */
export async function takeBack(deletion: Promise<WaitingFor>, what: string): Promise<WaitingFor> {
  const waitingFor = await deletion;
  if (waitingFor !== undefined) return waitingFor;
  throw new Error(`The stack no longer wants ${what}: another of its resources has failed.`);
}

/**
 * Status of a stack; `''` if it does not exist.
 *
 * @throws retryable Error if it cannot be read
 */
export async function stackStatus(client: CloudFormationApi, StackName: string): Promise<string> {
  const { Stacks } = await known(
    client.send(new DescribeStacksCommand({ StackName })),
    `the status of ${StackName}`,
  );
  return Stacks?.[0]?.StackStatus ?? '';
}

async function known<Answer>(answer: Promise<Answer>, what: string): Promise<Answer> {
  try {
    return await answer;
  } catch (cause) {
    const error = new Error(`${what} (${errorInWords(cause)})`, { cause });
    // The SDK's marker for retryable errors.
    throw Object.assign(error, { $retryable: {} });
  }
}

/** Maximum number of attempts, which take about two minutes in total, and the longest delay between two of them. */
const MAX_READS = 12;
const MAX_PAUSE_MS = 20_000;

/**
 * Retries reading the stack, with back-off and jitter, for a handler that is not polled. Gives up after about two minutes.
 *
 * @param look throws while CloudFormation cannot be read
 */
export async function untilKnown<Answer>(
  look: () => Promise<Answer>,
  sleep: (ms: number) => Promise<unknown> = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await look();
    } catch (cause) {
      if (attempt === MAX_READS)
        throw new Error(`Still waiting for ${errorInWords(cause)} after ${attempt} attempts`, { cause });
      await sleep(Math.random() * Math.min(MAX_PAUSE_MS, 1_000 * 2 ** attempt));
    }
  }
}
