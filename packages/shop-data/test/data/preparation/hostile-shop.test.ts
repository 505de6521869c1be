import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { directorySink } from '@ecommerce-recommenders/tools/prepare-data/directory-sink';
import { prepareData } from '../../../src/data/preparation/prepare-data';
import type { Sink } from '../../../src/data/preparation/sink';
import { memorySink } from '../../../../../test/support/memory-sink';
import { shopArchive, type ShopFiles } from '../../../../../test/support/shop-archive';
import { inPieces } from '../../../../csv/test/rows-of';

const ITEM_COLUMNS = 'id,url,name,category,style,description,price';
const INTERACTION_COLUMNS = 'ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP,DISCOUNT';

const items = (...rows: string[]): ShopFiles => ({ items: [ITEM_COLUMNS, ...rows, ''].join('\n') });
const interactions = (...rows: string[]): ShopFiles => ({
  interactions: [INTERACTION_COLUMNS, ...rows, ''].join('\n'),
});

async function prepare(files: ShopFiles, sink: Sink): Promise<void> {
  await prepareData({
    openArchive: async () => inPieces(shopArchive(files)),
    settings: { holdout: 0, eventTypes: { ProductViewed: 'View', OrderCompleted: 'Purchase' }, escape: '"' },
    sink,
  });
}

async function preparedRows(files: ShopFiles, name: string): Promise<string[][]> {
  const sink = memorySink();
  await prepare(files, sink);
  return parse(sink.files[name]).slice(1);
}

const ID_256 = 'é'.repeat(256);

describe('a hostile shop', () => {
  it.each(['__proto__', '0', ' ', 'null', ID_256, '=1+1'])('is prepared with the id %s', async (id) => {
    const files = interactions(`${id},${id},ProductViewed,1600000001,No`);
    const [[userId, itemId]] = await preparedRows(files, 'training_interaction.csv');
    expect([userId, itemId]).toEqual([id, id]);
  });

  it.each(['=cmd!A0', '\x1b]8;;\x07', '\u202egnp', '\ufeffPan'])('keeps the name %j', async (name) => {
    const [row] = await preparedRows(items(`i1,,${name},housewares,pans,Heavy,20.5`), 'training_item.csv');
    expect(row).toContain(name);
  });

  it('leaves out columns that nobody asked for, whatever their names', async () => {
    const files = { items: 'id,__proto__,name,category,style,description,price,\ni1,x,Pan,c,s,d,1,y\n' };
    expect(await preparedRows(files, 'training_item.csv')).toEqual([['i1', 'Pan', 'c', 's', 'd', '1']]);
  });

  const NINES = '9'.repeat(400);
  const HUGE = ['a', 'b', 'c'].map((type) => `i1,u1,${type.repeat(900_000)},1600000001,No`);
  const WIDE = Array.from({ length: 100_000 }, (_, at) => `c${at}`).join(',');
  const FAILURES: [string, ShopFiles, string][] = [
    ['an id of 257 characters', items(`${ID_256}e,,Pan,c,,,1`), 'items.csv, line 2: id has 257 characters;'],
    ['an empty id', items('i1,,Pan,c,,,1', ',,Pan,c,,,1'), 'items.csv, line 3: id is empty'],
    ['escapes in a price', items('i1,,Pan,c,,,\x1b[31m1'), 'line 2: price "\\u{1b}[31m1" is no number'],
    ['a price of a megabyte', items(`i1,,,c,,,${'1'.repeat(1e6)}x`), `"${'1'.repeat(40)}…" is no number`],
    ['a time of 400 digits', interactions(`i,u,ProductViewed,${NINES},No`), `"${NINES.slice(360)}…" looks`],
    ['event types of a megabyte', interactions(...HUGE), 'has no rows of an event type that eventTypes maps'],
    ['names that drive terminals', { items: 'ID,\x1b[2JNAME\n1,2\n' }, 'price; it has ID, \\u{1b}[2JNAME'],
    ['a header of a megabyte', { items: WIDE }, 'items.csv, line 1: lacks the columns id, name'],
  ];

  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'hostile-shop-'));
  });
  afterEach(() => rm(home, { recursive: true }));

  it.each(FAILURES)('fails in few words on %s, and leaves nothing', async (_, files, message) => {
    const failure = await prepare(files, directorySink(join(home, 'out'))).catch((error: Error) => error);
    expect(failure).toBeInstanceOf(Error);
    expect((failure as Error).message).toContain(message);
    expect((failure as Error).message.length).toBeLessThan(700);
    expect(await readdir(home)).toEqual([]);
  });
});
