import fc from 'fast-check';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { prepareData } from '../../../src/data/preparation/prepare-data';
import { readArchive } from '../../../src/data/preparation/read-archive';
import { damaged, damages } from '../../../../../test/support/damage';
import { makeTar } from '../../../../../test/support/make-tar';
import { memorySink } from '../../../../../test/support/memory-sink';
import { SHOP, shopArchive, type ShopFiles } from '../../../../../test/support/shop-archive';
import { inPieces } from '../../../../csv/test/rows-of';

const CONTENTS = { ITEMS: 'i'.repeat(700), USERS: 'users', INTERACTIONS: 'interactions' };

const TAR = makeTar([
  { path: 'PaxHeader/items.csv', type: 'ExtendedHeader', content: '18 path=items.csv\n' },
  { path: 'items.csv', content: CONTENTS.ITEMS },
  { path: 'docs/', type: 'Directory' },
  { path: '././@LongLink', type: 'NextFileHasLongPath', content: 'users.csv\0' },
  { path: 'users.csv', content: CONTENTS.USERS },
  { path: 'interactions.csv', content: CONTENTS.INTERACTIONS },
]);
const GZIP = gzipSync(TAR);

/** The content of an archive, or the message of its only error. */
const outcomeOf = (archive: Buffer, pieceBytes?: number): Promise<object | string> =>
  readArchive(inPieces(archive, pieceBytes), { ITEMS: text, USERS: text, INTERACTIONS: text }).catch(
    (error: Error) => error.message,
  );

const SETTINGS = { holdout: 0.5, eventTypes: { ProductViewed: 'View' }, escape: '\\' } as const;
const isClear = (message: string): boolean => /^the archive[^\p{Cc}]{10,600}$/u.test(message);

describe('a damaged archive', () => {
  it('is read rightly or fails clearly when it is compressed', async () => {
    await fc.assert(
      fc.asyncProperty(damages, async (all) => {
        const outcome = await outcomeOf(damaged(GZIP, all));
        if (typeof outcome === 'string') expect(isClear(outcome) ? '' : outcome).toBe('');
        else expect(outcome).toEqual(CONTENTS);
      }),
      { seed: 1, numRuns: 800 },
    );
  });

  // A tar archive has no checksum over the contents of files, so those may differ.
  it('is read or fails clearly when it is not compressed, the same in whatever pieces it comes', async () => {
    await fc.assert(
      fc.asyncProperty(damages, fc.integer({ min: 1, max: 1500 }), async (all, pieceBytes) => {
        const archive = damaged(TAR, all);
        const outcome = await outcomeOf(archive);
        if (typeof outcome === 'string') expect(isClear(outcome) ? '' : outcome).toBe('');
        else expect(Object.keys(outcome).sort()).toEqual(['INTERACTIONS', 'ITEMS', 'USERS']);
        expect(await outcomeOf(archive, pieceBytes)).toEqual(outcome);
      }),
      { seed: 2, numRuns: 800 },
    );
  });

  it('is the same in pieces of any size when it is whole', async () => {
    for (let pieceBytes = 1; pieceBytes <= GZIP.length; pieceBytes++)
      expect(await outcomeOf(GZIP, pieceBytes)).toEqual(CONTENTS);
    for (let pieceBytes = 1; pieceBytes <= 1030; pieceBytes++)
      expect(await outcomeOf(TAR, pieceBytes)).toEqual(CONTENTS);
  });
});

describe('a row that damage to the compressed data has made wrong', () => {
  const prepare = (archive: Buffer): Promise<unknown> =>
    prepareData({ openArchive: async () => inPieces(archive, 100), settings: SETTINGS, sink: memorySink() });
  // Stored uncompressed, so that a byte can be flipped.
  const archive = gzipSync(shopArchive(), { level: 0 });
  const [priceAt, timeAt] = ['20.5', '1600000005'].map((text) => archive.indexOf(text));

  it.each([
    ['items.csv', priceAt],
    ['interactions.csv', timeAt],
  ])('fails as damage to the archive, in %s', async (_, at) => {
    const other = Buffer.from(archive);
    other[at] = 0x78;
    await expect(prepare(other)).rejects.toThrow(/^the archive's gzip data is damaged or cut off/);
    const longer = Buffer.concat([other, Buffer.alloc(100_000)]);
    await expect(prepare(longer)).rejects.toThrow(/^the archive's gzip/);
  });

  it('fails as a bad row where the data is whole', async () => {
    const items = SHOP.items.replace('20.5', 'x0.5');
    for (const archive of [shopArchive({ items }), gzipSync(shopArchive({ items }))])
      await expect(prepare(archive)).rejects.toThrow('items.csv, line 2: price "x0.5" is no number');
  });
});

describe('a damaged file of a shop', () => {
  it.each(['items', 'users', 'interactions'] as const)('is prepared or leaves nothing: %s', async (name) => {
    await fc.assert(
      fc.asyncProperty(damages, async (all) => {
        const sink = memorySink();
        const files: ShopFiles = { [name]: damaged(Buffer.from(SHOP[name]), all) };
        const openArchive = async () => inPieces(shopArchive(files));
        const message = await prepareData({ openArchive, settings: SETTINGS, sink }).then(
          () => undefined,
          (error: Error) => error.message,
        );
        const clear = new RegExp(`^${name}\\.csv(, line \\d+:| is empty;| has )[^\\p{Cc}]{10,600}$`, 'u');
        if (message !== undefined) expect(message).toMatch(clear);
        expect(Object.keys(sink.files)).toHaveLength(message === undefined ? 5 : 0);
      }),
      { seed: 3, numRuns: 300 },
    );
  });
});
