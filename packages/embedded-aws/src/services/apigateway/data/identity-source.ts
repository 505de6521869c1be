import { badRequest } from '../apigateway-errors';
import { headersOf, type ApiRequest } from './lambda-event';

const SOURCE = /^\$request\.(header|querystring)\.([\w-]+)$/;

/** Where a JWT authorizer looks for its token. */
export interface IdentitySource {
  readonly place: 'header' | 'querystring';
  readonly name: string;
}

/** @throws AwsError `BadRequestException` */
export function parseIdentitySource(text: string): IdentitySource {
  const found = SOURCE.exec(text);
  if (found) return { place: found[1] as IdentitySource['place'], name: found[2] };
  throw badRequest(
    `identitySource must be $request.header.NAME or $request.querystring.NAME for a JWT authorizer, got ${text}`,
  );
}

/** The token of a request, without `Bearer`; undefined if there is none. */
export function tokenAt(
  { place, name }: IdentitySource,
  { rawHeaders, query }: ApiRequest,
): string | undefined {
  const found =
    place === 'header'
      ? headersOf(rawHeaders).get(name.toLowerCase())?.[0]
      : (new URLSearchParams(query).get(name) ?? undefined);
  const token = found?.replace(/^Bearer /i, '').trim();
  return token === '' ? undefined : token;
}
