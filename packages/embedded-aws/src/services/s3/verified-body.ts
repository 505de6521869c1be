import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { AwsError } from '../../aws-error';
import type { AwsRequest } from '../../gateway/request';
import { CHECKSUM_ALGORITHMS, CHECKSUMS, type Digest } from './checksum';
import { s3Error } from './s3-errors';

/** An object's body as a stream; in-process callers may pass bytes or text. */
export function readableBody(body: unknown): Readable {
  if (body instanceof Readable) return body;
  if (body === undefined) return Readable.from([]);
  if (typeof body === 'string') return Readable.from([Buffer.from(body)]);
  if (body instanceof Uint8Array) return Readable.from([Buffer.from(body)]);
  throw s3Error('InvalidArgument', 'Body is a stream, bytes or a text');
}

/** What the request says of its body, verified once that has been read. */
interface Expectation {
  readonly name: string;
  readonly digest: Digest;
  readonly encoding: 'base64' | 'hex';
  /** Evaluated at the end, when trailers are known. */
  readonly expected: () => string | undefined;
}

/** S3's limit for a single upload. */
const MAX_BODY_BYTES = 5 * 1024 ** 3;

/**
 * A request's body, which errors if it is incomplete or contradicts the request: `EntityTooLarge`,
 * `IncompleteBody`, `BadDigest`, `XAmzContentSHA256Mismatch`, `MalformedTrailerError`.
 *
 * @param hasChecksums - whether `x-amz-checksum-…` headers cover this body
 */
export function verifiedBody(request: AwsRequest, hasChecksums: boolean): Readable {
  const { headers, body } = request;
  const expectations = expectationsOf(request, hasChecksums);
  const decodedLength = headers['x-amz-decoded-content-length'];
  const lengthBytes = Number(decodedLength ?? headers['content-length'] ?? 0);
  if (headers['transfer-encoding'] !== undefined && decodedLength === undefined)
    throw s3Error('MissingContentLength');
  if (lengthBytes > MAX_BODY_BYTES) throw s3Error('EntityTooLarge');

  async function* verified(): AsyncGenerator<Buffer> {
    let sizeBytes = 0;
    try {
      for await (const chunk of body as AsyncIterable<Buffer>) {
        sizeBytes += chunk.length;
        if (sizeBytes > lengthBytes) throw s3Error('IncompleteBody');
        for (const { digest } of expectations) digest.update(chunk);
        yield chunk;
      }
    } catch (cause) {
      throw cause instanceof AwsError ? cause : s3Error('IncompleteBody');
    }
    if (decodedLength !== undefined && Number(decodedLength) !== sizeBytes) throw s3Error('IncompleteBody');
    for (const expectation of expectations) compare(expectation);
  }
  return Readable.from(verified(), { objectMode: false });
}

/** Whether a request has a Content-MD5 or a checksum of its body. */
export const hasDigest = (request: AwsRequest): boolean =>
  expectationsOf(request, true).some(({ name }) => name !== 'x-amz-content-sha256');

function expectationsOf(request: AwsRequest, hasChecksums: boolean): Expectation[] {
  const { headers, query, trailers } = request;
  const expectations: Expectation[] = [];
  // Presigned URLs carry headers as parameters.
  const header = (name: string): string | undefined =>
    (headers[name] as string | undefined) ?? query.get(name) ?? undefined;

  const sha256 = header('x-amz-content-sha256');
  if (sha256 !== undefined && /^[0-9a-f]{64}$/.test(sha256))
    expectations.push({
      name: 'x-amz-content-sha256',
      digest: createHash('sha256'),
      encoding: 'hex',
      expected: () => sha256,
    });

  const md5 = header('content-md5');
  if (md5 !== undefined) {
    if (Buffer.from(md5, 'base64').length !== 16) throw s3Error('InvalidDigest');
    expectations.push({
      name: 'content-md5',
      digest: createHash('md5'),
      encoding: 'base64',
      expected: () => md5,
    });
  }

  const announced = (header('x-amz-trailer') ?? '').toLowerCase().split(',');
  const trailing = announced.map((name) => name.trim());
  for (const algorithm of CHECKSUM_ALGORITHMS) {
    const { header: name, start } = CHECKSUMS[algorithm];
    const given = hasChecksums ? header(name) : undefined;
    if (given === undefined && !trailing.includes(name)) continue;
    if (given !== undefined && Buffer.from(given, 'base64').length !== start().digest().length)
      throw s3Error('InvalidRequest', `Value for ${name} header is invalid.`);
    expectations.push({
      name,
      digest: start(),
      encoding: 'base64',
      expected: () => given ?? trailers.get(name),
    });
  }
  return expectations;
}

const checksumName = (header: string): string => header.replace('x-amz-checksum-', '').toUpperCase();

function compare({ name, digest, encoding, expected }: Expectation): void {
  const wanted = expected();
  if (wanted === undefined)
    throw s3Error('MalformedTrailerError', `The trailer ${name} was announced but not sent`);
  const computed = digest.digest().toString(encoding);
  if (wanted === computed) return;
  if (name === 'x-amz-content-sha256') throw s3Error('XAmzContentSHA256Mismatch');
  throw s3Error(
    'BadDigest',
    name === 'content-md5'
      ? 'The Content-MD5 you specified did not match what we received.'
      : `The ${checksumName(name)} you specified did not match the calculated checksum.`,
  );
}
