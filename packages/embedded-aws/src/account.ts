import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createAuthorizer, type Authorizer } from './authorization/authorizer';
import { createPermissionUses, type PermissionReport } from './authorization/permission-uses';
import type { IdentityDirectory } from './authorization/identity-directory';
import { createBootstraps } from './bootstrap';
import { createChanges } from './changes';
import type { Clock } from './clock';
import { createEventStream } from './event-stream';
import { createFaults, type Faults } from './faults/faults';
import { billOf, type BillLine } from './billing/bill';
import { meterRequest } from './billing/billed-requests';
import { createMeter } from './billing/meter';
import { usageOf } from './billing/usage';
import { strikeEntry, beginRequest, createRequestLog, statusOf, type RequestLog } from './request-log';
import type { Call, Output } from './gateway/action';
import type { ReachedByApi } from './gateway/reached-by';
import { unknownService } from './gateway/unknown-service';
import type { Caller } from './authorization/principal';
import type { Latency } from './latency';
import { createMessages, type Messages } from './messages';
import { createMetrics, type Metrics } from './metrics';
import type { AwsCall, FunctionPlace, InventoryEntry, JobScript, ModelEntry, Platform } from './platform';
import {
  reachedByOf,
  type RunningApi,
  type RunningService,
  type StartableService,
} from './services/service-definition';
import { createSessions, type Sessions } from './sessions';

/** Options of an account. */
export interface AccountOptions {
  readonly services: Readonly<Record<string, StartableService>>;
  readonly endpoint: string;
  /** First port for HTTP APIs. @default any free one */
  readonly firstApiPort?: number;
  /** Folder for all state kept in files. */
  readonly folder: string;
  readonly clock: Clock;
  readonly latency: Latency;
  /** @default 'processes' */
  readonly functions?: FunctionPlace;
  /** Maximum concurrent Lambda invocations per region. @default 1000, as on AWS */
  readonly concurrency?: number;
  /** @default every run of a Glue job fails */
  readonly jobScript?: JobScript;
  /** Region about to be deployed to: function processes are started in advance. */
  readonly readyIn?: string;
}

/** The only account of the embedded AWS: its services in every region used so far. */
export interface Account {
  readonly id: string;
  /** Names of all APIs, sorted. */
  readonly apiNames: readonly string[];
  /** How requests reach each API. */
  readonly reachedBy: ReachedByApi;
  readonly sessions: Sessions;
  readonly requests: RequestLog;
  readonly authorizer: Authorizer;
  /** Injected faults. */
  readonly faults: Faults;
  /** Messages that would have left the account. */
  readonly messages: Messages;
  /** The API with this signing name; the region's services start on first use. */
  api(name: string, region: string): RunningApi | undefined;
  inventory(): InventoryEntry[];
  /** Models of all recommenders. */
  models(): ModelEntry[];
  /** What AWS would have charged since the start or the last reset. */
  bill(): BillLine[];
  /** Allowed and used permissions of the account's roles, without the CDK bootstrap roles. */
  permissions(): PermissionReport[];
  /** Stops everything and clears all state: an empty account again. */
  reset(): Promise<void>;
}

/** The account id used in AWS's documentation. */
export const ACCOUNT_ID = '123456789012';

/** An empty account; services start lazily, per region. */
export function createAccount(options: AccountOptions): Account {
  const { services, endpoint, firstApiPort, folder, clock, latency, readyIn } = options;
  const { functions = 'processes', concurrency = 1_000, jobScript = refuseScript } = options;
  const changes = createChanges();
  const meter = createMeter(clock);
  const requests = createRequestLog((request) => meterRequest(request, meter));
  const faults = createFaults(clock, (fault, subject) => requests.add(strikeEntry(fault, subject, clock)));
  const sessions = createSessions(ACCOUNT_ID, clock, (accessKeyId) => identities()?.holderOf(accessKeyId));
  const events = createEventStream(ACCOUNT_ID, clock);
  const serviceOfApi = new Map(
    Object.entries(services).flatMap(([name, { apiNames }]) => apiNames.map((api) => [api, name] as const)),
  );
  const messages = createMessages();
  const bootstraps = createBootstraps();
  const metricsByRegion = new Map<string, Metrics>();
  let running = new Map<string, RunningService>();
  let generation = 0;

  const uses = createPermissionUses();
  const identities = (): IdentityDirectory | undefined => serviceBehind('iam', 'global')?.identities;
  const authorizer = createAuthorizer({ accountId: ACCOUNT_ID, clock, identities, uses });

  const api = (name: string, region: string): RunningApi | undefined =>
    serviceBehind(name, region)?.apis[name];

  function serviceBehind(apiName: string, region: string): RunningService | undefined {
    const service = serviceOfApi.get(apiName);
    if (service === undefined) return undefined;
    const place = services[service].scope === 'global' ? 'global' : region;
    const key = `${place}/${service}`;
    let started = running.get(key);
    if (!started) {
      started = services[service].start(platform(region, join(generationFolder(), place, service)));
      running.set(key, started);
    }
    return started;
  }

  function metricsOf(region: string): Metrics {
    let metrics = metricsByRegion.get(region);
    if (!metrics) metricsByRegion.set(region, (metrics = createMetrics(() => clock.now())));
    return metrics;
  }

  // A reset starts in a new folder: work still in flight may write to the old one.
  const generationFolder = (): string => join(folder, String(generation));

  function platform(region: string, serviceFolder: string): Platform {
    mkdirSync(serviceFolder, { recursive: true });
    return {
      accountId: ACCOUNT_ID,
      region,
      endpoint,
      firstApiPort,
      folder: serviceFolder,
      clock,
      changes,
      latency,
      functions,
      concurrency,
      jobScript,
      isReady: region === readyIn,
      faults,
      metrics: metricsOf(region),
      meter,
      bootstraps,
      messages,
      newId: randomUUID,
      as: (caller, where = region) => callAs(caller, where),
      assume: ({ sessionName, durationSeconds = 3_600, ...assumption }) => {
        authorizer.checkAssumption(assumption, durationSeconds, region);
        // An account without IAM, in tests, has no roles.
        const roleId = identities()?.find(assumption.roleArn)?.id ?? 'AROA';
        return sessions.begin(assumption.roleArn, roleId, sessionName, durationSeconds);
      },
      emit: (event, where = region) => events.emit(where, event),
      onEvent: (listener) => events.listen(region, listener),
      beginRequest: (service, caller) => beginRequest(requests, clock, { service, region, caller }),
      logFailure: (service, operation, error) =>
        beginRequest(requests, clock, { service, region, caller: `${service}.amazonaws.com` }).end(
          operation,
          statusOf(error),
          error,
        ),
    };
  }

  function callAs(caller: Caller, region: string): AwsCall {
    return async <O extends object>(service: string, operation: string, input: object) => {
      const begun = beginRequest(requests, clock, { service, region, caller: caller.arn });
      try {
        const target = api(service, region);
        if (!target) throw unknownService(service);
        const note = (text: string): void => void begun.notes.push(text);
        const call: Call = {
          requestId: randomUUID(),
          caller,
          region,
          userAgent: 'embedded-aws',
          refusal: (needs) => authorizer.refusal({ caller, region, note }, needs),
          note,
        };
        const output: Output = await target.invoke(operation, input, call);
        begun.end(operation, 200);
        return (output ?? {}) as O;
      } catch (error) {
        begun.end(operation, statusOf(error), error as Error);
        throw error;
      }
    };
  }

  return {
    id: ACCOUNT_ID,
    apiNames: [...serviceOfApi.keys()].sort(),
    reachedBy: reachedByOf(services),
    sessions,
    requests,
    authorizer,
    faults,
    messages,
    api,
    inventory: () => [...running.values()].flatMap((service) => service.inventory()),
    models: () => [...running.values()].flatMap((service) => service.models()),
    bill: () => billOf(usageOf(meter, metricsByRegion)),
    permissions: () => {
      for (const role of identities()?.list() ?? []) if (!role.isBootstrap) uses.know(role);
      return uses.report();
    },
    reset: async () => {
      const stopping = [...running.values()];
      const oldFolder = generationFolder();
      running = new Map();
      generation += 1;
      faults.clear();
      events.clear();
      clock.clear();
      await Promise.all(stopping.map((service) => service.close()));
      rmSync(oldFolder, { recursive: true, force: true });
      sessions.clear();
      requests.clear();
      messages.clear();
      bootstraps.clear();
      metricsByRegion.clear();
      meter.clear();
      uses.clear();
    },
  };
}

const refuseScript: JobScript = async ({ script }) => {
  throw new Error(
    `The embedded AWS runs no Python and has no replacement for ${script}. Start it with a jobScript.`,
  );
};
