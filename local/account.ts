import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AwsError } from './aws-error';
import { createChanges } from './changes';
import type { Clock } from './clock';
import type { Output } from './gateway/action';
import type { Caller } from './gateway/request';
import type { Latency } from './latency';
import type { AwsCall, InventoryEntry, Platform } from './platform';
import { createRequestLog, type RequestLog } from './request-log';
import type { RunningApi, RunningService, StartableService } from './services/service-definition';
import { createSessions, type Sessions } from './sessions';

/** What an account is made of. */
export interface AccountOptions {
  readonly services: Readonly<Record<string, StartableService>>;
  readonly endpoint: string;
  /** Folder for all state that is kept in files. */
  readonly folder: string;
  readonly clock: Clock;
  readonly latency: Latency;
}

/** The one account of the embedded AWS: its services in every region that somebody has used. */
export interface Account {
  readonly id: string;
  /** Names that clients sign with, sorted. */
  readonly apiNames: readonly string[];
  readonly sessions: Sessions;
  readonly requests: RequestLog;
  /** The API that signs as `name`; the region's services start on first use. */
  api(name: string, region: string): RunningApi | undefined;
  inventory(): InventoryEntry[];
  /** Ends everything and forgets it: an empty account again. */
  reset(): Promise<void>;
}

/** The account id that AWS's own documentation uses. */
export const ACCOUNT_ID = '123456789012';

/** An empty account; a service begins in a region when somebody first asks it there. */
export function createAccount(options: AccountOptions): Account {
  const { services, endpoint, folder, clock, latency } = options;
  const changes = createChanges();
  const requests = createRequestLog();
  const sessions = createSessions(ACCOUNT_ID, clock);
  const serviceOfApi = new Map(
    Object.entries(services).flatMap(([name, { apiNames }]) => apiNames.map((api) => [api, name] as const)),
  );
  let running = new Map<string, RunningService>();
  let generation = 0;

  function api(name: string, region: string): RunningApi | undefined {
    const service = serviceOfApi.get(name);
    if (service === undefined) return undefined;
    const place = services[service].scope === 'global' ? 'global' : region;
    const key = `${place}/${service}`;
    let started = running.get(key);
    if (!started) {
      started = services[service].start(platform(region, join(generationFolder(), place, service)));
      running.set(key, started);
    }
    return started.apis[name];
  }

  // A reset leaves the folder to whatever of the old account is still ending, and starts in a new one.
  const generationFolder = (): string => join(folder, String(generation));

  function platform(region: string, serviceFolder: string): Platform {
    mkdirSync(serviceFolder, { recursive: true });
    return {
      accountId: ACCOUNT_ID,
      region,
      endpoint,
      folder: serviceFolder,
      clock,
      changes,
      latency,
      newId: randomUUID,
      as: (caller) => callAs(caller, region),
      assume: (roleArn, sessionName, durationMs) => sessions.begin(roleArn, sessionName, durationMs),
    };
  }

  function callAs(caller: Caller, region: string): AwsCall {
    return async <O extends object>(service: string, operation: string, input: object) => {
      const started = performance.now();
      const notes: string[] = [];
      let error: unknown;
      try {
        const target = api(service, region);
        if (!target) throw new AwsError('UnknownService', `The embedded AWS has no service ${service}`);
        const note = (text: string): void => void notes.push(text);
        const call = { requestId: randomUUID(), caller, region, userAgent: 'embedded-aws', note };
        const output: Output = await target.invoke(operation, input, call);
        return (output ?? {}) as O;
      } catch (caught) {
        error = caught;
        throw caught;
      } finally {
        requests.add({
          time: new Date(clock.now()).toISOString(),
          service,
          operation,
          region,
          caller: caller.arn,
          status: error === undefined ? 200 : error instanceof AwsError ? error.status : 500,
          ms: performance.now() - started,
          ...(error instanceof Error && { error: `${error.name}: ${error.message}` }),
          ...(notes.length > 0 && { note: notes.join('; ') }),
        });
      }
    };
  }

  return {
    id: ACCOUNT_ID,
    apiNames: [...serviceOfApi.keys()].sort(),
    sessions,
    requests,
    api,
    inventory: () => [...running.values()].flatMap((service) => service.inventory()),
    reset: async () => {
      const stopping = [...running.values()];
      const oldFolder = generationFolder();
      running = new Map();
      generation += 1;
      clock.clear();
      await Promise.all(stopping.map((service) => service.close()));
      rmSync(oldFolder, { recursive: true, force: true });
      sessions.clear();
      requests.clear();
    },
  };
}
