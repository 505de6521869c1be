import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { PersonalizeRuntimeClient } from '@aws-sdk/client-personalize-runtime';
import { S3Client } from '@aws-sdk/client-s3';
import { STACK_NAME } from '@ecommerce-recommenders/shop-data/contracts/stack-name';
import { join } from 'node:path';
import { ASSEMBLY } from '../cdk/cdk';
import { contextArgs, followedCdk, type Follow } from '../cdk/followed-cdk';
import { LOCAL_REGION, localClientConfig, localEnvironment } from 'embedded-aws/environment';
import type { RecommendClients } from '../recommend/recommend';
import { stackOutputs, type StackOutputs } from '../deployed/stack-outputs';

/** Each embedded AWS is a separate account and needs no stage. This overrides the stage in cdk.json. */
const WITHOUT_STAGE = ['-c', 'stage='];

/** How the CLI deploys. `direct` saves the second for a change set, which is useless for a new stack. */
type Method = 'change-set' | 'direct';

/** The stack on an embedded AWS, driven by the real CDK CLI. */
export interface LocalStack {
  readonly clients: RecommendClients;
  /**
   * @param context - settings in the form of `-c NAME=VALUE`
   * @param method - the CLI's default is `change-set`
   */
  deploy(context: Readonly<Record<string, string>>, follow: Follow, method?: Method): Promise<void>;
  outputs(): Promise<StackOutputs>;
  /**
   * Destroys the stack. It reuses the assembly of the last deployment, if the app was synthesized.
   *
   * @param context - the same as for the deployment, in case the app must be synthesized again
   */
  destroy(follow: Follow, context?: Readonly<Record<string, string>>): Promise<void>;
  /** Everything that exists in the account. */
  inventory(): Promise<Inventory>;
}

/** What exists in an account. */
export type Inventory = readonly { readonly type: string; readonly id: string }[];

/**
 * @param folder - in which the CLI may write
 * @param stack - name of the stack in the user's own app
 */
export function localStack(endpoint: string, folder: string, stack?: string): LocalStack {
  const config = localClientConfig(endpoint);
  const cloudFormation = new CloudFormationClient(config);
  const stackName = stack ?? STACK_NAME;
  const named = stack === undefined ? [] : [stack];

  const cdk = followedCdk({
    client: cloudFormation,
    stackName,
    environment: localEnvironment({ endpoint, region: LOCAL_REGION }),
    folder,
  });

  /** Whether the assembly of the last deployment is complete. It is, once the first resource is deployed. */
  let hasAssembly = false;

  return {
    clients: { runtime: new PersonalizeRuntimeClient(config), s3: new S3Client(config) },
    deploy: async (context, follow, method = 'change-set') => {
      hasAssembly = false;
      const onResource: Follow['onResource'] = (resource) => {
        hasAssembly = true;
        follow.onResource(resource);
      };
      await cdk(
        [
          ...['deploy', ...named, '--require-approval', 'never', '--method', method, ...WITHOUT_STAGE],
          ...contextArgs(context),
        ],
        { ...follow, onResource },
      );
      hasAssembly = true;
    },
    outputs: () => stackOutputs(cloudFormation, stackName),
    destroy: (follow, context = {}) => {
      const app = hasAssembly
        ? ['--app', join(folder, ASSEMBLY)]
        : [...WITHOUT_STAGE, ...contextArgs(context)];
      return cdk(['destroy', ...named, '--force', ...app], follow);
    },
    inventory: async () => {
      const response = await fetch(`${endpoint}/_local/inventory`);
      return (await response.json()) as Inventory;
    },
  };
}
