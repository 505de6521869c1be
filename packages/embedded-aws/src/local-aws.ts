import { version } from '../package.json';
import { Account } from './account';
import type { BillLine } from './billing/bill';
import type { Duplex } from 'node:stream';
import { createClock, type Clock } from './clock';
import { createControl } from './control';
import type { Faults } from './faults/faults';
import { createHttpServer, listenOnLoopback } from './gateway/http-server';
import { inProcessConnection } from './gateway/in-process-connection';
import { ownHosts } from './gateway/known-host';
import { createListener } from './gateway/listener';
import { createStrangerProblem } from './gateway/stranger-problem';
import { LATENCIES, type Latency, type LatencyName } from './latency';
import { checkOpenFiles } from './machine-limit';
import type { FunctionPlace, JobScript } from './platform';
import type { RequestListener, RequestLog } from './request-log';
import { reachedByOf } from './services/service-definition';
import { SERVICES } from './services/services';
import { temporaryFolder } from './temporary-folder';

/** Options of the embedded AWS. */
export interface LocalAwsOptions {
  /** @default - a free port */
  readonly port?: number;
  /**
   * Latency of Personalize and Glue.
   *
   * @default 'instant'
   */
  readonly latency?: LatencyName | Latency;
  /**
   * Seconds on the embedded AWS's clock per real second.
   *
   * @default 1
   */
  readonly speed?: number;
  /**
   * Initial time of the clock, in milliseconds since the Unix epoch.
   *
   * @default - now
   */
  readonly startMs?: number;
  /**
   * Makes the UUIDs from which services make their ids and generated names; keys and tokens are always random.
   *
   * @default - random
   */
  readonly newId?: () => string;
  /**
   * Where Lambda functions run.
   *
   * @default 'processes'
   */
  readonly functions?: FunctionPlace;
  /**
   * Maximum concurrent Lambda invocations per region; new AWS accounts have 10.
   *
   * @default 1000
   */
  readonly concurrency?: number;
  /**
   * Replaces the scripts of Glue jobs.
   *
   * @default - every run fails with an explanation
   */
  readonly jobScript?: JobScript;
  /**
   * Called with each request that has ended.
   *
   * @default - nobody
   */
  readonly onRequest?: RequestListener;
  /**
   * Region about to be deployed to: function processes are started in advance.
   *
   * @default - none
   */
  readonly readyIn?: string;
}

/** A running embedded AWS. */
export interface LocalAws {
  /** `http://127.0.0.1:PORT`, for AWS_ENDPOINT_URL. */
  readonly endpoint: string;
  readonly clock: Clock;
  readonly requests: RequestLog;
  /** Injected faults, as `POST /_local/faults` sets them. */
  readonly faults: Faults;
  /** What AWS would have charged since the start or the last reset, as `GET /_local/bill` shows it. */
  bill(): BillLine[];
  /** Connects a client of this process without a socket, so that the system has no part in the order of events. */
  connect(): Duplex;
  /** Stops everything and removes all files. */
  close(): Promise<void>;
}

/**
 * Starts the embedded AWS, on loopback only.
 *
 * @throws Error if the port is unavailable, no file can be written, or the open-file limit is too low; it
 *   says which
 */
export async function startLocalAws(options: LocalAwsOptions = {}): Promise<LocalAws> {
  checkOpenFiles();
  const { port = 0, latency = 'instant', speed = 1, startMs, newId } = options;
  const { functions, concurrency, jobScript, onRequest, readyIn } = options;
  const server = createHttpServer();
  const strangerProblem = createStrangerProblem(server, { isOwnHost: ownHosts(reachedByOf(SERVICES)) });
  const endpoint = `http://127.0.0.1:${await listenOnLoopback(server, port)}`;
  const folder = await temporaryFolder('embedded-aws').catch((error: unknown) => {
    server.close();
    throw error;
  });

  const clock = createClock(speed, startMs);
  const account = new Account({
    services: SERVICES,
    endpoint,
    // With a given port, the ports of HTTP APIs are stable across restarts.
    firstApiPort: port === 0 ? undefined : port + 1,
    folder: folder.path,
    clock,
    newId,
    latency: typeof latency === 'string' ? LATENCIES[latency] : latency,
    functions,
    concurrency,
    jobScript,
    onRequest,
    readyIn,
  });
  if (readyIn !== undefined) account.api('lambda', readyIn);
  server.on('request', createListener(account, clock, createControl(account, version), strangerProblem));

  return {
    endpoint,
    clock,
    requests: account.requests,
    faults: account.faults,
    bill: () => account.bill(),
    connect: () => {
      const [client, own] = inProcessConnection();
      server.emit('connection', own);
      return client;
    },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await account.reset();
      clock.end();
      await closed;
      folder.remove();
    },
  };
}
