import * as zlib from 'node:zlib';

/** A streaming checksum. */
export interface Crc {
  update(data: Uint8Array): void;
  /** Big-endian, as S3 encodes it. */
  digest(): Buffer;
}

/** The CRC of zip. Native in Node.js from 20.15 and 22.2, and many times faster there. */
export function zipCrc32(native: typeof zlib.crc32 | null = zlib.crc32 ?? null): Crc {
  if (!native) return crc32(0xedb88320);
  let crc = 0;
  return {
    update: (data) => {
      crc = native(data, crc);
    },
    digest: () => bigEndian(crc),
  };
}

/** A reflected 32-bit CRC; the polynomial is bit-reversed, such as 0x82f63b78 for CRC32C. */
export function crc32(polynomial: number): Crc {
  const table = new Uint32Array(256);
  for (let byte = 0; byte < 256; byte += 1) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1;
    table[byte] = crc;
  }
  let crc = -1;
  return {
    update: (data) => {
      let running = crc;
      for (const byte of data) running = (running >>> 8) ^ table[(running ^ byte) & 0xff];
      crc = running;
    },
    digest: () => bigEndian(~crc >>> 0),
  };
}

function bigEndian(crc: number): Buffer {
  const digest = Buffer.alloc(4);
  digest.writeUInt32BE(crc);
  return digest;
}

/** CRC64NVME in two 32-bit halves, as JavaScript has no fast 64-bit integers. */
export function crc64Nvme(): Crc {
  const [polynomialHigh, polynomialLow] = [0x9a6c9329, 0xac4bc9b5];
  const highs = new Uint32Array(256);
  const lows = new Uint32Array(256);
  for (let byte = 0; byte < 256; byte += 1) {
    let [high, low] = [0, byte];
    for (let bit = 0; bit < 8; bit += 1) {
      const isOdd = low & 1;
      low = (low >>> 1) | (high << 31);
      high >>>= 1;
      if (isOdd) {
        high ^= polynomialHigh;
        low ^= polynomialLow;
      }
    }
    highs[byte] = high;
    lows[byte] = low;
  }
  let [crcHigh, crcLow] = [-1, -1];
  return {
    update: (data) => {
      let [high, low] = [crcHigh, crcLow];
      for (const byte of data) {
        const at = (low ^ byte) & 0xff;
        low = ((low >>> 8) | (high << 24)) ^ lows[at];
        high = (high >>> 8) ^ highs[at];
      }
      [crcHigh, crcLow] = [high, low];
    },
    digest: () => {
      const digest = Buffer.alloc(8);
      digest.writeUInt32BE(~crcHigh >>> 0, 0);
      digest.writeUInt32BE(~crcLow >>> 0, 4);
      return digest;
    },
  };
}
