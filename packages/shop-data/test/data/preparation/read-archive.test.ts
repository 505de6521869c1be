import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { createGzip, gzipSync } from 'node:zlib';
import { readArchive } from '../../../src/data/preparation/read-archive';
import { MAX_HEADERS, MAX_UNPACKED_BYTES } from '../../../src/data/preparation/read-tar';
import { makeTar, type TarEntry } from '../../../../../test/support/make-tar';
import { inPieces } from '../../../../csv/test/rows-of';
import { inOneMemory } from '../mapping/memory-shop';

const CONTENTS = { ITEMS: 'items', USERS: 'u'.repeat(1500), INTERACTIONS: 'interactions' };

const FILES: readonly TarEntry[] = Object.entries(CONTENTS).map(([type, content]) => ({
  path: `${type.toLowerCase()}.csv`,
  content,
}));
const TAR = makeTar(FILES);
const GZIP = gzipSync(TAR);

const read = (archive: AsyncIterable<Buffer>): Promise<Record<string, string>> =>
  readArchive(archive, { ITEMS: text, USERS: text, INTERACTIONS: text });

/** An archive with other members before its files. */
const after = (...members: readonly TarEntry[]): Buffer => makeTar([...members, ...FILES]);

/** A pax extended header: `LENGTH NAME=VALUE\n` per attribute. */
const pax = (...attributes: string[]): TarEntry => ({
  path: 'PaxHeader/x',
  type: 'ExtendedHeader',
  content: attributes.map((one) => `${one.length + 4} ${one}\n`).join(''),
});

const withMembers = (count: number): Buffer =>
  after(...Array.from({ length: count - FILES.length }, (_, at) => ({ path: `note-${at}` })));

/** A member's size in base 256, which holds larger values than octal digits. */
function withSizeBytes(first: number, ...size: readonly number[]): Buffer {
  const copy = Buffer.from(TAR);
  copy.set([first, ...size], 124);
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

function damaged(archive: Buffer, at: number): Buffer {
  const copy = Buffer.from(archive);
  copy[at] ^= 0xff;
  return copy;
}

const ELEVEN_FF = Array<number>(11).fill(0xff);

it.each<[string, Buffer]>([
  ['a plain tar', TAR],
  ['a compressed tar', GZIP],
  ['members in another order', makeTar([...FILES].reverse())],
  ['members with a leading .//', makeTar(FILES.map((file) => ({ ...file, path: `.//${file.path}` })))],
  ['an archive without an end mark', TAR.subarray(0, -1024)],
  ['10,000 members', withMembers(MAX_HEADERS)],
  ['a name in other letters beside the file', after({ path: 'ｉtems.csv' }, { path: 'ITEMS.CSV' })],
  ['a pax attribute named __proto__', after(pax('__proto__=x', 'constructor=x'))],
  ['a folder with the name of a file', after({ path: 'items.csv/', type: 'Directory' })],
  ['two gzip members', Buffer.concat([gzipSync(TAR.subarray(0, 700)), gzipSync(TAR.subarray(700))])],
  [
    'what macOS, pax and people add',
    makeTar([
      { path: './._items.csv', content: 'Mac OS X' },
      pax('path=items.csv'),
      { ...FILES[0], path: 'too-long-for-a-header' },
      { path: '._users.csv', content: 'Mac OS X' },
      { path: 'PaxHeaders.0/users.csv', content: 'x' },
      { path: 'docs/', type: 'Directory' },
      { path: 'docs/README.md', content: 'About' },
      ...FILES.slice(1),
    ]),
  ],
  [
    'long paths',
    after(
      { path: '././@LongLink', content: `${'x'.repeat(300)}\0`, type: 'NextFileHasLongPath' },
      { path: 'x'.repeat(100), content: 'other' },
      { path: 'pax_global_header', content: '16 comment=hello\n', type: 'GlobalExtendedHeader' },
    ),
  ],
])('readArchive reads %s', async (_, archive) => {
  for (const pieceBytes of archive.length < 100_000 ? [11, 700, 65536] : [65536]) {
    expect(await read(inPieces(archive, pieceBytes))).toEqual(CONTENTS);
    expect(await read(inOneMemory(archive, pieceBytes))).toEqual(CONTENTS);
  }
});

it('readArchive skips what a visitor does not read', async () => {
  const result = await readArchive(inPieces(TAR, 100), { USERS: async () => 'not read' });
  expect(result.USERS).toBe('not read');
});

it.each<[string, Buffer, string]>([
  ['no tar', Buffer.from('items,users\n'.repeat(100)), 'is no tar archive'],
  ['an empty file', Buffer.alloc(0), 'is no tar archive'],
  ['nothing but zeros', Buffer.alloc(10_240), 'is no tar archive'],
  ['compressed text', gzipSync('hello'), 'is no tar archive'],
  ['a tar that is cut off in a file', TAR.subarray(0, 2000), '"users.csv" are missing'],
  ['a tar that is cut off in a header', TAR.subarray(0, 1200), 'is cut off within the header'],
  ['a gzip that is cut off', GZIP.subarray(0, -20), 'gzip data is damaged or cut off'],
  ['a gzip without its checksum', GZIP.subarray(0, -6), 'gzip data is damaged or cut off'],
  ['junk behind the gzip data', Buffer.concat([GZIP, Buffer.from('junk')]), 'data is damaged'],
  ['a damaged header', damaged(TAR, 1024 + 3), 'is damaged'],
  ['a damaged gzip', damaged(GZIP, 40), 'gzip data is damaged or cut off'],
  ['a missing file', makeTar(FILES.slice(1)), 'has no items.csv at its top level; it has users.csv,'],
  ['files in a folder', makeTar([{ path: 'data/items.csv' }]), 'it has data/items.csv'],
  ['a file twice', after(FILES[0]), 'has items.csv twice'],
  ['an absolute path', after({ path: '/etc/passwd' }), '"/etc/passwd" lies outside of its folder'],
  ['a path with ..', after({ path: 'a/../../x' }), 'lies outside of its folder'],
  ['a path with a drive', after({ path: 'C:\\x' }), 'lies outside of its folder'],
  ['a path out of its folder in pax', after(pax('path=../../x')), '"../../x" lies outside'],
  ['a link', makeTar([{ path: 'a', type: 'SymbolicLink', linkpath: '/etc' }]), '"a" is a SymbolicLink'],
  ...(['Link', 'CharacterDevice', 'BlockDevice', 'FIFO', 'SparseFile'] as const).map(
    (type): [string, Buffer, string] => [`a ${type}`, makeTar([{ path: 'a', type }]), `"a" is a ${type}`],
  ),
  ['10,001 members', withMembers(MAX_HEADERS + 1), 'has more than 10,000 members, at "interactions.csv"'],
  ['half a byte', after(pax('size=1.5')), 'has a size of 1.5 bytes'],
  ['endless bytes', after(pax('size=Infinity')), 'has a size of Infinity bytes'],
  ['a negative size', withSizeBytes(0xff, ...ELEVEN_FF), 'is damaged: the header'],
  ['a size that is too large to count', withSizeBytes(0x80, ...ELEVEN_FF), 'is no tar archive'],
  ['an absurd size', makeTar([{ path: 'x', size: MAX_UNPACKED_BYTES + 1 }]), 'more than 21474836480 bytes'],
  ['a terabyte on paper', makeTar([{ path: 'x', size: 2 ** 40 }]), 'bytes, which is too much; see "x"'],
  ['a large header', makeTar([{ path: 'x', type: 'ExtendedHeader', size: 2 ** 21 }]), 'extended header of'],
  ['escapes in a path', makeTar([{ path: '/\x1b[2J\u202e' }]), '"/\\u{1b}[2J\\u{202e}" lies outside'],
  ['a name that looks like another', makeTar([{ path: 'items\u200b.csv' }]), 'it has items\\u{200b}.csv'],
])('readArchive fails on %s', async (_, archive, message) => {
  await expect(read(inPieces(archive))).rejects.toThrow(message);
  // A large archive would have too many pieces.
  if (archive.length < 100_000) await expect(read(inPieces(archive, 100))).rejects.toThrow(message);
});

it('readArchive lets go of the source when a visitor fails', async () => {
  let isClosed = false;
  const source = async function* (): AsyncGenerator<Buffer> {
    try {
      for (;;) yield TAR;
    } finally {
      isClosed = true;
    }
  };
  const failing = async (): Promise<never> => Promise.reject(new Error('no room'));
  await expect(readArchive(source(), { ITEMS: failing })).rejects.toThrow('no room');
  expect(isClosed).toBe(true);
});

it('readArchive passes on the failure of the source', async () => {
  const source = async function* (): AsyncGenerator<Buffer> {
    yield GZIP.subarray(0, 100);
    throw new Error('connection lost');
  };
  await expect(readArchive(source(), {})).rejects.toThrow('connection lost');
});

it.each([
  ['in a member', makeTar([{ path: 'items.csv', size: MAX_UNPACKED_BYTES }]).subarray(0, 512)],
  ['behind the end', TAR],
])('readArchive fails on 20 GiB of packed zeros %s once 256 MiB of them are unpacked', async (_, start) => {
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
