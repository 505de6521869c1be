import { zipCrc32 } from '../../src/services/s3/crc';

it.each([
  ['is Node.js’s own where there is one', zipCrc32()],
  ['is computed here where there is none', zipCrc32(null)],
])('the CRC of zip %s, piece by piece', (_what, crc) => {
  for (const piece of ['12345', '', '6789']) crc.update(Buffer.from(piece));
  // The check value of "123456789" in the catalogue of CRC algorithms.
  expect(crc.digest().toString('hex')).toBe('cbf43926');
});
