import type { IncomingMessage } from 'node:http';

/** Which API a request is for, in which region, and who signed it. */
export interface Route {
  readonly api: string;
  readonly region: string;
  readonly accessKeyId: string;
}

const DEFAULT_REGION = 'us-east-1';
/** Where the functions of custom resources put their responses: nobody signs for that, the path is the secret. */
const CFN_RESPONSE = /^\/_local\/cfn-response\/([a-z0-9-]+)\//;
// Names of regions and services become names of folders, so nothing else is taken for one.
const CREDENTIAL = /Credential=([^/,\s=]+)\/\d{8}\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request/;

/**
 * Reads the credential scope that every AWS client signs with: `KEY/DATE/REGION/SERVICE/aws4_request`, in
 * the Authorization header or, of a presigned URL, in the query. What nobody signed is anonymous and S3's.
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

/** Whether a path is one of the control endpoints, which are no service's. */
export const isControlPath = (path: string): boolean =>
  path.startsWith('/_local/') && !CFN_RESPONSE.test(path);

/** Personalize's three APIs sign with one name: the control plane has a target, the others have paths. */
function personalizeApi(request: IncomingMessage, path: string): string {
  if (request.headers['x-amz-target'] !== undefined) return 'personalize';
  return RUNTIME_PATHS.has(path) ? 'personalize-runtime' : 'personalize-events';
}

const RUNTIME_PATHS = new Set(['/recommendations', '/personalize-ranking', '/action-recommendations']);
