import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { ReachedBy, ReachedByApi } from './reached-by';

/** API, region and signer of a request. */
export interface Route {
  readonly api: string;
  readonly region: string;
  readonly accessKeyId: string;
}

/** Routes requests to APIs. */
export interface Router {
  /**
   * Reads the credential scope of AWS signatures, `KEY/DATE/REGION/SERVICE/aws4_request`, from the
   * Authorization header or, for presigned URLs, the query. Unsigned requests are anonymous.
   */
  routeOf(request: IncomingMessage, query: URLSearchParams, path: string): Route;
  /** Whether a path is a control endpoint, which belongs to no service. */
  isControlPath(path: string): boolean;
}

const DEFAULT_REGION = 'us-east-1';
const ANONYMOUS = 'anonymous';
const CONTROL = '/_local/';
// Region and service become folder names, so the pattern is strict.
const CREDENTIAL = /Credential=([^/,\s=]+)\/\d{8}\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request/;

/** Builds the look-up tables from what the services declare. */
export function createRouter(reachedBy: ReachedByApi): Router {
  const apis = Object.entries(reachedBy);
  const secretPaths = apis.flatMap(([api, { secretPath }]) => (secretPath ? [{ api, secretPath }] : []));
  const unsigned = apis.find((api) => api[1].unsigned)?.[0] ?? '';
  const sharing = new Map<string, [string, ReachedBy][]>();
  for (const api of apis) {
    const { signingName } = api[1];
    if (signingName !== undefined) sharing.set(signingName, [...(sharing.get(signingName) ?? []), api]);
  }
  const choices = new Map([...sharing].map(([signingName, group]) => [signingName, chooser(group)]));

  function secretRoute(path: string): Route | undefined {
    if (!path.startsWith(CONTROL)) return undefined;
    for (const { api, secretPath } of secretPaths) {
      const found = secretPath.exec(path);
      if (found) return { api, region: found[1], accessKeyId: ANONYMOUS };
    }
    return undefined;
  }

  return {
    routeOf: (request, query, path) => {
      const secret = secretRoute(path);
      if (secret) return secret;
      const signed =
        CREDENTIAL.exec(request.headers.authorization ?? '') ??
        CREDENTIAL.exec(`Credential=${query.get('X-Amz-Credential') ?? ''}`);
      if (!signed) return { api: unsigned, region: DEFAULT_REGION, accessKeyId: ANONYMOUS };
      const [, accessKeyId, region, service] = signed;
      return { api: choices.get(service)?.(request.headers, path) ?? service, region, accessKeyId };
    },
    isControlPath: (path) => path.startsWith(CONTROL) && !secretRoute(path),
  };
}

/** Chooses among APIs with the same signing name: by header, then by path, then the fallback. */
function chooser(
  apis: readonly [string, ReachedBy][],
): (headers: IncomingHttpHeaders, path: string) => string | undefined {
  const byHeader = apis.flatMap(([api, { header }]) => (header ? [{ api, header }] : []));
  const byPath = new Map(apis.flatMap(([api, { paths = [] }]) => paths.map((path) => [path, api] as const)));
  const rest = apis.find(([, { header, paths }]) => !header && !paths)?.[0];
  return (headers, path) => {
    for (const { api, header } of byHeader) if (headers[header] !== undefined) return api;
    return byPath.get(path) ?? rest;
  };
}
