import type { ByteRange } from './object-files';
import { s3Error } from './s3-errors';

/**
 * The bytes that a Range header asks for. A header that is not of this form, several ranges among them, is
 * no condition, and the whole object is answered.
 *
 * @throws AwsError `InvalidRange` when the object has none of the bytes
 */
export function readRange(header: string | undefined, sizeBytes: number): ByteRange | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (from === undefined || (from === '' && to === '')) return undefined;
  const first = from === '' ? Math.max(0, sizeBytes - Number(to)) : Number(from);
  const last = from === '' || to === '' ? sizeBytes - 1 : Math.min(Number(to), sizeBytes - 1);
  if (from !== '' && to !== '' && Number(to) < first) return undefined;
  if (first > last) throw s3Error('InvalidRange');
  return { first, last };
}
