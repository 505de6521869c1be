import { badRequest } from '../apigateway-errors';
import type { CorsConfiguration } from '../apigateway-shapes';

/** A header's name and value. */
export type Header = readonly [name: string, value: string];

const ORIGIN = /^(\*|https?:\/\/\*|[a-z][a-z0-9+.-]*:\/\/[^\s/*]+)$/;

/** @throws AwsError `BadRequestException` */
export function checkCors({ allowOrigins = [], allowCredentials }: CorsConfiguration): void {
  const wrong = allowOrigins.find((origin) => !ORIGIN.test(origin));
  if (wrong !== undefined)
    throw badRequest(
      `Invalid format for origin ${wrong}: it is scheme://host[:port], https://*, http://* or *`,
    );
  if (allowCredentials && allowOrigins.includes('*'))
    throw badRequest('allowCredentials is not supported for origin *');
}

/**
 * Whether pages of an origin may call. Exact names only: wildcards admit nobody here, so that no page that
 * happens to be open in the user's browser runs functions on this machine.
 */
export const isAdmitted = (cors: CorsConfiguration | undefined, origin: string): boolean =>
  !origin.includes('*') && (cors?.allowOrigins?.includes(origin) ?? false);

/** Headers that a browser requires in an answer to a page of an admitted origin. */
export const corsHeaders = (cors: CorsConfiguration, origin: string): Header[] => [
  ['access-control-allow-origin', origin],
  ...header('access-control-allow-credentials', cors.allowCredentials ? 'true' : undefined),
  ...header('access-control-expose-headers', cors.exposeHeaders?.join(',')),
];

/** Headers of the answer to a preflight request. */
export const preflightHeaders = (cors: CorsConfiguration, origin: string): Header[] => [
  ...corsHeaders(cors, origin),
  ...header('access-control-allow-methods', cors.allowMethods?.join(',')),
  ...header('access-control-allow-headers', cors.allowHeaders?.join(',')),
  ...header('access-control-max-age', cors.maxAge?.toString()),
];

const header = (name: string, value: string | undefined): Header[] =>
  value === undefined || value === '' ? [] : [[name, value]];
