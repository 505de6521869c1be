import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { PersonalizeEventsClient } from '@aws-sdk/client-personalize-events';
import { PersonalizeRuntimeClient } from '@aws-sdk/client-personalize-runtime';
import { S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { setTimeout as wait } from 'node:timers/promises';
import { PARITY_VARIABLES } from '@ecommerce-recommenders/tools/parity/parity-variables';
import { type ParityClients, polled } from '@ecommerce-recommenders/tools/parity/removal';
import { startLocalAws } from 'embedded-aws/local-aws';

/** An AWS that the parity tests access only through the SDK's clients: an embedded one, or an account. */
export interface ParityAws extends ParityClients {
  readonly events: PersonalizeEventsClient;
  readonly runtime: PersonalizeRuntimeClient;
  readonly account: string;
  readonly region: string;
  /** ARN of a Personalize resource in this account. */
  readonly arn: (resource: string) => string;
  /** Polls until the status is final, and returns it; `undefined` once the resource is gone. */
  readonly settled: (ask: () => Promise<string | undefined>) => Promise<string | undefined>;
  /** Lets some time pass. */
  readonly pass: (ms: number) => Promise<void>;
  close(): Promise<void>;
}

const HOUR_MS = 3_600_000;

/** The account of the environment if `npm run parity` says so, else a new embedded AWS. */
export async function startParityAws(): Promise<ParityAws> {
  const isAccount = process.env[PARITY_VARIABLES.prefix] !== undefined;
  const local = isAccount ? undefined : await startLocalAws({ latency: 'realistic' });
  const config = local ? { endpoint: local.endpoint, maxAttempts: 1 } : {};
  const clients = {
    personalize: new PersonalizeClient(config),
    events: new PersonalizeEventsClient(config),
    runtime: new PersonalizeRuntimeClient(config),
    s3: new S3Client(config),
    cloudFormation: new CloudFormationClient(config),
    sts: new STSClient(config),
  };
  const { Account: account = '' } = await clients.sts.send(new GetCallerIdentityCommand({}));
  const region = await clients.personalize.config.region();
  // No real waiting on the embedded AWS: its clock is turned.
  const pass = async (ms: number): Promise<void> => (local ? local.clock.advance(HOUR_MS) : wait(ms));
  return {
    ...clients,
    account,
    region,
    arn: (resource) => `arn:aws:personalize:${region}:${account}:${resource}`,
    settled: async (ask) => {
      let status: string | undefined;
      const isSettled = async (): Promise<boolean> => {
        status = await ask().catch((error: Error) => {
          if (error.name !== 'ResourceNotFoundException') throw error;
          return undefined;
        });
        return !status || !/PENDING|IN_PROGRESS/.test(status);
      };
      // The embedded AWS's work also takes real time, of which each turn of the clock covers little.
      if (!(await polled(isSettled, { wait: pass, atMostMs: 2 * HOUR_MS })))
        throw new Error(`It is ${status} after two hours.`);
      return status;
    },
    pass,
    close: async () => {
      for (const client of Object.values(clients)) client.destroy();
      await local?.close();
    },
  };
}
