import { s3Error } from './s3-errors';

const MAX_KEY_BYTES = 1024;

/** @throws AwsError `KeyTooLongError` */
export function checkKey(key: string): void {
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) throw s3Error('KeyTooLongError');
}
