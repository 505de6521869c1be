import { AwsError } from '../../aws-error';
import { byKey } from '../../gateway/page';
import type { Platform } from '../../platform';
import { notFound } from './apigateway-errors';
import type { ApiEntry } from './apigateway-shapes';
import { startApiServer, type ApiServer } from './data/api-server';
import { createIssuerKeys } from './data/issuer-keys';
import { HttpApi } from './http-api';

/** HTTP APIs of a region, each with its server. */
export class ApiGatewayStore {
  private readonly apis = new Map<string, { readonly api: HttpApi; readonly server: ApiServer }>();
  private readonly issuerKeys;
  private isClosed = false;

  constructor(readonly platform: Platform) {
    this.issuerKeys = createIssuerKeys(() => platform.clock.now());
  }

  /** Sorted by id. */
  list(): HttpApi[] {
    return [...this.apis.values()].map(({ api }) => api).sort(byKey(({ entry }) => entry.apiId));
  }

  /** @throws AwsError `NotFoundException` */
  mustFind(apiId: string): HttpApi {
    const found = this.apis.get(apiId);
    if (found) return found.api;
    throw notFound(`Invalid API identifier specified ${this.platform.accountId}:${apiId}`);
  }

  /** Creates an API and starts its server. */
  async add(fields: Omit<ApiEntry, 'apiEndpoint'>): Promise<HttpApi> {
    const api = new HttpApi({ ...fields, apiEndpoint: '' });
    const server = await startApiServer(api, this.issuerKeys, this.platform);
    if (this.isClosed) {
      await server.close();
      throw new AwsError('TooManyRequestsException', 'The embedded AWS is being reset.', 429);
    }
    api.entry = { ...api.entry, apiEndpoint: server.endpoint };
    this.apis.set(fields.apiId, { api, server });
    return api;
  }

  /** Resolves once its port is free. @throws AwsError `NotFoundException` */
  async remove(apiId: string): Promise<void> {
    this.mustFind(apiId);
    const { server } = this.apis.get(apiId)!;
    this.apis.delete(apiId);
    await server.close();
  }

  /** ARN of a resource of the management API: `/apis/ID`. */
  arnOf(path: string): string {
    return `arn:aws:apigateway:${this.platform.region}::${path}`;
  }

  /** A new identifier, as API Gateway's: lower-case letters and digits. */
  newId(length: number): string {
    return this.platform.newId().replaceAll('-', '').slice(0, length);
  }

  /** ISO 8601, as the service writes dates. */
  now(): string {
    return new Date(this.platform.clock.now()).toISOString();
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all([...this.apis.values()].map(({ server }) => server.close()));
  }
}
