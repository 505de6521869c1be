import { conflict, notFound } from './apigateway-errors';
import type {
  ApiEntry,
  AuthorizerEntry,
  IntegrationEntry,
  RouteEntry,
  StageEntry,
} from './apigateway-shapes';
import { createTokenBuckets, type TokenBuckets } from './data/token-buckets';

/** Everything that belongs to one HTTP API. */
export class HttpApi {
  readonly stages = new Map<string, StageEntry>();
  readonly routes = new Map<string, RouteEntry>();
  readonly integrations = new Map<string, IntegrationEntry>();
  readonly authorizers = new Map<string, AuthorizerEntry>();
  readonly buckets: TokenBuckets = createTokenBuckets();

  constructor(public entry: ApiEntry) {}

  /** @throws AwsError `NotFoundException` */
  mustStage(name: string): StageEntry {
    const stage = this.stages.get(name);
    if (stage) return stage;
    throw notFound('Invalid stage identifier specified');
  }

  /** @throws AwsError `NotFoundException` */
  mustRoute(id: string): RouteEntry {
    const route = this.routes.get(id);
    if (route) return route;
    throw notFound(`Unable to find Route by id ${id} within the provided api`);
  }

  /** @throws AwsError `NotFoundException` */
  mustIntegration(id: string): IntegrationEntry {
    const integration = this.integrations.get(id);
    if (integration) return integration;
    throw notFound(`Unable to find Integration by id ${id} within the provided api`);
  }

  /** @throws AwsError `NotFoundException` */
  mustAuthorizer(id: string): AuthorizerEntry {
    const authorizer = this.authorizers.get(id);
    if (authorizer) return authorizer;
    throw notFound(`Unable to find Authorizer by id ${id} within the provided api`);
  }

  /** @throws AwsError `ConflictException` if another route has the key */
  checkRouteKeyIsFree(key: string, except?: string): void {
    for (const { routeId, routeKey } of this.routes.values())
      if (routeKey === key && routeId !== except)
        throw conflict(`Route with key ${key} already exists for this API`);
  }
}
