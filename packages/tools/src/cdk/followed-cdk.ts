import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { ResourceProgress } from '../deployed/resource-progress';
import { resourceProgress, stackEvents } from '../deployed/stack-events';
import { isEffect, REMEDIES, stackFailure } from '../failure/stack-failure';
import { type CdkOptions, runCdk } from './cdk';

/** Progress callback and abort signal. */
export interface Follow {
  readonly onResource: (resource: ResourceProgress) => void;
  /** Kills the CLI. */
  readonly signal?: AbortSignal;
}

/** The stack that is followed, and options for running the CLI. */
interface FollowedStack extends Pick<CdkOptions, 'environment' | 'folder'> {
  readonly client: CloudFormationClient;
  readonly stackName: string;
  /** Polling interval of the events. @default 500 */
  readonly pollMs?: number;
}

/** Arguments that pass settings to the CLI. */
export const contextArgs = (context: Readonly<Record<string, string>>): string[] =>
  Object.entries(context).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

/**
 * Runs the CDK CLI on one stack and reports the progress of its resources. Throws the first resource failure that is
 * not a consequence of another one, with a remedy; otherwise the CLI's error.
 */
export function followedCdk({ client, stackName, environment, folder, pollMs }: FollowedStack) {
  return async (
    args: readonly string[],
    { onResource, signal }: Follow,
    variables: Readonly<Record<string, string>> = {},
  ): Promise<void> => {
    const failed: ResourceProgress[] = [];
    const ended = new AbortController();
    const events = await stackEvents({ client, stackName, signal: ended.signal, pollMs });
    const following = (async () => {
      const progress = resourceProgress(stackName);
      for await (const event of events) {
        const resource = progress(event);
        if (!resource) continue;
        if (resource.status.endsWith('_FAILED')) failed.push(resource);
        onResource(resource);
      }
    })();
    // The error is rethrown below, once the CLI has exited.
    following.catch(() => {});
    let failure: Error | undefined;
    try {
      await runCdk(args, { environment: { ...environment, ...variables }, folder, signal });
    } catch (error) {
      failure = error as Error;
    } finally {
      ended.abort();
      await following;
    }
    if (failure) throw (!signal?.aborted && causeOf(failed, failure)) || failure;
  };
}

/** The first failure that is not a consequence of another one, with a remedy; undefined if there is none. */
function causeOf(failed: readonly ResourceProgress[], cause: Error): Error | undefined {
  for (const { logicalId, reason = 'no reason given' } of failed) {
    const failure = stackFailure(reason);
    if (isEffect(failure)) continue;
    const { says, remedy } = failure;
    return new Error(`${logicalId}: ${says}\nTo do: ${REMEDIES[remedy]}`, { cause });
  }
  return undefined;
}
