import { crc32, zipCrc32 } from '../../src/services/s3/crc';

describe('the CRC of zip', () => {
  it.each([
    ['is Node.js’s own where there is one', zipCrc32()],
    ['is computed here where there is none', zipCrc32(null)],
  ])('%s, piece by piece', (_what, crc) => {
    for (const piece of ['12345', '', '6789']) crc.update(Buffer.from(piece));
    // The check value of "123456789" in the catalogue of CRC algorithms.
    expect(crc.digest().toString('hex')).toBe('cbf43926');
  });

  it('is one of the CRCs of 32 bits', () => {
    const [own, general] = [zipCrc32(), crc32(0xedb88320)];
    const data = Buffer.from(Array.from({ length: 1000 }, (_, at) => (at * 7919) % 256));
    for (const crc of [own, general]) crc.update(data);
    expect(own.digest()).toEqual(general.digest());
  });
});
