import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { Personalize } from '@aws-sdk/client-personalize';
import { PersonalizeEvents } from '@aws-sdk/client-personalize-events';
import { PersonalizeRuntime } from '@aws-sdk/client-personalize-runtime';
import { S3 } from '@aws-sdk/client-s3';
import { STS } from '@aws-sdk/client-sts';
import { setTimeout as wait } from 'node:timers/promises';
import { PARITY_VARIABLES } from '@ecommerce-recommenders/tools/parity/parity-variables';
import { type ParityClients, polled } from '@ecommerce-recommenders/tools/parity/removal';
import { startLocalAws } from 'embedded-aws/local-aws';

/** The prefix of every name in a parity test, by which clean-up finds it. */
export const PREFIX = process.env[PARITY_VARIABLES.prefix] ?? 'parity-00000000';

/** An AWS that the parity tests access only through the SDK's clients: an embedded one, or an account. */
export interface ParityAws extends ParityClients {
  readonly personalize: Personalize;
  readonly cloudFormation: CloudFormation;
  readonly s3: S3;
  readonly events: PersonalizeEvents;
  readonly runtime: PersonalizeRuntime;
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
    personalize: new Personalize(config),
    events: new PersonalizeEvents(config),
    runtime: new PersonalizeRuntime(config),
    s3: new S3(config),
    cloudFormation: new CloudFormation(config),
    sts: new STS(config),
  };
  const { Account: account = '' } = await clients.sts.getCallerIdentity({});
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
