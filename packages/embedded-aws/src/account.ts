import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Authorizer } from './authorization/authorizer';
import { createPermissionUses, type PermissionReport } from './authorization/permission-uses';
import type { IdentityDirectory } from './authorization/identity-directory';
import { createBootstraps } from './bootstrap';
import { createChanges } from './changes';
import { LOCAL_ACCOUNT } from './environment';
import type { Clock } from './clock';
import { createEventStream, type EventStream } from './event-stream';
import { createFaults, type Faults } from './faults/faults';
import { billOf, type BillLine } from './billing/bill';
import { meterRequest } from './billing/billed-requests';
import { createMeter, type Meter } from './billing/meter';
import { usageOf } from './billing/usage';
import { strikeEntry, beginRequest, createRequestLog, statusOf, type RequestListener } from './request-log';
import type { Call, Output } from './gateway/action';
import type { ReachedByApi } from './gateway/reached-by';
import { unknownService } from './gateway/unknown-service';
import type { Caller } from './authorization/principal';
import type { Latency } from './latency';
import { createMessages } from './messages';
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
  /** Makes UUIDs. @default random ones */
  readonly newId?: () => string;
  readonly latency: Latency;
  /** @default 'processes' */
  readonly functions?: FunctionPlace;
  /** Maximum concurrent Lambda invocations per region. @default 1000, as on AWS */
  readonly concurrency?: number;
  /** @default every run of a Glue job fails */
  readonly jobScript?: JobScript;
  /** @default - nobody */
  readonly onRequest?: RequestListener;
  /** Region about to be deployed to: function processes are started in advance. */
  readonly readyIn?: string;
}

/** The only account of the embedded AWS, empty at first: its services start on first use, per region. */
export class Account {
  readonly id = LOCAL_ACCOUNT;
  /** Names of all APIs, sorted. */
  readonly apiNames: readonly string[];
  /** How requests reach each API. */
  readonly reachedBy: ReachedByApi;
  readonly requests = createRequestLog((request, exchange) => {
    meterRequest(request, this.meter);
    this.options.onRequest?.(request, exchange);
  });
  /** Messages that would have left the account. */
  readonly messages = createMessages();
  readonly sessions: Sessions;
  /** Makes UUIDs. */
  readonly newId: () => string;
  readonly authorizer: Authorizer;
  /** Injected faults. */
  readonly faults: Faults;
  private readonly changes = createChanges();
  private readonly bootstraps = createBootstraps();
  private readonly uses = createPermissionUses();
  private readonly meter: Meter;
  private readonly events: EventStream;
  private readonly metricsByRegion = new Map<string, Metrics>();
  private readonly serviceOfApi: ReadonlyMap<string, string>;
  private running = new Map<string, RunningService>();
  private generation = 0;

  constructor(private readonly options: AccountOptions) {
    const { services, clock, newId = randomUUID } = options;
    this.newId = newId;
    const { uses } = this;
    this.serviceOfApi = new Map(
      Object.entries(services).flatMap(([name, { apiNames }]) => apiNames.map((api) => [api, name] as const)),
    );
    this.apiNames = [...this.serviceOfApi.keys()].sort();
    this.reachedBy = reachedByOf(services);
    this.meter = createMeter(clock);
    this.events = createEventStream(LOCAL_ACCOUNT, clock, this.newId);
    this.faults = createFaults(clock, (fault, subject) =>
      this.requests.add(strikeEntry(fault, subject, clock)),
    );
    this.sessions = createSessions(LOCAL_ACCOUNT, clock, (key) => this.identities?.holderOf(key));
    this.authorizer = new Authorizer({
      accountId: LOCAL_ACCOUNT,
      clock,
      uses,
      identities: () => this.identities,
    });
  }

  /** The API with this signing name; the region's services start on first use. */
  api(name: string, region: string): RunningApi | undefined {
    return this.serviceBehind(name, region)?.apis[name];
  }

  /** @param region - with the global services; default: all regions */
  inventory(region?: string): InventoryEntry[] {
    const isAsked = (key: string): boolean =>
      region === undefined || key.startsWith(`${region}/`) || key.startsWith('global/');
    return [...this.running].flatMap(([key, service]) => (isAsked(key) ? service.inventory() : []));
  }

  /** Models of all recommenders. */
  models(): ModelEntry[] {
    return [...this.running.values()].flatMap((service) => service.models());
  }

  /** What AWS would have charged since the start or the last reset. */
  bill(): BillLine[] {
    return billOf(usageOf(this.meter, this.metricsByRegion));
  }

  /** Allowed and used permissions of the account's roles, without the CDK bootstrap roles. */
  permissions(): PermissionReport[] {
    for (const role of this.identities?.list() ?? []) if (!role.isBootstrap) this.uses.know(role);
    return this.uses.report();
  }

  /** Stops everything and clears all state: an empty account again. */
  async reset(): Promise<void> {
    const stopping = [...this.running.values()];
    const oldFolder = this.generationFolder;
    this.running = new Map();
    this.generation += 1;
    this.faults.clear();
    this.events.clear();
    this.options.clock.clear();
    await Promise.all(stopping.map((service) => service.close()));
    rmSync(oldFolder, { recursive: true, force: true });
    this.sessions.clear();
    this.requests.clear();
    this.messages.clear();
    this.bootstraps.clear();
    this.metricsByRegion.clear();
    this.meter.clear();
    this.uses.clear();
  }

  private get identities(): IdentityDirectory | undefined {
    return this.serviceBehind('iam', 'global')?.identities;
  }

  private serviceBehind(apiName: string, region: string): RunningService | undefined {
    const name = this.serviceOfApi.get(apiName);
    if (name === undefined) return undefined;
    const service = this.options.services[name];
    const place = service.scope === 'global' ? 'global' : region;
    const key = `${place}/${name}`;
    let started = this.running.get(key);
    if (!started) {
      started = service.start(this.platform(region, join(this.generationFolder, place, name)));
      this.running.set(key, started);
    }
    return started;
  }

  private metricsOf(region: string): Metrics {
    let metrics = this.metricsByRegion.get(region);
    if (!metrics) this.metricsByRegion.set(region, (metrics = createMetrics(() => this.options.clock.now())));
    return metrics;
  }

  /** A reset starts in a new folder: work still in flight may write to the old one. */
  private get generationFolder(): string {
    return join(this.options.folder, String(this.generation));
  }

  private platform(region: string, folder: string): Platform {
    const { endpoint, firstApiPort, clock, latency, readyIn } = this.options;
    const { functions = 'processes', concurrency = 1_000, jobScript = refuseScript } = this.options;
    const { requests, sessions, authorizer, faults, messages } = this;
    const { changes, bootstraps, meter, events } = this;
    mkdirSync(folder, { recursive: true });
    return {
      accountId: LOCAL_ACCOUNT,
      ...{ region, endpoint, firstApiPort, folder, clock, changes, latency, functions, concurrency },
      ...{ jobScript, faults, meter, bootstraps, messages },
      isReady: region === readyIn,
      metrics: this.metricsOf(region),
      newId: this.newId,
      as: (caller, where = region) => this.callAs(caller, where),
      assume: ({ sessionName, durationSeconds = 3_600, ...assumption }) => {
        authorizer.checkAssumption(assumption, durationSeconds, region);
        // An account without IAM, in tests, has no roles.
        const roleId = this.identities?.find(assumption.roleArn)?.id ?? 'AROA';
        return sessions.begin(assumption.roleArn, roleId, sessionName, durationSeconds);
      },
      emit: (event, where = region) => events.emit(where, event),
      inventory: () => this.inventory(region),
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

  private callAs(caller: Caller, region: string): AwsCall {
    const { authorizer, requests } = this;
    return async <O extends object>(service: string, operation: string, input: object) => {
      const begun = beginRequest(requests, this.options.clock, { service, region, caller: caller.arn });
      try {
        const target = this.api(service, region);
        if (!target) throw unknownService(service);
        const note = (text: string): void => void begun.notes.push(text);
        const call: Call = {
          requestId: this.newId(),
          caller,
          region,
          userAgent: 'embedded-aws',
          refusal: (needs) => authorizer.refusal({ caller, region, note }, needs),
          note,
        };
        const output: Output = await target.invoke(operation, input, call);
        begun.end(operation, 200, undefined, { asked: input, answered: output });
        return (output ?? {}) as O;
      } catch (error) {
        begun.end(operation, statusOf(error), error as Error, { asked: input, answered: undefined });
        throw error;
      }
    };
  }
}

const refuseScript: JobScript = async ({ script }) => {
  throw new Error(
    `The embedded AWS runs no Python and has no replacement for ${script}. Start it with a jobScript.`,
  );
};
