import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { PersonalizeRuntimeClient } from '@aws-sdk/client-personalize-runtime';
import { S3Client } from '@aws-sdk/client-s3';
import { STACK_NAME } from '@ecommerce-recommenders/shop-data/stack-name';
import { runCdk } from '../cdk/cdk';
import { LOCAL_REGION, localClientConfig, localEnvironment } from 'embedded-aws/environment';
import type { RecommendClients } from '../recommend/recommend';
import { resourceProgress, type ResourceProgress, stackEvents } from '../deployed/stack-events';
import { stackOutputs, type StackOutputs } from '../deployed/stack-outputs';
import { isEffect, REMEDIES, stackFailure } from '../failure/stack-failure';

/** Each embedded AWS is its own account and needs no stage: this overrides the one in cdk.json. */
const WITHOUT_STAGE = ['-c', 'stage='];

const contextArgs = (context: Readonly<Record<string, string>>): string[] =>
  Object.entries(context).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

/** The stack on an embedded AWS, driven by the real CDK CLI. */
export interface LocalStack {
  readonly clients: RecommendClients;
  /** @param context - settings, as `-c NAME=VALUE` takes them */
  deploy(context: Readonly<Record<string, string>>, follow: Follow): Promise<void>;
  outputs(): Promise<StackOutputs>;
  /** @param context - the same as for the deployment, which the app checks again */
  destroy(follow: Follow, context?: Readonly<Record<string, string>>): Promise<void>;
  /** Everything that exists in the account. */
  inventory(): Promise<Inventory>;
}

/** What exists in an account. */
export type Inventory = readonly { readonly type: string; readonly id: string }[];

/** Progress callback and abort signal. */
export interface Follow {
  readonly onResource: (resource: ResourceProgress) => void;
  /** Kills the CLI. */
  readonly signal?: AbortSignal;
}

/** The first failure that no other one has caused, and what to do; undefined if no resource has failed. */
function causeOf(failed: readonly ResourceProgress[], cause: Error): Error | undefined {
  for (const { logicalId, reason = 'no reason given' } of failed) {
    const failure = stackFailure(reason);
    if (isEffect(failure)) continue;
    const { says, remedy } = failure;
    return new Error(`${logicalId}: ${says}\nTo do: ${REMEDIES[remedy]}`, { cause });
  }
  return undefined;
}

/**
 * @param folder - where the CLI may write
 * @param stack - the stack of an app of one's own
 */
export function localStack(endpoint: string, folder: string, stack?: string): LocalStack {
  const config = localClientConfig(endpoint);
  const cloudFormation = new CloudFormationClient(config);
  const stackName = stack ?? STACK_NAME;
  const named = stack === undefined ? [] : [stack];

  async function cdk(args: readonly string[], { onResource, signal }: Follow): Promise<void> {
    const failed: ResourceProgress[] = [];
    const ended = new AbortController();
    const events = await stackEvents({
      client: cloudFormation,
      stackName,
      signal: ended.signal,
    });
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
      await runCdk(args, {
        environment: localEnvironment({ endpoint, region: LOCAL_REGION }),
        folder,
        signal,
      });
    } catch (error) {
      failure = error as Error;
    } finally {
      ended.abort();
      await following;
    }
    if (failure) throw (!signal?.aborted && causeOf(failed, failure)) || failure;
  }

  return {
    clients: { runtime: new PersonalizeRuntimeClient(config), s3: new S3Client(config) },
    deploy: (context, follow) =>
      cdk(
        [...['deploy', ...named, '--require-approval', 'never', ...WITHOUT_STAGE], ...contextArgs(context)],
        follow,
      ),
    outputs: () => stackOutputs(cloudFormation, stackName),
    destroy: (follow, context = {}) =>
      cdk(['destroy', ...named, '--force', ...WITHOUT_STAGE, ...contextArgs(context)], follow),
    inventory: async () => {
      const response = await fetch(`${endpoint}/_local/inventory`);
      return (await response.json()) as Inventory;
    },
  };
}
