import { Readable } from 'node:stream';
import { createGzip, gzipSync } from 'node:zlib';
import { readArchive } from '../../../src/data/preparation/read-archive';
import { MAX_HEADERS, MAX_UNPACKED_BYTES } from '../../../src/data/preparation/read-tar';
import { makeTar, type TarEntry } from '../../../../../test/support/make-tar';
import { inPieces } from '../../../../csv/test/rows-of';

const FILES: readonly TarEntry[] = ['items.csv', 'users.csv', 'interactions.csv'].map((path) => ({
  path,
  content: path,
}));

const read = (archive: AsyncIterable<Buffer>): Promise<unknown> => {
  const text = async (body: AsyncIterable<Buffer>): Promise<string> => {
    let content = '';
    for await (const piece of body) content += piece.toString();
    return content;
  };
  return readArchive(archive, { ITEMS: text, USERS: text, INTERACTIONS: text });
};

const CONTENTS = { ITEMS: 'items.csv', USERS: 'users.csv', INTERACTIONS: 'interactions.csv' };

/** A pax extended header: `LENGTH NAME=VALUE\n` per attribute. */
const pax = (...attributes: string[]): TarEntry => ({
  path: 'PaxHeader/x',
  type: 'ExtendedHeader',
  content: attributes.map((one) => `${one.length + 4} ${one}\n`).join(''),
});

const withMembers = (count: number): Buffer =>
  makeTar([...FILES, ...Array.from({ length: count - FILES.length }, (_, at) => ({ path: `note-${at}` }))]);

/** A member's size in base 256, which holds larger values than octal digits. */
function withSizeBytes(archive: Buffer, size: readonly number[]): Buffer {
  const copy = Buffer.from(archive);
  copy.set(size, 124);
  copy.fill(' ', 148, 156);
  const sum = copy.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  copy.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return copy;
}

/** Zeros after a prefix, compressed on demand. */
function packedZeros(bytes: number, start: Buffer): AsyncIterable<Buffer> {
  const zeros = Buffer.alloc(1024 * 1024);
  function* content(): Generator<Buffer> {
    yield start;
    for (let sent = 0; sent < bytes; sent += zeros.length) yield zeros;
  }
  return Readable.from(content()).pipe(createGzip());
}

describe('a hostile archive', () => {
  it.each<[string, Buffer]>([
    ['10,000 members', withMembers(MAX_HEADERS)],
    [
      'a name in other letters beside the file',
      makeTar([{ path: 'ｉtems.csv' }, { path: 'ITEMS.CSV' }, ...FILES]),
    ],
    [
      'paths that go through folders of its own',
      makeTar(FILES.map((file) => ({ ...file, path: `.//${file.path}` }))),
    ],
    ['a pax attribute named __proto__', makeTar([pax('__proto__=x', 'constructor=x'), ...FILES])],
    ['a folder with the name of a file', makeTar([{ path: 'items.csv/', type: 'Directory' }, ...FILES])],
    [
      'two gzip members',
      Buffer.concat([gzipSync(makeTar(FILES).subarray(0, 700)), gzipSync(makeTar(FILES).subarray(700))]),
    ],
  ])('is read when it has %s', async (_, archive) => {
    expect(await read(inPieces(archive))).toEqual(CONTENTS);
  });

  it.each<[string, Buffer, string]>([
    ['10,001 members', withMembers(MAX_HEADERS + 1), 'has more than 10,000 members, at "note-9997"'],
    ['a path out of its folder in pax', makeTar([pax('path=../../x'), ...FILES]), '"../../x" lies outside'],
    ['an absolute path in pax', makeTar([pax('path=/etc/passwd'), ...FILES]), '"/etc/passwd" lies outside'],
    ['half a byte', makeTar([pax('size=1.5'), ...FILES]), 'has a size of 1.5 bytes'],
    ['endless bytes', makeTar([pax('size=Infinity'), ...FILES]), 'has a size of Infinity bytes'],
    [
      'a negative size',
      withSizeBytes(makeTar(FILES), Array<number>(12).fill(0xff)),
      'is damaged: the header',
    ],
    [
      'a size that is too large to count',
      withSizeBytes(makeTar(FILES), [0x80, ...Array<number>(11).fill(0xff)]),
      'is no tar archive',
    ],
    [
      'junk behind the gzip data',
      Buffer.concat([gzipSync(makeTar(FILES)), Buffer.from('junk')]),
      'data is damaged',
    ],
    ['a block device', makeTar([{ path: 'sda', type: 'BlockDevice' }]), '"sda" is a BlockDevice'],
    ['a pipe', makeTar([{ path: 'fifo', type: 'FIFO' }]), '"fifo" is a FIFO'],
    ['a sparse file', makeTar([{ path: 'items.csv', type: 'SparseFile' }]), '"items.csv" is a SparseFile'],
    ['nothing but zeros', Buffer.alloc(10_240), 'is no tar archive'],
    [
      'a terabyte on paper',
      makeTar([{ path: 'notes', size: 2 ** 40 }]),
      `unpacks to more than ${MAX_UNPACKED_BYTES} bytes, which is too much; see "notes"`,
    ],
    [
      'a path that drives terminals',
      makeTar([{ path: '/\x1b[2J\u202e' }]),
      'member "/\\u{1b}[2J\\u{202e}" lies outside',
    ],
    [
      'a file under a name that looks like it',
      makeTar([{ path: 'items\u200b.csv' }]),
      'it has items\\u{200b}.csv',
    ],
  ])('fails on %s', async (_, archive, message) => {
    await expect(read(inPieces(archive))).rejects.toThrow(message);
    // Small archives are also read in small pieces. A large one would have too many.
    if (archive.length < 100_000) await expect(read(inPieces(archive, 100))).rejects.toThrow(message);
  });

  it.each([
    ['in a member', makeTar([{ path: 'items.csv', size: MAX_UNPACKED_BYTES }]).subarray(0, 512)],
    ['behind the end', makeTar(FILES)],
  ])('fails on 20 GiB of packed zeros %s once 256 MiB of them are unpacked', async (_, start) => {
    let packedBytes = 0;
    const counted = async function* (): AsyncGenerator<Buffer> {
      for await (const piece of packedZeros(MAX_UNPACKED_BYTES, start)) {
        packedBytes += piece.length;
        yield piece;
      }
    };
    await expect(read(counted())).rejects.toThrow(
      "the archive's gzip data unpacks to more than 200 times its size, which no data of a shop does",
    );
    expect(packedBytes).toBeLessThan(1024 * 1024);
  });
});
