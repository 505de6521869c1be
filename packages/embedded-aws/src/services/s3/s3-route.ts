import type { AwsRequest } from '../../gateway/request';
import { s3Error } from './s3-errors';
import { bucketInHost } from './s3-hosts';
import type { S3Operation } from './s3-operation';

/** An operation, and members from path or host. */
export interface S3Route {
  readonly name: string;
  readonly operation: S3Operation;
  readonly target: { readonly Bucket?: string; readonly Key?: string };
}

type Level = 'service' | 'bucket' | 'object';

interface Candidate {
  readonly name: string;
  readonly operation: S3Operation;
  /** `GET bucket` */
  readonly place: string;
  readonly needs: readonly string[];
}

/** Finds a request's operation in a table. */
export function s3Router(
  operations: Readonly<Record<string, S3Operation>>,
): (request: AwsRequest) => S3Route {
  // Most specific first: `PUT object ?uploadId` before `PUT object`.
  const candidates: Candidate[] = Object.entries(operations)
    .map(([name, operation]) => {
      const [method, level, ...needs] = operation.at.split(' ');
      return { name, operation, place: `${method} ${level}`, needs };
    })
    .sort((a, b) => b.needs.length - a.needs.length);

  return (request) => {
    const target = targetOf(request);
    const place = `${request.method} ${levelOf(target)}`;
    const found = candidates.find(
      (one) => one.place === place && one.needs.every((need) => has(request, need)),
    );
    if (!found) throw s3Error('NotImplemented', `The embedded AWS's S3 has no ${place}`);
    const extra = [...request.query.keys()].find(
      (name) => SUBRESOURCES.has(name) && !found.needs.includes(`?${name}`),
    );
    if (extra !== undefined)
      throw s3Error('NotImplemented', `The embedded AWS's S3 has no ${place} ?${extra}`);
    return { name: found.name, operation: found.operation, target };
  };
}

/** Query parameters that select an operation; one that no operation uses is not implemented. */
const SUBRESOURCES: ReadonlySet<string> = new Set([
  'accelerate',
  'acl',
  'analytics',
  'attributes',
  'cors',
  'delete',
  'encryption',
  'intelligent-tiering',
  'inventory',
  'legal-hold',
  'lifecycle',
  'list-type',
  'location',
  'logging',
  'metrics',
  'notification',
  'object-lock',
  'ownershipControls',
  'policy',
  'policyStatus',
  'publicAccessBlock',
  'replication',
  'requestPayment',
  'restore',
  'retention',
  'select',
  'tagging',
  'torrent',
  'uploads',
  'versioning',
  'versions',
  'website',
]);

const has = ({ query, headers }: AwsRequest, need: string): boolean =>
  need.startsWith('?') ? query.has(need.slice(1)) : headers[need] !== undefined;

const levelOf = ({ Bucket, Key }: S3Route['target']): Level =>
  Key !== undefined ? 'object' : Bucket !== undefined ? 'bucket' : 'service';

/**
 * `/bucket/key`, or `/key` with the bucket in the host: `bucket.s3.REGION.amazonaws.com`, `bucket.localhost`.
 */
function targetOf({ headers, path }: AwsRequest): S3Route['target'] {
  const hostBucket = bucketInHost(headers.host ?? '');
  const [, bucket, key] = /^\/([^/]*)(?:\/(.*))?$/s.exec(hostBucket ? `/${hostBucket}${path}` : path) ?? [];
  if (!bucket) return {};
  return { Bucket: decode(bucket), ...(key && { Key: decode(key) }) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw s3Error('InvalidURI');
  }
}
