import fc from 'fast-check';
import { createReadStream } from 'node:fs';
import { SHIPPED_ARCHIVE } from '../../packages/tools/test/sample/shipped-sample';
import { describeWith, sparkPython } from '../support/prerequisites';
import { anyJoined, anyOrders, JOINED_MAPPING, ORDERS_MAPPING } from './any-shop';
import { byFunction, csv, jobOf, sortedFiles, type Options, type Shop } from './both-ways';
import { LINES, MAPPED_SHOPS } from './mapped-shops';
import * as archives from './prepared-both-ways';
import { startSpark, type Spark } from './spark';

/** Every second shop where the long tests run in part. */
const SHOPS = MAPPED_SHOPS.filter((_, at) => process.env.STORMS !== 'quarter' || at % 2 === 0);
const OPEN_QUOTE = 'a quote is not closed, or one inside a value is not doubled';

/** `it`, but where the long tests run in part: these take as long as the others together. */
const ifWhole = process.env.STORMS === 'quarter' ? undefined : it;

describeWith('spark')('the Glue job on Spark', () => {
  let spark: Spark;
  beforeAll(async () => {
    spark = await startSpark();
  });
  afterAll(() => spark.close());

  const bySpark = async (mapping: object, shop: Shop, options: Options = {}): Promise<object> =>
    sortedFiles(await spark.prepare(jobOf(mapping, options), shop));

  ifWhole?.(
    'makes of the shipped sample in parts what the function makes, where the newest of all are held out',
    async () => {
      const open: archives.OpenArchive = async () =>
        createReadStream(SHIPPED_ARCHIVE) as AsyncIterable<Buffer>;
      const settings = { ...archives.SETTINGS, holdoutBy: 'time' } as const;
      const shop = await archives.partsOf(open, 3);
      const made = sortedFiles(await spark.prepare(archives.jobOf(settings), shop));
      const expected = sortedFiles(await archives.byFunction(open, settings));
      expect(Object.keys(made).sort()).toEqual(Object.keys(expected).sort());
      for (const [name, lines] of Object.entries(made)) {
        // A difference of 100,000 lines takes Jest minutes to show.
        const isSame = lines.join('\n') === expected[name].join('\n');
        expect([name, lines.length, isSame]).toEqual([name, expected[name].length, true]);
      }
    },
  );

  it.each(SHOPS)('makes of %s what the function makes', async (_, mapping, shop) => {
    expect(await bySpark(mapping, shop)).toEqual(await byFunction(mapping, shop, {}));
  });

  it.each([
    ['order lines', ORDERS_MAPPING, anyOrders],
    ['joined files', JOINED_MAPPING, anyJoined],
  ])('makes of any %s what the function makes', async (_, mapping, anyShop) => {
    const [shop] = fc.sample<Shop>(anyShop({ least: 1000, most: 1000 }), { seed: 7, numRuns: 1 });
    const options = { maxBadRows: 10_000 };
    expect(await bySpark(mapping, shop, options)).toEqual(await byFunction(mapping, shop, options));
  });

  it('counts the bad rows', async () => {
    const shop = {
      'orders/1.csv': csv('who|what|when', 'u|a|1', 'u|b|soon', 'u\0|c|2'),
      'orders/2.csv': csv('who|what|when', '|d|3'),
    };
    await expect(bySpark(LINES, shop, { maxBadRows: 2 })).rejects.toThrow(
      /orders\/[12]\.csv: \w+ (cannot|holds|is empty)/,
    );
    const options = { maxBadRows: 3 };
    expect(await bySpark(LINES, shop, options)).toEqual(await byFunction(LINES, shop, options));
  });

  describe('as a job of the embedded AWS', () => {
    const given = process.env.SPARK_PYTHON;
    beforeAll(() => {
      process.env.SPARK_PYTHON = sparkPython();
    });
    afterAll(() => {
      process.env.SPARK_PYTHON = given;
      if (given === undefined) delete process.env.SPARK_PYTHON;
    });
    const [[, mapping, shop]] = MAPPED_SHOPS;

    it('makes what the function makes, as the role of the job (GLUE-2)', async () => {
      const actions = ['s3:GetObject', 's3:ListBucket', 's3:PutObject', 's3:DeleteObject'];
      const { run, files } = await spark.runJob(jobOf(mapping, {}), shop, actions);
      expect(run).toMatchObject({ JobRunState: 'SUCCEEDED' });
      expect(sortedFiles(files)).toEqual(await byFunction(mapping, shop, {}));
    });

    ifWhole?.('fails in words where its role may not write', async () => {
      const { run, files } = await spark.runJob(jobOf(mapping, {}), shop, ['s3:GetObject', 's3:ListBucket']);
      expect(run).toMatchObject({
        JobRunState: 'FAILED',
        ErrorMessage: expect.stringMatching(
          /^AccessDenied: neither .*: User: \S+ is not authorized to perform: s3:PutObject on resource: "arn:\S+" because no identity-based policy allows the s3:PutObject action$/,
        ) as string,
      });
      expect(files).toEqual({});
    });
  });

  it.each([
    ['orders/_1.csv', 'Spark reads no files whose names begin with _ or a dot'],
    ['orders/1.csv.GZ', 'Spark knows gzip by .gz in lower case alone'],
    ['orders/a b.csv', 'the Glue job reads keys of letters, digits and . = + @ _ - alone'],
  ])('refuses the file %s, by its name', async (path, message) => {
    const shop = { [path]: csv('who|what|when', 'u|a|1') };
    await expect(bySpark(LINES, shop)).rejects.toThrow(`${path}: ${message}; rename it`);
  });

  it.each([
    ['another header', 'what,who,when\n', 'orders/2.csv: the CSV header does not conform to that of s3://'],
    ['too few values', 'who,what,when\nu,a\n', 'a row has not as many values as the header: u,a'],
    ['too many values', 'who,what,when\nu,a,1,2\n', 'a row has not as many values as the header: u,a,1,2'],
    ['a quote that is open', 'who,what,when\nu,a,1\nu,b,"2\nu,c,3\n', `orders/2.csv: ${OPEN_QUOTE}`],
    ['two quotes that are open', 'who,what,when\nu,"a,1\nu,b,2\nu,"c,3\n', OPEN_QUOTE],
    ['quotes inside a value that are not doubled', 'who,what,when\nu,"a"b,1\nu,"a"c,1\n', OPEN_QUOTE],
  ])('fails on %s, whatever maxBadRows is', async (_, text, message) => {
    const shop = { 'orders/1.csv': csv('who|what|when', 'u|a|1'), 'orders/2.csv': text };
    await expect(bySpark(LINES, shop, { maxBadRows: 9 })).rejects.toThrow(message);
  });

  const OBJECT = '{"who":"u"}';
  const OTHERS = [
    OBJECT + OBJECT,
    `${OBJECT},${OBJECT}`,
    `[${OBJECT},${OBJECT}]`,
    `${OBJECT} x`,
    '5',
    'null',
  ];
  it.each(OTHERS)('fails on the JSON line %s, whatever maxBadRows is', async (line) => {
    const mapping = { interactions: { ...LINES.interactions, files: 'events.jsonl' } };
    const made = bySpark(mapping, { 'events.jsonl': `${line}\n` }, { maxBadRows: 9 });
    await expect(made).rejects.toThrow(`events.jsonl: a line is not one JSON object: ${line}`);
  });
});
