import {
  DescribeStacksCommand,
  type CloudFormationClient,
  type CloudFormationClientConfig,
} from '@aws-sdk/client-cloudformation';
import type { CustomResourceEvent, WaitingFor } from './lifecycle';
import { errorInWords } from './error-in-words';

/** The part of the CloudFormation client that is used here. */
export type CloudFormationApi = Pick<CloudFormationClient, 'send'>;

/**
 * Whether CloudFormation is already rolling back or deleting the stack while a Create or Update is in progress.
 *
 * @throws retryable Error if the status cannot be read: a failed read says nothing about the stack
 */
export type IsAbandoned = (event: CustomResourceEvent<unknown>) => Promise<boolean>;

/**
 * Whether an Update is part of a rollback to the previous template.
 *
 * @throws as {@link IsAbandoned}
 */
export type IsRollingBack = (event: CustomResourceEvent<unknown>) => Promise<boolean>;

/**
 * Client settings: DescribeStacks is throttled at about five calls a second for each account, and all resources of a stack
 * call it at once. The SDK backs off with jitter, for at most fifteen seconds with this many attempts.
 */
export const STACK_LOOKS = { maxAttempts: 6 } as const satisfies CloudFormationClientConfig;

/**
 * When another resource fails, CloudFormation does not wait for ours: it sends the Delete while our Create is in
 * progress, and a Delete that runs first finds nothing. To close this race, a Create checks the stack's status before
 * and after it creates, and deletes what is no longer wanted: anything created after the Delete's look-up is created
 * after the rollback has begun.
 */
export function abandonment(client: CloudFormationApi): IsAbandoned {
  return async ({ StackId, RequestType }) => {
    const status = await stackStatus(client, StackId);
    // The rollback of an update needs its Updates, and never sends a Create.
    return (
      /^(DELETE|ROLLBACK)_/.test(status) || (RequestType === 'Create' && /^UPDATE_ROLLBACK_/.test(status))
    );
  };
}

/** Fails an abandoned request once what it has created is deleted. @param deletion one step of it */
export async function takeBack(deletion: Promise<WaitingFor>, what: string): Promise<WaitingFor> {
  const waitingFor = await deletion;
  if (waitingFor !== undefined) return waitingFor;
  throw new Error(`The stack no longer wants ${what}: another of its resources has failed.`);
}

/** Implements {@link IsRollingBack} with the stack's status. */
export const rollback =
  (client: CloudFormationApi): IsRollingBack =>
  async ({ StackId }) =>
    (await stackStatus(client, StackId)).endsWith('ROLLBACK_IN_PROGRESS');

/**
 * Status of a stack; `''` if it does not exist.
 *
 * @throws retryable Error if it cannot be read
 */
export async function stackStatus(client: CloudFormationApi, StackName: string): Promise<string> {
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName }));
    return Stacks?.[0]?.StackStatus ?? '';
  } catch (cause) {
    const error = new Error(`the status of ${StackName} (${errorInWords(cause)})`, { cause });
    // The SDK's marker for retryable errors.
    throw Object.assign(error, { $retryable: {} });
  }
}

/** Attempts and the longest delay between two of them: about two minutes in total. */
const MAX_LOOKS = 12;
const MAX_PAUSE_MS = 20_000;

/** Retries with back-off and jitter, for a handler that is not polled; gives up after about two minutes. */
export function untilKnown(
  isAbandoned: IsAbandoned,
  sleep: (ms: number) => Promise<unknown> = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
): IsAbandoned {
  return async (event) => {
    for (let look = 1; ; look += 1) {
      try {
        return await isAbandoned(event);
      } catch (cause) {
        if (look === MAX_LOOKS)
          throw new Error(`Still waiting for ${errorInWords(cause)} after ${look} attempts`, { cause });
        await sleep(Math.random() * Math.min(MAX_PAUSE_MS, 1_000 * 2 ** look));
      }
    }
  };
}
