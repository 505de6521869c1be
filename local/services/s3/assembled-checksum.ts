import type { MultipartUpload, Part } from './bucket';
import { CHECKSUMS, type Checksum, type Digest } from './checksum';

/** How the checksum of an object that was uploaded in parts is computed. */
export interface AssembledChecksum {
  /** To be fed with the whole object. */
  readonly digest: Digest;
  /** To be asked when the object has been written. */
  readonly checksum: () => Checksum;
}

/** Undefined for an upload that was begun without a checksum algorithm. */
export function assembledChecksum(
  { checksum }: MultipartUpload,
  parts: readonly Part[],
): AssembledChecksum | undefined {
  if (!checksum) return undefined;
  const { algorithm, type } = checksum;
  const digest = CHECKSUMS[algorithm].start();
  if (type === 'FULL_OBJECT')
    return { digest, checksum: () => ({ algorithm, type, value: digest.digest().toString('base64') }) };
  const composite = CHECKSUMS[algorithm].start();
  for (const part of parts) composite.update(Buffer.from(part.checksum?.value ?? '', 'base64'));
  const value = `${composite.digest().toString('base64')}-${parts.length}`;
  return { digest, checksum: () => ({ algorithm, type, value }) };
}
