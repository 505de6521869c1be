import { Personalize } from '@aws-sdk/client-personalize';
import { PersonalizeEvents } from '@aws-sdk/client-personalize-events';
import { PersonalizeRuntime } from '@aws-sdk/client-personalize-runtime';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Account } from '../../../src/account';
import { createClock, type Clock } from '../../../src/clock';
import { createListener } from '../../../src/gateway/listener';
import { createStrangerProblem } from '../../../src/gateway/stranger-problem';
import { LATENCIES, type LatencyName } from '../../../src/latency';
import { cloudWatchDefinition } from '../../../src/services/cloudwatch/cloudwatch';
import { personalizeDefinition } from '../../../src/services/personalize/personalize';
import { startable } from '../../../src/services/service-definition';
import { fakeS3 } from './fake-s3';

/** Personalize on its own port, beside CloudWatch, with files by `bucket/key` instead of an S3. */
export interface TestPersonalize {
  readonly account: Account;
  readonly endpoint: string;
  readonly clock: Clock;
  readonly files: Map<string, string | Buffer>;
  readonly personalize: Personalize;
  readonly runtime: PersonalizeRuntime;
  readonly events: PersonalizeEvents;
  close(): Promise<void>;
}

export async function startPersonalize(latency: LatencyName = 'instant'): Promise<TestPersonalize> {
  const folder = await mkdtemp(join(tmpdir(), 'personalize-test-'));
  const files = new Map<string, string | Buffer>();
  const server = createServer();
  const strangerProblem = createStrangerProblem(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clock = createClock();
  const account = new Account({
    services: {
      personalize: startable(personalizeDefinition),
      s3: startable(fakeS3(files)),
      cloudwatch: startable(cloudWatchDefinition),
    },
    endpoint,
    folder,
    clock,
    latency: LATENCIES[latency],
  });
  server.on(
    'request',
    createListener(account, clock, async () => undefined, strangerProblem),
  );
  const personalize = new Personalize({ endpoint, maxAttempts: 1 });
  const runtime = new PersonalizeRuntime({ endpoint, maxAttempts: 1 });
  const events = new PersonalizeEvents({ endpoint, maxAttempts: 1 });
  return {
    account,
    endpoint,
    clock,
    files,
    personalize,
    runtime,
    events,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await account.reset();
      await rm(folder, { recursive: true });
    },
  };
}
