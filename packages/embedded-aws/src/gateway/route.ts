import type { IncomingMessage } from 'node:http';

/** API, region and signer of a request. */
export interface Route {
  readonly api: string;
  readonly region: string;
  readonly accessKeyId: string;
}

const DEFAULT_REGION = 'us-east-1';
/** Path of custom resource responses: unsigned, the path itself is the secret. */
const CFN_RESPONSE = /^\/_local\/cfn-response\/([a-z0-9-]+)\//;
// Region and service become folder names, so the pattern is strict.
const CREDENTIAL = /Credential=([^/,\s=]+)\/\d{8}\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request/;

/**
 * Reads the credential scope of AWS signatures, `KEY/DATE/REGION/SERVICE/aws4_request`, from the
 * Authorization header or, for presigned URLs, the query. Unsigned requests are anonymous and go to S3.
 */
export function routeOf(request: IncomingMessage, query: URLSearchParams, path: string): Route {
  const response = CFN_RESPONSE.exec(path);
  if (response) return { api: 'cfn-response', region: response[1], accessKeyId: 'anonymous' };
  const signed =
    CREDENTIAL.exec(request.headers.authorization ?? '') ??
    CREDENTIAL.exec(`Credential=${query.get('X-Amz-Credential') ?? ''}`);
  if (!signed) return { api: 's3', region: DEFAULT_REGION, accessKeyId: 'anonymous' };
  const [, accessKeyId, region, service] = signed;
  return { api: service === 'personalize' ? personalizeApi(request, path) : service, region, accessKeyId };
}

/** Whether a path is a control endpoint, which belongs to no service. */
export const isControlPath = (path: string): boolean =>
  path.startsWith('/_local/') && !CFN_RESPONSE.test(path);

/** Personalize's three APIs share a signing name: the control plane has a target, the others have paths. */
function personalizeApi(request: IncomingMessage, path: string): string {
  if (request.headers['x-amz-target'] !== undefined) return 'personalize';
  return RUNTIME_PATHS.has(path) ? 'personalize-runtime' : 'personalize-events';
}

const RUNTIME_PATHS = new Set(['/recommendations', '/personalize-ranking', '/action-recommendations']);
