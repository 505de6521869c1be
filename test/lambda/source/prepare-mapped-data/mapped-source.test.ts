import type { KMSClient } from '@aws-sdk/client-kms';
import { zipSync } from 'fflate';
import { gzipSync } from 'node:zlib';
import type { MappedDataProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/prepared-data';
import type { PreparedDataResponse } from '../../../../lambda/source/prepare-data/prepared-data';
import { mappedSource } from '../../../../lambda/source/prepare-mapped-data/mapped-source';
import { eventOf, sourceWorld } from '../prepare-data/source-world';
import * as orders from './orders';

const ORDERS = orders.ordersOf(20).trimEnd();
const INTERACTIONS = { ...orders.INTERACTIONS, files: 'orders.csv' };
const ITEMS = { ...orders.ITEMS, files: 'orders.csv' };
/** Its key makes one code of everything. */
const kms = { send: async () => ({ Mac: Buffer.alloc(32, 7) }) } as unknown as KMSClient;

const VERSION: unknown = expect.stringMatching(/^[0-9a-f]{16}$/);

const ARCHIVE = { ArchiveBucket: 'assets', ArchiveKey: 'digest', ArchiveName: 'orders.csv' };
const SOURCE = {
  Source: 's3://exports/today/',
  ...{ ArchiveBucket: undefined, ArchiveKey: undefined, ArchiveName: undefined },
};

describe('the shop’s own files', () => {
  let world: ReturnType<typeof sourceWorld<MappedDataProperties>>;
  beforeEach(() => {
    world = sourceWorld((client, properties: MappedDataProperties) => mappedSource(client, properties, kms));
    put('assets/digest', ORDERS);
  });
  const put = (path: string, content: string | Uint8Array): void =>
    void world.s3.objects.set(path, Buffer.from(content));
  const prepare = (mapping: object, place: object = {}): Promise<PreparedDataResponse> => {
    const settings = { Holdout: '0.25', EventTypes: '{"Purchase":"Purchase"}', MaxBadRows: '0' };
    return world.onEvent(
      eventOf('Create', { ...settings, Mapping: JSON.stringify(mapping), ...ARCHIVE, ...place }),
    );
  };
  const file = (name: string): string | undefined => world.files()[`dataset/${name}`];

  it('become the files for import, and versions of the datasets that there are', async () => {
    put('data/dataset/training_user.csv', 'of a deployment with users');
    const { Data } = await prepare({ interactions: INTERACTIONS, items: ITEMS });
    expect(file('training_item.csv')).toBe(
      'ITEM_ID,CATEGORY_L1,PRICE\ni0,all,1.5\ni1,all,1.5\ni2,all,1.5\ni3,all,1.5\n',
    );
    expect(file('training_interaction.csv')!.split('\n')).toHaveLength(17);
    expect(file('training_user.csv')).toBeUndefined();
    expect(Data).toEqual({ InteractionsVersion: VERSION, ItemsVersion: VERSION, UsersVersion: undefined });
  });

  it('are read in place from a zip archive, which a folder becomes', async () => {
    put('assets/digest', zipSync({ 'day/orders.csv': Buffer.from(ORDERS) }));
    await prepare({ interactions: INTERACTIONS }, { ArchiveName: 'shop.zip' });
    expect(file('warm_interaction.csv')!.split('\n')).toHaveLength(22);
  });

  it('are told in the log: what was left out, by reason', async () => {
    const drop = [{ column: 'order', oneOf: ['3', '4'] }];
    await prepare({ interactions: { ...INTERACTIONS, drop } });
    expect(world.log).toContainEqual([
      'mapped',
      expect.objectContaining({ records: 20, rows: 18, dropped: { 'order is one of 3, 4': 2 } }),
    ]);
  });

  it('fail with the bad rows, and leave no file behind', async () => {
    put('assets/digest', `${ORDERS}\n21;u1;i1;1,5;soon`);
    await expect(prepare({ interactions: INTERACTIONS })).rejects.toThrow(
      'when cannot be read as seconds (orders.csv, line 22: "soon")',
    );
    expect(file('training_interaction.csv')).toBeUndefined();
    await prepare({ interactions: INTERACTIONS }, { MaxBadRows: '1' });
    expect(file('warm_interaction.csv')!.split('\n')).toHaveLength(22);
  });

  describe('below a prefix of S3', () => {
    const [header, ...rows] = ORDERS.split('\n');
    const inParts = (): void => {
      put('exports/today/orders/1.csv', [header, ...rows.slice(0, 7), ''].join('\n'));
      put('exports/today/orders/2.csv.gz', gzipSync([header, ...rows.slice(7)].join('\n')));
    };
    const MAPPING = {
      interactions: { ...INTERACTIONS, files: 'orders/*.csv' },
      items: { ...ITEMS, files: 'orders/*.csv' },
    };

    it('become what they become in an archive, in however many files and pages of the list they come', async () => {
      await prepare({ interactions: INTERACTIONS, items: ITEMS });
      const expected = world.files();
      inParts();
      put('exports/today/orders/', '');
      put('exports/today/notes.txt', 'no orders');
      world.s3.pageKeys = 2;
      await prepare(MAPPING, SOURCE);
      expect(world.files()).toEqual(expected);
    });

    it('are named with what there is, where none matches', async () => {
      put('exports/today/notes.txt', 'no orders');
      await expect(prepare(MAPPING, SOURCE)).rejects.toThrow(
        'the source s3://exports/today/ has no file that matches orders/*.csv; it has notes.txt. Correct "files" in the mapping',
      );
    });

    it('fail where one is replaced while it is read', async () => {
      inParts();
      // Tables that are written otherwise are read in a pass of their own.
      const mapping = { ...MAPPING, items: { ...MAPPING.items, quote: "'" } };
      world.s3.onCall = (name) => {
        if (name === 'GetObject' && world.s3.calls.filter((call) => call === name).length === 3)
          put('exports/today/orders/1.csv', header);
      };
      await expect(prepare(mapping, SOURCE)).rejects.toThrow(
        'The file s3://exports/today/orders/1.csv cannot be read (PreconditionFailed',
      );
    });
  });
});
