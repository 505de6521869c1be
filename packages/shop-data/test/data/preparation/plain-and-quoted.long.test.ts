import fc from 'fast-check';
import { prepareData } from '../../../src/data/preparation/prepare-data';
import { memorySink } from '../../../../../test/support/memory-sink';
import { shopArchive } from '../../../../../test/support/shop-archive';
import { inPieces } from '../../../../csv/test/rows-of';

const HEADER = ['X', 'ITEM_ID', 'USER_ID', 'EVENT_TYPE', 'TIMESTAMP', 'Y'];

const CHARACTERS = ['a', 'b', '-', 'é', '😀', ' ', '\\', '~'];

const textOf = (characters: readonly string[]) =>
  fc.string({ unit: fc.constantFrom(...characters), minLength: 1, maxLength: 9 }).map((text) => `${text}.`);

/** Values that need no quotes, of any length. */
const ids = textOf(CHARACTERS);
/** These values include carriage returns. Rows with one are parsed like quoted rows. */
const others = textOf([...CHARACTERS, '\r']);

const tables = fc.record({
  columns: fc.shuffledSubarray(HEADER, { minLength: HEADER.length }),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  pieceBytes: fc.integer({ min: 1, max: 900 }),
  memoryBytes: fc.constantFrom(0, 300, 600, 10_000),
  rows: fc.array(
    fc.record({
      X: others,
      ITEM_ID: ids,
      USER_ID: fc.constantFrom('u1', 'u-2', 'user-3', '44444'),
      EVENT_TYPE: fc.constantFrom('ProductViewed', 'OrderCompleted', 'Other'),
      TIMESTAMP: fc.integer({ min: 0, max: 30 }).map(String),
      Y: others,
    }),
    { minLength: 1, maxLength: 30 },
  ),
});

const EVENT_TYPES = { ProductViewed: 'View', OrderCompleted: 'Purchase, paid' };

const prepare = async (
  interactions: string,
  pieceBytes: number,
  memoryBytes: number,
): Promise<Record<string, string>> => {
  const archive = shopArchive({ interactions });
  const sink = memorySink();
  await prepareData({
    openArchive: async () => inPieces(archive, pieceBytes),
    settings: { holdout: 0.3, eventTypes: EVENT_TYPES, escape: '"' },
    sink,
    memoryBytes,
  });
  return sink.files;
};

describe('prepareData', () => {
  it('makes the same bytes of values with and without quotes, whatever the order of the columns and the memory', async () => {
    await fc.assert(
      fc.asyncProperty(tables, async ({ columns, lineEnd, pieceBytes, memoryBytes, rows }) => {
        const ids = { ITEM_ID: 'i', USER_ID: 'u', EVENT_TYPE: 'ProductViewed', TIMESTAMP: '9' };
        const kept = { X: '', ...ids, Y: '' };
        const lines = [...rows, kept].map((row) => columns.map((column) => row[column as keyof typeof row]));
        const text = (quote: string): string =>
          [columns, ...lines]
            .map((line) => line.map((value) => quote + value + quote).join(','))
            .join(lineEnd)
            .concat(lineEnd);
        const quoted = await prepare(text('"'), pieceBytes, 10_000);
        expect(await prepare(text(''), pieceBytes, memoryBytes)).toEqual(quoted);
      }),
      { seed: 6, numRuns: 150 },
    );
  });

  it.each([
    ['more', 'ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP\n'.padEnd(4000, 'i,u,ProductViewed,1600000000\n')],
    ['fewer', 'ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP\ni,u,ProductViewed,1\n'],
  ])('fails without a file when the archive has %s rows in a later pass', async (_, interactions) => {
    const archives = [shopArchive(), shopArchive({ interactions })];
    const sink = memorySink();
    const prepared = prepareData({
      openArchive: async () => inPieces(archives.shift() ?? Buffer.alloc(0)),
      settings: { holdout: 0.1, eventTypes: { ProductViewed: 'View' }, escape: '"' },
      sink,
      memoryBytes: 0,
    });
    await expect(prepared).rejects.toThrow('the archive was changed while it was being read');
    expect(sink.story.at(-1)).toBe('abort');
  });
});
