import type { IdentityDirectory } from '../authorization/identity-directory';
import type { Call, Output } from '../gateway/action';
import type { AwsError } from '../aws-error';
import type { ReachedByApi } from '../gateway/reached-by';
import type { AwsRequest, AwsResponse } from '../gateway/request';
import { runAction, unknownOperation, type Resolved, type Service } from '../gateway/service';
import type { InventoryEntry, ModelEntry, Platform } from '../platform';

/** A service: initial state, APIs, inventory. */
export interface ServiceDefinition<Store> {
  /** `global` services have one store, others one per region. */
  readonly scope: 'global' | 'region';
  createStore(platform: Platform): Store;
  /** APIs on this state, by signing name, or by a name of its own with {@link Service.reachedBy}. */
  readonly apis: Readonly<Record<string, Service<Store>>>;
  inventory(store: Store): InventoryEntry[];
  /** Trained models; only Personalize has them. */
  models?(store: Store): ModelEntry[];
  /** The account's roles and users; only IAM has them. */
  identities?(store: Store): IdentityDirectory;
  /** Stops background work: child processes, executions. */
  close?(store: Store): Promise<void>;
}

/** A service with its store type hidden. */
export interface StartableService {
  readonly scope: 'global' | 'region';
  readonly apiNames: readonly string[];
  /** How requests reach each API. */
  readonly reachedBy: ReachedByApi;
  start(platform: Platform): RunningService;
}

/** A service with its state. */
export interface RunningService {
  readonly apis: Readonly<Record<string, RunningApi>>;
  inventory(): InventoryEntry[];
  models(): ModelEntry[];
  readonly identities: IdentityDirectory | undefined;
  close(): Promise<void>;
}

/** One API of a running service. */
export interface RunningApi {
  resolve(request: AwsRequest): ResolvedRequest | Promise<ResolvedRequest>;
  renderError(error: AwsError, request: AwsRequest): AwsResponse;
  /** Runs an operation for an in-process caller. */
  invoke(operation: string, input: object, call: Call): Promise<Output>;
}

/** A resolved operation, bound to its state. */
export interface ResolvedRequest {
  readonly operation: string;
  readonly handle: (request: AwsRequest) => Promise<AwsResponse>;
}

/** How requests reach each API of these services. */
export const reachedByOf = (services: Readonly<Record<string, StartableService>>): ReachedByApi =>
  Object.assign({}, ...Object.values(services).map(({ reachedBy }) => reachedBy)) as ReachedByApi;

/** Hides the store type, so that all services fit one table. */
export function startable<Store>(definition: ServiceDefinition<Store>): StartableService {
  const { scope, apis } = definition;
  return {
    scope,
    apiNames: Object.keys(apis),
    reachedBy: Object.fromEntries(Object.entries(apis).map(([name, api]) => [name, api.reachedBy ?? {}])),
    start: (platform) => {
      const store = definition.createStore(platform);
      const withStore = ({ operation, handle }: Resolved<Store>): ResolvedRequest => ({
        operation,
        handle: (request) => handle(request, store),
      });
      const bind = ([name, api]: [string, Service<Store>]): [string, RunningApi] => [
        name,
        {
          resolve: (request) => {
            const resolved = api.resolve(request);
            return resolved instanceof Promise ? resolved.then(withStore) : withStore(resolved);
          },
          renderError: (error, request) => api.renderError(error, request),
          invoke: async (operation, input, call) => {
            if (!Object.hasOwn(api.actions, operation))
              throw unknownOperation(name, operation, Object.keys(api.actions));
            return runAction(api, operation, input, store, call);
          },
        },
      ];
      return {
        apis: Object.fromEntries(Object.entries(apis).map(bind)),
        inventory: () => definition.inventory(store),
        models: () => definition.models?.(store) ?? [],
        identities: definition.identities?.(store),
        close: async () => definition.close?.(store),
      };
    },
  };
}
