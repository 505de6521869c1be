import { runPreparation } from '@ecommerce-recommenders/tools/glue-script/run-preparation';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCdk } from '@ecommerce-recommenders/tools/cdk/cdk';
import { LOCAL_REGION, localEnvironment } from 'embedded-aws/environment';
import type { LocalStack } from '@ecommerce-recommenders/tools/start/local-stack';
import type { ResourceProgress } from '@ecommerce-recommenders/tools/deployed/resource-progress';
import { type LocalAws, startLocalAws } from 'embedded-aws/local-aws';
import { liveStack } from './live-stack';

/** An embedded AWS with the stack, driven by the real CDK CLI. */
export interface DeployedStack {
  readonly aws: LocalAws;
  readonly stack: LocalStack;
  /** Output folder of the CLI, which tests may use too. */
  readonly folder: string;
  /** Start and end events of the deployments and destroys so far. */
  readonly resources: ResourceProgress[];
  readonly follow: { readonly onResource: (resource: ResourceProgress) => void };
  /** Runs another command of the CLI. */
  cdk(...args: string[]): Promise<void>;
  close(): Promise<void>;
}

export async function startStack(): Promise<DeployedStack> {
  const aws = await startLocalAws({ jobScript: runPreparation });
  const folder = await mkdtemp(join(tmpdir(), 'whole-'));
  const resources: ResourceProgress[] = [];
  const environment = localEnvironment({ endpoint: aws.endpoint, region: LOCAL_REGION });
  return {
    aws,
    folder,
    resources,
    stack: liveStack(aws.endpoint, folder, (look) => aws.faults.paused(look)),
    follow: { onResource: (resource) => void resources.push(resource) },
    cdk: (...args) => runCdk(args, { environment, folder }),
    close: async () => {
      await aws.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
