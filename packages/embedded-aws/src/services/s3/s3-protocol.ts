import { callOf, runAction, unresolved, type Service } from '../../gateway/service';
import type { AwsRequest, AwsResponse } from '../../gateway/request';
import { toXml } from '../../gateway/xml';
import { s3Error } from './s3-errors';
import { s3Input } from './s3-input';
import type { S3Operation } from './s3-operation';
import { s3Output } from './s3-output';
import { s3Router, type S3Route } from './s3-route';
import type { S3Store } from './s3-store';

/** S3's own protocol: REST with XML, objects as streams. */
export function s3Service(operations: Readonly<Record<string, S3Operation>>): Service<S3Store> {
  const route = s3Router(operations);
  const api = {
    actions: Object.fromEntries(Object.entries(operations).map(([name, { action }]) => [name, action])),
    refusals: REFUSALS,
    invalidInput: INVALID_INPUT,
  };
  async function handle(
    { name, operation, target }: S3Route,
    request: AwsRequest,
    store: S3Store,
  ): Promise<AwsResponse> {
    checkOwner(request, store.platform.accountId);
    const input = { ...target, ...(await s3Input(request, operation)) };
    const output = await runAction(api, name, input, store, callOf(request));
    const { headers, ...answer } = s3Output(operation, { ...output });
    return { ...answer, headers: { ...headers, 'x-amz-request-id': request.id } };
  }
  return {
    ...api,
    resolve: (asked) => {
      try {
        const found = route(asked);
        return { operation: found.name, handle: (request, store) => handle(found, request, store) };
      } catch (error) {
        return unresolved(`${asked.method} ${asked.path}`, error as Error);
      }
    },
    renderError: ({ code, message, status, members }, request) => {
      const headers = { ...members, 'content-type': 'application/xml', 'x-amz-request-id': request.id };
      if (status === 304) return { status, headers };
      const error = { Code: code, Message: message, Resource: request.path, RequestId: request.id };
      // The AWS SDK for Java 1, which Hadoop's S3A uses, loses the part of a message before its last entity.
      const xml = toXml({ Error: error }).replaceAll('&quot;', '"');
      return { status, headers, body: `<?xml version="1.0" encoding="UTF-8"?>\n${xml}` };
    },
  };
}

const INVALID_INPUT = 'InvalidArgument' as const;
const REFUSALS = {
  accessDenied: ['AccessDenied', 403],
  expiredToken: ['ExpiredToken', 400],
  invalidToken: ['InvalidAccessKeyId', 403],
} as const;

function checkAccount(expected: string, accountId: string): void {
  if (!/^\d{12}$/.test(expected))
    throw s3Error(
      'InvalidBucketOwnerAWSAccountID',
      `The value of the expected bucket owner parameter must be an AWS Account ID... [${expected}]`,
    );
  if (expected !== accountId) throw s3Error('AccessDenied');
}

/** Clients may name the expected bucket owner, to avoid writing to a stranger's bucket of the same name. */
function checkOwner({ headers }: AwsRequest, accountId: string): void {
  for (const name of ['x-amz-expected-bucket-owner', 'x-amz-source-expected-bucket-owner'])
    checkAccount(String(headers[name] ?? accountId), accountId);
}
