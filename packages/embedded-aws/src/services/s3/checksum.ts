import { createHash } from 'node:crypto';
import type { Shape } from '../../gateway/shape';
import { crc32, crc64Nvme, zipCrc32 } from './crc';

/** Checksum of an object or part. */
export interface Checksum {
  readonly algorithm: ChecksumAlgorithm;
  /** Base64; for a composite one, over the parts' checksums, with suffix `-NUMBER_OF_PARTS`. */
  readonly value: string;
  readonly type: 'FULL_OBJECT' | 'COMPOSITE';
}

/** Algorithm name in the API. */
export type ChecksumAlgorithm = keyof typeof CHECKSUMS;

/** A running digest. */
export interface Digest {
  update(data: Uint8Array): unknown;
  digest(): Buffer;
}

/** Each algorithm's API member, header and implementation. */
export const CHECKSUMS = {
  CRC32: { member: 'ChecksumCRC32', header: 'x-amz-checksum-crc32', start: () => zipCrc32() },
  CRC32C: { member: 'ChecksumCRC32C', header: 'x-amz-checksum-crc32c', start: () => crc32(0x82f63b78) },
  CRC64NVME: { member: 'ChecksumCRC64NVME', header: 'x-amz-checksum-crc64nvme', start: crc64Nvme },
  SHA1: { member: 'ChecksumSHA1', header: 'x-amz-checksum-sha1', start: () => createHash('sha1') },
  SHA256: { member: 'ChecksumSHA256', header: 'x-amz-checksum-sha256', start: () => createHash('sha256') },
  SHA512: { member: 'ChecksumSHA512', header: 'x-amz-checksum-sha512', start: () => createHash('sha512') },
  MD5: { member: 'ChecksumMD5', header: 'x-amz-checksum-md5', start: () => createHash('md5') },
} as const satisfies Record<string, { member: string; header: string; start: () => Digest }>;

/** All algorithms. */
export const CHECKSUM_ALGORITHMS = Object.keys(CHECKSUMS) as ChecksumAlgorithm[];

const TEXT = { type: 'string' } as const satisfies Shape;

/** Input members that hold checksums. */
export const CHECKSUM_MEMBERS = {
  ChecksumCRC32: TEXT,
  ChecksumCRC32C: TEXT,
  ChecksumCRC64NVME: TEXT,
  ChecksumSHA1: TEXT,
  ChecksumSHA256: TEXT,
  ChecksumSHA512: TEXT,
  ChecksumMD5: TEXT,
} as const satisfies Record<ChecksumMember, Shape>;

type ChecksumMember = (typeof CHECKSUMS)[ChecksumAlgorithm]['member'];

/**
 * The checksum sent with a body, as a member or a trailer (known once the body has been read). Already
 * verified by the gateway.
 */
export function sentChecksum(
  input: Readonly<Partial<Record<ChecksumMember, string>>>,
  trailers: ReadonlyMap<string, string> = new Map(),
): Checksum | undefined {
  for (const algorithm of CHECKSUM_ALGORITHMS) {
    const { member, header } = CHECKSUMS[algorithm];
    const value = input[member] ?? trailers.get(header);
    if (value !== undefined) return { algorithm, value, type: 'FULL_OBJECT' };
  }
  return undefined;
}

/** A part's checksum as output members. */
export const checksumMember = (checksum: Checksum | undefined): Record<string, string> =>
  checksum ? { [CHECKSUMS[checksum.algorithm].member]: checksum.value } : {};

/** An object's checksum as output members. */
export const checksumMembers = (checksum: Checksum | undefined): Record<string, string> =>
  checksum ? { ...checksumMember(checksum), ChecksumType: checksum.type } : {};
