import { gzipSync } from 'node:zlib';
import { readArchive } from '../../../src/data/preparation/read-archive';
import { MAX_UNPACKED_BYTES } from '../../../src/data/preparation/read-tar';
import { makeTar, type TarEntry } from '../../../../../test/support/make-tar';
import { inPieces } from '../../../../csv/test/rows-of';

const FILES: readonly TarEntry[] = [
  { path: 'items.csv', content: 'items' },
  { path: 'users.csv', content: 'u'.repeat(1500) },
  { path: 'interactions.csv', content: 'interactions' },
];

const read = async (archive: AsyncIterable<Buffer>): Promise<Record<string, string>> => {
  const text = async (body: AsyncIterable<Buffer>): Promise<string> => {
    let content = '';
    for await (const piece of body) content += piece.toString();
    return content;
  };
  return readArchive(archive, { ITEMS: text, USERS: text, INTERACTIONS: text });
};

/** A stream that reuses one buffer for every chunk, as file readers do. */
async function* inOneMemory(content: Buffer, pieceBytes: number): AsyncGenerator<Buffer> {
  const memory = Buffer.alloc(pieceBytes);
  for await (const piece of inPieces(content, pieceBytes)) {
    memory.fill('?').set(piece);
    yield memory.subarray(0, piece.length);
  }
}

const CONTENTS = { ITEMS: 'items', USERS: 'u'.repeat(1500), INTERACTIONS: 'interactions' };

describe('readArchive', () => {
  it.each([
    ['a plain tar', makeTar(FILES)],
    ['a compressed tar', gzipSync(makeTar(FILES))],
    ['members in another order', makeTar([...FILES].reverse())],
    ['members with a leading ./', makeTar(FILES.map((file) => ({ ...file, path: `./${file.path}` })))],
    ['an archive without an end mark', makeTar(FILES).subarray(0, -1024)],
    [
      'what macOS, pax and people add',
      makeTar([
        { path: './._items.csv', content: 'Mac OS X' },
        { path: 'PaxHeader/items.csv', content: '18 path=items.csv\n', type: 'ExtendedHeader' },
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
      makeTar([
        { path: '././@LongLink', content: `${'x'.repeat(300)}\0`, type: 'NextFileHasLongPath' },
        { path: 'x'.repeat(100), content: 'other' },
        { path: 'pax_global_header', content: '16 comment=hello\n', type: 'GlobalExtendedHeader' },
        ...FILES,
      ]),
    ],
  ])('reads %s', async (_, archive) => {
    for (const pieceBytes of [11, 700, 65536]) {
      expect(await read(inPieces(archive, pieceBytes))).toEqual(CONTENTS);
      expect(await read(inOneMemory(archive, pieceBytes))).toEqual(CONTENTS);
    }
  });

  it('reads a compressed tar byte by byte', async () => {
    expect(await read(inPieces(gzipSync(makeTar(FILES)), 1))).toEqual(CONTENTS);
  });

  it('skips what a visitor does not read', async () => {
    const result = await readArchive(inPieces(makeTar(FILES), 100), { USERS: async () => 'not read' });
    expect(result.USERS).toBe('not read');
  });

  it.each<[string, Buffer, string]>([
    ['no tar', Buffer.from('items,users\n'.repeat(100)), 'is no tar archive'],
    ['a zip', Buffer.from(`PK\x03\x04${'x'.repeat(600)}`, 'latin1'), 'is no tar archive'],
    ['an empty file', Buffer.alloc(0), 'is no tar archive'],
    ['compressed text', gzipSync('hello'), 'is no tar archive'],
    ['a tar that is cut off in a file', makeTar(FILES).subarray(0, 2000), '"users.csv" are missing'],
    ['a tar that is cut off in a header', makeTar(FILES).subarray(0, 1200), 'is cut off within the header'],
    ['a gzip that is cut off', gzipSync(makeTar(FILES)).subarray(0, -20), 'gzip data is damaged or cut off'],
    [
      'a gzip without its checksum',
      gzipSync(makeTar(FILES)).subarray(0, -6),
      'gzip data is damaged or cut off',
    ],
    ['a damaged header', damaged(makeTar(FILES), 1024 + 3), 'is damaged'],
    ['a damaged gzip', damaged(gzipSync(makeTar(FILES)), 40), 'gzip data is damaged or cut off'],
    [
      'a missing file',
      makeTar(FILES.slice(1)),
      'has no items.csv at its top level; it has users.csv, interactions.csv',
    ],
    [
      'files in a folder',
      makeTar(FILES.map((file) => ({ ...file, path: `data/${file.path}` }))),
      'it has data/items.csv',
    ],
    ['a file twice', makeTar([...FILES, FILES[0]]), 'has items.csv twice'],
    [
      'an absolute path',
      makeTar([{ path: '/etc/passwd', content: 'x' }, ...FILES]),
      'lies outside of its folder',
    ],
    [
      'a path with ..',
      makeTar([{ path: 'a/../../x', content: 'x' }, ...FILES]),
      'lies outside of its folder',
    ],
    [
      'a path with a drive',
      makeTar([{ path: 'C:\\x', content: 'x' }, ...FILES]),
      'lies outside of its folder',
    ],
    [
      'a link',
      makeTar([{ path: 'items.csv', type: 'SymbolicLink', linkpath: '/etc/passwd' }]),
      'is a SymbolicLink',
    ],
    ['a hard link', makeTar([{ path: 'items.csv', type: 'Link', linkpath: 'users.csv' }]), 'is a Link'],
    ['a device', makeTar([{ path: 'items.csv', type: 'CharacterDevice' }]), 'is a CharacterDevice'],
    [
      'an absurd size',
      makeTar([{ path: 'items.csv', size: MAX_UNPACKED_BYTES + 1 }]),
      'unpacks to more than',
    ],
    [
      'a large extended header',
      makeTar([{ path: 'x', type: 'ExtendedHeader', size: 2 ** 21 }]),
      'extended header of',
    ],
  ])('fails on %s', async (_, archive, message) => {
    await expect(read(inPieces(archive))).rejects.toThrow(message);
    await expect(read(inPieces(archive, 500))).rejects.toThrow(message);
  });

  it('lets go of the source when a visitor fails', async () => {
    let isClosed = false;
    const source = async function* (): AsyncGenerator<Buffer> {
      try {
        for (;;) yield makeTar(FILES);
      } finally {
        isClosed = true;
      }
    };
    const failing = async (): Promise<never> => Promise.reject(new Error('no room'));
    await expect(readArchive(source(), { ITEMS: failing })).rejects.toThrow('no room');
    expect(isClosed).toBe(true);
  });

  it('passes on the failure of the source', async () => {
    const source = async function* (): AsyncGenerator<Buffer> {
      yield gzipSync(makeTar(FILES)).subarray(0, 100);
      throw new Error('connection lost');
    };
    await expect(readArchive(source(), {})).rejects.toThrow('connection lost');
  });
});

function damaged(archive: Buffer, at: number): Buffer {
  const copy = Buffer.from(archive);
  copy[at] ^= 0xff;
  return copy;
}
