import { parse } from 'csv-parse/sync';
import { prepareData, type PreparedData } from '../../../src/data/preparation/prepare-data';
import type { Progress } from '../../../src/data/preparation/read-passes';
import type { PreparationSettings } from '../../../src/data/preparation/settings';
import { memorySink, type MemorySink } from '../../../../../test/support/memory-sink';
import { shopArchive, SHOP, type ShopFiles } from '../../../../../test/support/shop-archive';
import { inPieces } from '../../../../csv/test/rows-of';
import { seeded } from '../../seeded';

const SETTINGS: PreparationSettings = {
  holdout: 0.5,
  eventTypes: { ProductViewed: 'View', OrderCompleted: 'Purchase' },
  escape: '\\',
};

const prepare = async (
  files: ShopFiles,
  settings: Partial<PreparationSettings> = {},
  sink: MemorySink = memorySink(),
  memoryBytes?: number,
): Promise<PreparedData & { sink: MemorySink; passes: string[] }> => {
  const archive = shopArchive(files);
  const passes = new Set<Progress['pass']>();
  const prepared = await prepareData({
    openArchive: async () => inPieces(archive, 1000),
    settings: { ...SETTINGS, ...settings },
    sink,
    memoryBytes,
    onProgress: ({ pass }) => passes.add(pass),
  });
  return { ...prepared, sink, passes: [...passes] };
};

const interactions = (...rows: string[]): ShopFiles => ({
  interactions: ['ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP', ...rows, ''].join('\n'),
});
const items = (...rows: string[]): ShopFiles => ({
  items: ['id,url,name,category,style,description,price', ...rows, ''].join('\n'),
});

async function preparedRows(files: ShopFiles, name: string): Promise<string[][]> {
  const { sink } = await prepare(files, { holdout: 0, escape: '"' });
  return parse(sink.files[name]).slice(1);
}

const HEADER = 'ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP\n';
const ID_256 = 'é'.repeat(256);
const NINES = '9'.repeat(400);
const HUGE = ['a', 'b', 'c'].map((type) => `i1,u1,${type.repeat(900_000)},1600000001`);
const WIDE = Array.from({ length: 100_000 }, (_, at) => `c${at}`).join(',');

it('prepareData writes five files with the columns for import, in file order, and tells their rows and bytes', async () => {
  const { files, sink } = await prepare({});
  expect(sink.files).toEqual({
    'training_item.csv':
      'ITEM_ID,NAME,CATEGORY_L1,STYLE,PRODUCT_DESCRIPTION,PRICE\n' +
      'i1,Pan,housewares,pans,"Heavy, and round",20.5\n' +
      'i2,"24\\" Monitor",electronics,,,179.0\n',
    'training_user.csv': 'USER_ID,USER_NAME,AGE,GENDER\nu1,user1,31,F\nu2,user2,,\n',
    'warm_interaction.csv': `${HEADER}i1,u1,View,1600000001\ni2,u2,View,1600000003\ni1,u2,Purchase,1600000004\ni2,u1,View,1600000005\n`,
    'training_interaction.csv': `${HEADER}i1,u1,View,1600000001\ni2,u2,View,1600000003\n`,
    'validation_interaction.csv': `${HEADER}i1,u2,Purchase,1600000004\ni2,u1,View,1600000005\n`,
  });
  const counted = Object.entries(sink.files).map(([name, text]) => {
    return [name, { rows: text.split('\n').length - 2, bytes: text.length }];
  });
  expect(files).toEqual(Object.fromEntries(counted));
});

it.each([64 * 1024, 0])('the last days are held out, orders whole, in %d bytes', async (memoryBytes) => {
  const rows = [
    'i1,u1,ProductViewed,30',
    'i2,u1,OrderCompleted,20',
    'i3,u1,OrderCompleted,20',
    'i1,u2,ProductViewed,10',
    'i4,u3,ProductViewed,40',
  ];
  const settings = { holdout: 0.5, holdoutBy: 'time' } as const;
  const { sink } = await prepare(interactions(...rows), settings, memorySink(), memoryBytes);
  expect(sink.files['training_interaction.csv']).toBe(
    `${HEADER}i2,u1,Purchase,20\ni3,u1,Purchase,20\ni1,u2,View,10\n`,
  );
  expect(sink.files['validation_interaction.csv']).toBe(`${HEADER}i1,u1,View,30\ni4,u3,View,40\n`);
});

it('prepareData holds out no more than the share by time, however short the users’ histories are', async () => {
  const rows = Array.from({ length: 50 }, (_, at) => `i1,u${at},ProductViewed,${at}`);
  const rowsBy = async (holdoutBy: 'user' | 'time') => {
    const { files, warnings } = await prepare(interactions(...rows), { holdout: 0.1, holdoutBy });
    const isWarned = warnings.some((warning) => warning.includes('are held out'));
    return [files['training_interaction.csv'].rows, isWarned];
  };
  expect(await rowsBy('time')).toEqual([45, false]);
  expect(await rowsBy('user')).toEqual([0, true]);
});

const long = `${'ü'.repeat(256)},u1,ProductViewed,1600000009,No\n`;
const short = 'i1,u1,ProductViewed,1600000009,No\n';
const ORDERED = `${SHOP.interactions}${(short.repeat(9) + long).repeat(300)}`;
const UNORDERED = `${ORDERED}i2,u1,OrderCompleted,1600000001,No\n`;

it.each<[string, memoryBytes: number, ordered: string[], unordered: string[], tells?: boolean]>([
  ['there is memory for everything', 10_000_000, [], []],
  ['there is memory for a part', 20_000, ['write'], ['order', 'write']],
  ['there is memory for nothing', 0, ['write'], ['order', 'write']],
  ['there is none, but the sink tells what it was given', 0, [], [], true],
])(
  'prepareData writes the same files where %s',
  async (_, memoryBytes, ordered, unordered, tells = false) => {
    for (const [interactions, again] of [
      [ORDERED, ordered],
      [UNORDERED, unordered],
    ] as const) {
      const one = await prepare({ interactions });
      const other = await prepare({ interactions }, {}, memorySink({ tells }), memoryBytes);
      expect(one.sink.files['warm_interaction.csv'].length).toBeGreaterThan(100_000);
      expect(other.sink.files).toEqual(one.sink.files);
      expect(other.files).toEqual(one.files);
      expect(other.passes).toEqual(['check', ...again]);
    }
  },
);

it.each([
  ['in order of time', true],
  ['in any order', false],
])('prepareData splits rows %s as sorting each user does', async (_, isOrdered) => {
  const random = seeded(11);
  for (const holdout of [0, 0.05, 0.1, 0.3, 0.7, 0.95]) {
    const [count, users] = holdout === 0.3 ? [40_000, 9_000] : [2_000, 40];
    const times = Array.from({ length: count }, () => 2 ** 32 - 150 + random(300));
    if (isOrdered) times.sort((a, b) => a - b);
    const rows = times.map((time, index) => {
      const user = random(users);
      const line = `i${index},${'é-'.repeat(user % 9)}u${user},View,${time}`;
      return { user, time, line, isLost: index % 7 === 3 };
    });
    const texts = rows.map(({ line, isLost }) => line.replace('View', isLost ? 'Lost' : 'Product viewed'));
    // A quoted value has its piece of the file read in another way.
    texts.push('"i1",u0,Lost,1');
    const eventTypes = { 'Product viewed': 'View', Product: 'Purchase' };
    const { sink } = await prepare(interactions(...texts), { holdout, eventTypes });
    const kept = rows.filter(({ isLost }) => !isLost);
    const own = Array.from({ length: users }, (): typeof rows => []);
    for (const row of kept) own[row.user].push(row);
    const heldOut = new Set<(typeof rows)[number]>();
    for (const history of own)
      history
        .sort((a, b) => a.time - b.time)
        .forEach((row, index) => {
          if ((index + 1) / history.length > Number((1 - holdout).toFixed(9))) heldOut.add(row);
        });
    const linesOf = (name: string): string[] => sink.files[name].split('\n').slice(1, -1);
    expect(linesOf('warm_interaction.csv')).toEqual(kept.map(({ line }) => line));
    for (const [name, isHeldOut] of Object.entries({ training: false, validation: true })) {
      const expected = kept.filter((row) => heldOut.has(row) === isHeldOut).map(({ line }) => line);
      expect(linesOf(`${name}_interaction.csv`)).toEqual(expected);
    }
  }
});

it('prepareData warns of use cases that the data is too small for', async () => {
  const { warnings } = await prepare({});
  expect(warnings).toEqual([
    expect.stringMatching(/^50% of the interactions are held out, .* set holdoutBy to time/),
    'Training has 2 interactions; an import needs 1,000, so no use case will work.',
    '0 users have two or more interactions in training; every use case needs 25 such users, so no use case will work.',
    'Training has 2 View interactions; training on them needs 1,000: most-viewed and customers-who-viewed-x-also-viewed will fail.',
    'Training has 0 Purchase interactions; training on them needs 1,000: best-sellers and frequently-bought-together will fail.',
  ]);
});

it.each<[string, ShopFiles, string]>([
  ['a missing column', { interactions: 'ITEM_ID,USER_ID,EVENT_TYPE\n' }, 'lacks the column TIMESTAMP'],
  ['too few fields', interactions('i1,u1,ProductViewed,1', 'i1,u1'), 'line 3: has 2 fields'],
  ['no time', interactions('i1,u1,ProductViewed,now'), 'line 2: TIMESTAMP "now" is no whole number of'],
  ['milliseconds', interactions('i1,u1,ProductViewed,1600000000000'), 'looks like milliseconds; divide'],
  ['no id', interactions('i1,u1,ProductViewed,1', '', 'i1,,ProductViewed,2'), 'line 4: USER_ID is empty'],
  [
    'unknown event types only',
    interactions('i1,u1,Bought,1', 'i1,u1,Seen,2'),
    'event types that are not mapped: Bought, Seen; eventTypes maps ProductViewed, OrderCompleted',
  ],
  ['no interactions', interactions(), 'interactions.csv has no rows'],
  [
    'an age past 32 bits',
    { users: `${SHOP.users}u3,x,,3000000000,F\n` },
    'age "3000000000" is out of range; Amazon Personalize takes a whole number from -2147483648 to 2147483647: correct it, or leave it empty',
  ],
  ['no price', { items: `${SHOP.items}i3,,x,y,,,\n` }, 'items.csv, line 4: price is empty; its schema'],
  ['a long name', { items: `${SHOP.items}i3,,${'x'.repeat(1001)},y,,,1\n` }, 'name has 1,001 characters'],
  ['half an age', { users: `${SHOP.users}u3,x,,31.5,F\n` }, 'line 4: age "31.5" is no whole number'],
  ['an id of 257 characters', items(`${ID_256}e,,Pan,c,,,1`), 'items.csv, line 2: id has 257 characters;'],
  ['an empty id', items('i1,,Pan,c,,,1', ',,Pan,c,,,1'), 'items.csv, line 3: id is empty'],
  ['escapes in a price', items('i1,,Pan,c,,,\x1b[31m1'), 'line 2: price "\\u{1b}[31m1" is no number'],
  ['a price of a megabyte', items(`i1,,,c,,,${'1'.repeat(1e6)}x`), `"${'1'.repeat(40)}…" is no number`],
  ['a time of 400 digits', interactions(`i,u,ProductViewed,${NINES}`), `"${NINES.slice(360)}…" looks`],
  ['event types of a megabyte', interactions(...HUGE), 'has no rows of an event type that eventTypes maps'],
  ['names that drive terminals', { items: 'ID,\x1b[2JNAME\n1,2\n' }, 'price; it has ID, \\u{1b}[2JNAME'],
  ['a header of a megabyte', { items: WIDE }, 'items.csv, line 1: lacks the columns id, name'],
])('prepareData fails in few words on %s, without a file', async (_, files, message) => {
  const sink = memorySink();
  const failure = await prepare(files, {}, sink).catch((error: Error) => error.message);
  expect(failure).toContain(message);
  expect((failure as string).length).toBeLessThan(700);
  expect(sink.story.at(-1)).toBe('abort');
  expect(sink.files).toEqual({});
});

it('prepareData takes ids and names of any kind', async () => {
  const ids = ['__proto__', '0', ' ', 'null', ID_256, '=1+1'];
  const seen = interactions(...ids.map((id) => `${id},${id},ProductViewed,1600000001`));
  const rows = await preparedRows(seen, 'training_interaction.csv');
  expect(rows.map(([itemId, userId]) => [itemId, userId])).toEqual(ids.map((id) => [id, id]));
  const names = ['=cmd!A0', '\x1b]8;;\x07', '\u202egnp', '\ufeffPan'];
  const named = items(...names.map((name, at) => `i${at},,${name},housewares,pans,Heavy,20.5`));
  expect((await preparedRows(named, 'training_item.csv')).map(([, name]) => name)).toEqual(names);
});

it('prepareData leaves out columns that nobody asked for, whatever their names', async () => {
  const files = { items: 'id,__proto__,name,category,style,description,price,\ni1,x,Pan,c,s,d,1,y\n' };
  expect(await preparedRows(files, 'training_item.csv')).toEqual([['i1', 'Pan', 'c', 's', 'd', '1']]);
});

it('prepareData fails without a file when the sink fails', async () => {
  const sink = memorySink({ failsAt: 'training_user.csv' });
  await expect(prepare({}, {}, sink)).rejects.toThrow('no room for training_user.csv');
  expect(sink.story.at(-1)).toBe('abort');
  expect(sink.story).not.toContain('commit');
});
