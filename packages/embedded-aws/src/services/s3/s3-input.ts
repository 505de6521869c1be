import { readWhole } from '../../gateway/read-whole';
import type { AwsRequest } from '../../gateway/request';
import type { Shape } from '../../gateway/shape';
import { validate } from '../../gateway/validate';
import { readS3Xml, typedValue } from './read-s3-xml';
import { s3Error } from './s3-errors';
import type { S3Operation } from './s3-operation';
import {
  CONDITIONAL_HEADERS,
  HEADER_MEMBERS,
  METADATA_PREFIX,
  QUERY_MEMBERS,
  TRANSPORT_HEADERS,
  TRANSPORT_QUERY,
} from './s3-wire-names';
import { hasDigest, verifiedBody } from './verified-body';

type Members = Record<string, unknown>;

/**
 * Input members from a request, other than bucket and key.
 *
 * @throws AwsError `NotImplemented` for an unknown header or parameter
 */
export async function s3Input(request: AwsRequest, operation: S3Operation): Promise<Members> {
  return {
    ...queryMembers(request, operation),
    ...headerMembers(request, operation),
    ...(await bodyMember(request, operation)),
  };
}

function queryMembers({ query }: AwsRequest, operation: S3Operation): Members {
  const input: Members = {};
  for (const [name, value] of query) {
    const shape = fieldOf(operation, QUERY_MEMBERS[name]);
    if (shape) input[QUERY_MEMBERS[name]] = typedValue(value, shape);
    else if (!isTransport(name) && !operation.at.split(' ').includes(`?${name}`))
      throw s3Error('NotImplemented', `The embedded AWS's S3 has no parameter ${name} of ${operation.at}`);
  }
  return input;
}

// Presigned URLs have S3 headers as parameters, which are read with the headers.
const isTransport = (name: string): boolean =>
  TRANSPORT_QUERY.has(name.toLowerCase()) || name.startsWith('x-amz-');

function headerMembers({ headers, query }: AwsRequest, operation: S3Operation): Members {
  const input: Members = {};
  const metadata = new Map<string, string>();
  const hoisted = [...query].filter(([name]) => name.startsWith('x-amz-'));
  for (const [name, given] of [...Object.entries(headers), ...hoisted]) {
    const value = name === 'content-encoding' ? withoutAwsChunked(String(given)) : given;
    if (typeof value !== 'string') continue;
    if (UNSENDABLE.test(value))
      throw s3Error('InvalidArgument', `The value of ${name} is not allowed in a header`);
    const member = HEADER_MEMBERS[name];
    const shape = fieldOf(operation, member);
    if (shape) input[member] = typedValue(value, shape);
    else if (name.startsWith(METADATA_PREFIX) && operation.action.input.Metadata)
      metadata.set(name.slice(METADATA_PREFIX.length), value);
    else if (isRefused(name, operation))
      throw s3Error('NotImplemented', `The embedded AWS's S3 has no header ${name} of ${operation.at}`);
  }
  return metadata.size > 0 ? { ...input, Metadata: Object.fromEntries(metadata) } : input;
}

/** Presigned URLs can hold characters that headers cannot; returned later, they would break the answer. */
const UNSENDABLE = /[^\t -~\u0080-\u00ff]/;

function isRefused(name: string, operation: S3Operation): boolean {
  if (CONDITIONAL_HEADERS.has(name)) return true;
  if (!name.startsWith('x-amz-') || TRANSPORT_HEADERS.has(name) || TRANSPORT_QUERY.has(name)) return false;
  // Checksums of XML bodies were verified with the body; no member holds them.
  return !(name.startsWith('x-amz-checksum-') && operation.body);
}

/** The gateway removes that framing; the rest describes the object. */
function withoutAwsChunked(encodings: string): string | undefined {
  const rest = encodings.split(',').filter((encoding) => encoding.trim() !== 'aws-chunked');
  return rest.length > 0 ? rest.join(',') : undefined;
}

/** Default limit for XML and JSON. */
const MAX_DOCUMENT_BYTES = 1024 * 1024;

async function bodyMember(request: AwsRequest, operation: S3Operation): Promise<Members> {
  const { body: payload, action } = operation;
  if (!payload) return {};
  const body = verifiedBody(request, !operation.checksumsOfObject);
  if (payload.as === 'stream') return { [payload.member]: body };
  const content = (
    await readWhole(body, payload.maxBytes ?? MAX_DOCUMENT_BYTES, () => s3Error('MaxMessageLengthExceeded'))
  ).toString();
  if (payload.as === 'text') return { [payload.member]: content };
  const shape = action.input[payload.member];
  if (content === '' && !shape.required) return {};
  const value = readS3Xml(content, shape);
  validate({ [payload.member]: value }, { [payload.member]: shape }, 'MalformedXML');
  if (operation.needsDigest && !hasDigest(request))
    throw s3Error(
      'InvalidRequest',
      'Missing required header for this request: Content-MD5 OR x-amz-checksum-*',
    );
  return { [payload.member]: value };
}

const fieldOf = ({ action }: S3Operation, member: string | undefined): Shape | undefined =>
  member !== undefined && Object.hasOwn(action.input, member) ? action.input[member] : undefined;
