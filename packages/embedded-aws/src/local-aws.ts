import { version } from '../package.json';
import { createAccount } from './account';
import { createClock, type Clock } from './clock';
import { createControl } from './control';
import type { Faults } from './faults/faults';
import { createHttpServer, listenOnLoopback } from './gateway/http-server';
import { createListener } from './gateway/listener';
import { createStrangerProblem } from './gateway/stranger-problem';
import { LATENCIES, type LatencyName } from './latency';
import { checkOpenFiles } from './machine-limit';
import type { FunctionPlace, JobScript } from './platform';
import type { RequestLog } from './request-log';
import { SERVICES } from './services/services';
import { temporaryFolder } from './temporary-folder';

/** How the embedded AWS is started. */
export interface LocalAwsOptions {
  /** @default 0, a free port */
  readonly port?: number;
  /** How long Personalize takes. @default 'instant' */
  readonly latency?: LatencyName;
  /** Seconds on the embedded AWS's clock for each second of the machine's. @default 1 */
  readonly speed?: number;
  /** Where Lambda functions run. @default 'processes' */
  readonly functions?: FunctionPlace;
  /** Invocations of Lambda functions that may run at once in a region: 10 in a new account. @default 1000 */
  readonly concurrency?: number;
  /** Stands in for the scripts of Glue jobs. @default every run fails and says so */
  readonly jobScript?: JobScript;
  /** Region to which the CDK is about to deploy: a few processes for its functions are started now. @default none */
  readonly readyIn?: string;
}

/** A running embedded AWS. */
export interface LocalAws {
  /** `http://127.0.0.1:PORT`, for AWS_ENDPOINT_URL. */
  readonly endpoint: string;
  readonly clock: Clock;
  readonly requests: RequestLog;
  /** What goes wrong, as `POST /_local/faults` sets it. */
  readonly faults: Faults;
  /** Ends everything that runs and removes everything that was written. */
  close(): Promise<void>;
}

/**
 * Starts the embedded AWS on loopback alone.
 *
 * @throws Error that says why the port cannot be had, where no file can be kept, or how many files this process must be
 *   allowed to open
 */
export async function startLocalAws(options: LocalAwsOptions = {}): Promise<LocalAws> {
  checkOpenFiles();
  const { port = 0, latency = 'instant', speed = 1, functions, concurrency, jobScript, readyIn } = options;
  const server = createHttpServer();
  const strangerProblem = createStrangerProblem(server);
  const endpoint = `http://127.0.0.1:${await listenOnLoopback(server, port)}`;
  const folder = await temporaryFolder('embedded-aws').catch((error: unknown) => {
    server.close();
    throw error;
  });

  const clock = createClock(speed);
  const account = createAccount({
    services: SERVICES,
    endpoint,
    folder: folder.path,
    clock,
    latency: LATENCIES[latency],
    functions,
    concurrency,
    jobScript,
    readyIn,
  });
  if (readyIn !== undefined) account.api('lambda', readyIn);
  server.on('request', createListener(account, clock, createControl(account, version), strangerProblem));

  return {
    endpoint,
    clock,
    requests: account.requests,
    faults: account.faults,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await account.reset();
      await closed;
      folder.remove();
    },
  };
}
