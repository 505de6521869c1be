import { ListDatasetsCommand } from '@aws-sdk/client-personalize';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { itemDetails } from '@ecommerce-recommenders/tools/recommend/recommend';
import { removeBucket } from './csv-parts';
import { preparedLines } from './prepared-lines';
import { shopAssemblies } from './shop-assemblies';
import { startStormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';

const SOURCE_BUCKET = 'shop-exports';
const ORDERS = 800;
const PER_ORDER = 3;

/** Order lines without a customer and a time, the orders that have them, and the customers' lasting numbers. */
const files: Readonly<Record<string, string>> = {
  'lines.csv': table(
    'order,sku,price',
    ORDERS * PER_ORDER,
    (at) => `o${Math.floor(at / PER_ORDER)},s${(at * 7) % 12},${at}`,
  ),
  'orders.csv': table(
    'order,visit,placed',
    ORDERS,
    (at) => `o${at},v${at},${new Date(1_600_000_000_000 + at * 3_600_000).toISOString()}`,
  ),
  'products.csv': table('sku,title', 12, (at) => `s${at},Product ${at}`),
  'visits.csv': table('visit,customer', ORDERS, (at) => `v${at},c${at % 30}`),
};

function table(header: string, rows: number, row: (at: number) => string): string {
  return [header, ...Array.from({ length: rows }, (_, at) => row(at)), ''].join('\n');
}

const settings = {
  archive: Buffer.from('in S3'),
  source: `s3://${SOURCE_BUCKET}/day/`,
  data: {
    interactions: {
      files: 'lines.csv',
      join: [
        { files: 'orders.csv', on: 'order', columns: ['visit', 'placed'] },
        { files: 'visits.csv', on: 'visit', columns: ['customer'] },
        { files: 'products.csv', on: 'sku', columns: ['title'] },
      ],
      shown: { name: 'title', price: 'price' },
      ...{ user: 'customer', item: 'sku', order: 'order', time: 'placed', event: { constant: 'Purchase' } },
    },
  },
  useCases: 'best-sellers',
  trainingTimeoutHours: 1,
};

it('joined files are prepared by Glue as by the function, and deployed', async () => {
  const shops = shopAssemblies({ byFunction: settings, byGlue: { ...settings, preparation: 'glue' } });
  const account = await startStormAccount(Object.values(shops));
  try {
    await account.s3.send(new CreateBucketCommand({ Bucket: SOURCE_BUCKET }));
    for (const [name, Body] of Object.entries(files))
      await account.s3.send(new PutObjectCommand({ Bucket: SOURCE_BUCKET, Key: `day/${name}`, Body }));
    const dataBucket = async (): Promise<string> => {
      const buckets = (await account.inventory()).filter((entry) => entry.startsWith('AWS::S3::Bucket '));
      return buckets.map((entry) => entry.split(' ')[1]).find((name) => name !== SOURCE_BUCKET)!;
    };
    const prepared = async (): Promise<Record<string, string[]>> =>
      preparedLines(account.s3, await dataBucket());
    expect(await account.create(shops.byFunction)).toMatchObject({ status: 'CREATE_COMPLETE', reasons: [] });
    const byFunction = await prepared();
    expect(byFunction['warm_interaction.csv']).toHaveLength(ORDERS * PER_ORDER);
    expect(byFunction['warm_interaction.csv'][0]).toMatch(/^s\d+,c\d+,Purchase,/);
    const details = await itemDetails(account.s3, await dataBucket(), ['s5']);
    expect(details.get('s5')).toEqual({ name: 'Product 5', price: ORDERS * PER_ORDER - 1 });
    // They are shown alone: Personalize has no Items dataset.
    const { datasets = [] } = await account.personalize.send(new ListDatasetsCommand({}));
    expect(datasets.map(({ datasetType }) => datasetType)).toEqual(['INTERACTIONS']);
    expect(await account.update(shops.byGlue)).toMatchObject({ status: 'UPDATE_COMPLETE', reasons: [] });
    expect(await prepared()).toEqual(byFunction);
    expect(await account.destroy()).toMatchObject({ status: 'DELETE_COMPLETE', reasons: [] });
    await removeBucket(account.s3, SOURCE_BUCKET);
    expect(await account.inventory()).toEqual([]);
  } finally {
    await account.close();
  }
});
