import type { PreparedDataProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/prepared-data';
import { sourceOf } from '../../../../lambda/source/prepare-data/source-of';
import { SHOP, shopArchive } from '../../../support/shop-archive';
import { eventOf, sourceWorld } from './source-world';

const EventTypes = '{"ProductViewed":"View","OrderCompleted":"Purchase"}';
const ARCHIVE = { ArchiveBucket: 'assets', ArchiveKey: 'archive.tar' };
const PARTS = { Source: 's3://exports/today/' };

describe('a source of CSV parts', () => {
  let world: ReturnType<typeof sourceWorld<PreparedDataProperties>>;
  const put = (path: string, text: string): void => void world.s3.objects.set(path, Buffer.from(text));
  beforeEach(() => {
    world = sourceWorld(sourceOf);
    const [header, ...rows] = SHOP.interactions.trimEnd().split('\r\n');
    put('exports/today/items/1.csv', SHOP.items);
    put('exports/today/users/1.csv', SHOP.users);
    for (const [at, row] of rows.entries())
      put(`exports/today/interactions/${at}.csv`, `${header}\r\n${row}\r\n`);
  });
  const prepare = async (source: object): Promise<Record<string, string>> => {
    await world.onEvent(eventOf('Create', { EventTypes, ...source }));
    return world.files();
  };

  it('gives the files that an archive of the same tables gives, also where the list has several pages', async () => {
    world.s3.objects.set('assets/archive.tar', shopArchive());
    const fromArchive = await prepare(ARCHIVE);
    world.s3.pageKeys = 2;
    expect(await prepare(PARTS)).toEqual(fromArchive);
  });

  it('reads the .csv objects of the folders themselves, and nothing beside or below', async () => {
    const expected = await prepare(PARTS);
    put('exports/today/items/_SUCCESS', '');
    put('exports/today/items/old/1.csv', 'not,items\n');
    put('exports/today/prices/1.csv', 'not,items\n');
    put('exports/yesterday/items/1.csv', 'not,items\n');
    expect(await prepare(PARTS)).toEqual(expected);
  });

  it('names the object and its line where a value is wrong, not the line of the joined table', async () => {
    put(
      'exports/today/interactions/3.csv',
      'ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP,DISCOUNT\ni1,u1,ProductViewed,soon,No\n',
    );
    await expect(prepare(PARTS)).rejects.toThrow(
      /^s3:\/\/exports\/today\/interactions\/3\.csv, line 2: .*TIMESTAMP/,
    );
  });

  it('fails for what is no place in S3', async () => {
    await expect(prepare({ Source: 's3://exports/today' })).rejects.toThrow(
      'Source must be s3://bucket/prefix/; got "s3://exports/today"',
    );
  });
});
