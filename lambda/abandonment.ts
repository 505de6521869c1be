import {
  DescribeStacksCommand,
  type CloudFormationClient,
  type CloudFormationClientConfig,
} from '@aws-sdk/client-cloudformation';
import type { CustomResourceEvent } from './lifecycle';
import { errorInWords } from './error-in-words';

/** The part of the CloudFormation client that is used here. */
export type CloudFormationApi = Pick<CloudFormationClient, 'send'>;

/**
 * Whether CloudFormation has turned back from a Create or Update while it was still under way.
 *
 * @throws Error that passes, where CloudFormation does not say: a look that failed tells nothing of the stack
 */
export type IsAbandoned = (event: CustomResourceEvent<unknown>) => Promise<boolean>;

/**
 * For the client: an account may look at its stacks about five times a second, and all resources of a stack look at
 * once. The SDK backs off with jitter, for fifteen seconds at most with so many attempts.
 */
export const STACK_LOOKS = { maxAttempts: 6 } as const satisfies CloudFormationClientConfig;

/**
 * When another resource fails, CloudFormation does not wait for ours: it sends the Delete while our Create
 * goes on, and a Delete that comes first finds nothing. So whoever creates asks the stack before and after
 * whether it is still wanted, and takes back what is not: what is created after the Delete has looked is
 * created after the stack has turned back.
 */
export function abandonment(client: CloudFormationApi): IsAbandoned {
  return async ({ StackId, RequestType }) => {
    const status = await stackStatus(client, StackId);
    // The way back of an update sends Updates, which are wanted, but never a Create.
    return (
      /^(DELETE|ROLLBACK)_/.test(status) || (RequestType === 'Create' && /^UPDATE_ROLLBACK_/.test(status))
    );
  };
}

async function stackStatus(client: CloudFormationApi, StackName: string): Promise<string> {
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName }));
    return Stacks?.[0]?.StackStatus ?? '';
  } catch (cause) {
    const error = new Error(`the status of ${StackName} (${errorInWords(cause)})`, { cause });
    // As the SDK marks what may be asked again, whatever the reason.
    throw Object.assign(error, { $retryable: {} });
  }
}

/** Times that a look is tried, and the longest pause between two: about two minutes in all. */
const MAX_LOOKS = 12;
const MAX_PAUSE_MS = 20_000;

/** Asks until CloudFormation says, for a function that nobody asks again; gives up after about two minutes. */
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
          throw new Error(`After ${look} looks still waiting for ${errorInWords(cause)}`, { cause });
        await sleep(Math.random() * Math.min(MAX_PAUSE_MS, 1_000 * 2 ** look));
      }
    }
  };
}
