import { setTimeout as wait } from 'node:timers/promises';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { PersonalizeRuntimeClient } from '@aws-sdk/client-personalize-runtime';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { STSClient } from '@aws-sdk/client-sts';
import { print } from 'embedded-aws/command/terminal-lines';
import { LOCAL_REGION, localClientConfig, localEnvironment } from 'embedded-aws/environment';
import { followedCdk } from '../cdk/followed-cdk';
import { judgedShop } from '../cdk/judged-shop';
import { askOnTerminal } from '../real-account';
import { PROOF_SETTINGS, PROOF_STACK } from './plan';
import type { ProveDeps } from './prove';

/** CloudFormation allows an account only a few calls per second. */
const POLL_ON_AWS_MS = 5_000;

/**
 * Dependencies for AWS as configured in the environment, or for an embedded AWS.
 *
 * @param folder - in which the CDK CLI may write
 */
export function depsOf(endpoint: string | undefined, folder: string): Omit<ProveDeps, 'interrupted'> {
  const config = endpoint === undefined ? {} : localClientConfig(endpoint);
  const cloudFormation = new CloudFormationClient(config);
  const environment =
    endpoint === undefined ? process.env : localEnvironment({ endpoint, region: LOCAL_REGION });
  return {
    clients: {
      cloudFormation,
      iam: new IAMClient(config),
      lambda: new LambdaClient(config),
      logs: new CloudWatchLogsClient(config),
      personalize: new PersonalizeClient(config),
      runtime: new PersonalizeRuntimeClient(config),
      s3: new S3Client(config),
      states: new SFNClient(config),
      sts: new STSClient(config),
    },
    cdk: followedCdk({
      client: cloudFormation,
      stackName: PROOF_STACK,
      environment,
      folder,
      ...(endpoint === undefined && { pollMs: POLL_ON_AWS_MS }),
    }),
    rehearse: async (update, signal) => {
      const { rehearsalOf } = require('./rehearsed-update') as typeof import('./rehearsed-update');
      return rehearsalOf(update, { environment, folder, signal });
    },
    check: async () => {
      const [{ examine }, { thisMachine }] = [
        require('../doctor/examine') as typeof import('../doctor/examine'),
        require('../doctor/shop/machine') as typeof import('../doctor/shop/machine'),
      ];
      return examine({ machine: thisMachine(), judged: await judgedShop(PROOF_SETTINGS, undefined) });
    },
    ask: askOnTerminal,
    print,
    wait,
    now: Date.now,
  };
}
