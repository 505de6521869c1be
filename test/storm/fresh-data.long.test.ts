import { SFN } from '@aws-sdk/client-sfn';
import { importHistory } from '@ecommerce-recommenders/tools/imports/import-history';
import { itemDetails } from '@ecommerce-recommenders/tools/recommend/recommend';
import type { ImportRun } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/import-run';
import { runsOf } from './runs-of';
import { arnOf, shopAccount } from './shop-account';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';

const settings = {
  archive: smallShop(),
  trainingTimeoutHours: 1,
  freshData: true,
  notify: ['shop@example.com'],
};
const SHOPS = shopAssemblies({
  shop: settings,
  hourly: { ...settings, freshDataSchedule: 'rate(1 hour)' },
  off: { ...settings, freshData: false },
});

/** A part with interactions that no archive contains. */
const part = (from: number, rows: number): string =>
  [
    'USER_ID,ITEM_ID,EVENT_TYPE,TIMESTAMP',
    ...Array.from({ length: rows }, (_, at) => `u${at % 30},i1,OrderCompleted,${1_700_000_000 + from + at}`),
    '',
  ].join('\n');

describe('fresh data', () => {
  const account = shopAccount(SHOPS);
  const runs = runsOf(account, 'fresh-data');
  beforeAll(() => account.created(SHOPS.shop));

  const drop = (path: string, body: string | Buffer): Promise<unknown> =>
    account.put(`incoming/${path}`, body);
  const quiet = (): Promise<void> =>
    account.until(
      async () => (await account.keys('incoming/')).length === 0 && (await runs.running()).length === 0,
    );
  /** Reports in chronological order. */
  const reports = async (): Promise<ImportRun[]> =>
    Promise.all(
      (await account.keys('runs/')).map(async (key) => JSON.parse(await account.read(key)) as ImportRun),
    );
  const lastReport = async (): Promise<ImportRun> => (await reports()).at(-1)!;
  /** Subject and text of fresh-data mails. */
  const mails = async (): Promise<[subject: string, message: string][]> =>
    (await account.messages())
      .filter(({ subject }) => subject?.startsWith('Fresh data'))
      .map(({ subject = '', message }) => [subject, message]);
  const jobs = async (type: string): Promise<number> => {
    const ofType = { datasetArn: arnOf('dataset', `shop/${type}`), maxResults: 100 };
    return (await account.personalize.listDatasetImportJobs(ofType)).datasetImportJobs!.length;
  };

  it('says nothing where no file came with the first deployment', async () => {
    await quiet();
    expect((await runs.all()).map(({ status }) => status)).toEqual(['SUCCEEDED']);
    for (const folder of ['runs', 'claims']) expect(await account.keys(`${folder}/`)).toEqual([]);
  });

  it('imports each file of a burst once, however often its arrival is told', async () => {
    const before = await jobs('INTERACTIONS');
    const paths = Array.from({ length: 20 }, (_, at) => `interactions/part-${at}.csv`);
    await Promise.all(paths.map((path, at) => drop(path, part(100 * at, 60))));
    await Promise.all(Array.from({ length: 5 }, () => runs.start()));
    await quiet();
    const all = await reports();
    expect(all.flatMap(({ files }) => files).sort()).toEqual([...paths].sort());
    expect(all).toEqual([expect.objectContaining({ outcome: 'imported', rows: { INTERACTIONS: 1200 } })]);
    expect(await jobs('INTERACTIONS')).toBe(before + 1);
    for (const folder of ['incoming', 'processing', 'dataset/fresh'])
      expect(await account.keys(`${folder}/`)).toEqual([]);
    expect(await account.keys('processed/')).toHaveLength(20);
  });

  it('imports a whole archive in place of what was there, and gives it to the commands', async () => {
    const before = await jobs('ITEMS');
    await drop('shop.tar', smallShop({ price: 99 }));
    await quiet();
    expect(await lastReport()).toMatchObject({
      outcome: 'imported',
      kind: 'archive',
      rows: { INTERACTIONS: 2160, ITEMS: 12, USERS: 30 },
    });
    expect(await jobs('ITEMS')).toBe(before + 1);
    expect(await account.read('dataset/training_item.csv')).toContain(',99\n');
  });

  it('refuses bad data with the file and the line, and leaves what was there', async () => {
    const before = await jobs('ITEMS');
    await drop('bad.tar', smallShop({ price: NaN }));
    await quiet();
    const report = await lastReport();
    expect(report).toMatchObject({ outcome: 'refused', rows: {}, files: ['bad.tar'] });
    expect(report.problem).toContain(
      'incoming/bad.tar: items.csv, line 2: price "NaN" is no number. What was imported before stays in service.',
    );
    expect(await account.keys('refused/')).toEqual([
      `refused/${report.run}/bad.tar`,
      `refused/${report.run}/report.json`,
    ]);
    const { execution: executionArn, problem: cause } = report;
    const ended = await account.client(SFN).describeExecution({ executionArn });
    expect(ended).toMatchObject({ status: 'FAILED', error: 'refused', cause });
    expect(await mails()).toEqual([['Fresh data was not imported', report.problem]]);
    expect(await jobs('ITEMS')).toBe(before);
    expect(await account.read('dataset/training_item.csv')).toContain(',99\n');
  });

  it('takes what came together in order of arrival, a run each', async () => {
    const before = (await reports()).length;
    await drop('interactions/1.csv', part(5000, 1000));
    await account.aws.clock.advance(1000);
    await drop('whole.tgz', smallShop());
    await account.aws.clock.advance(1000);
    await drop('notes.txt', 'not for import');
    await quiet();
    const all = (await reports()).slice(before);
    expect(
      all.map(({ outcome, files, problem }) => [outcome, ...files, outcome === 'failed' && problem]),
    ).toEqual([
      ['imported', 'interactions/1.csv', false],
      ['imported', 'whole.tgz', false],
      ['refused', 'notes.txt', false],
    ]);
    expect(all[2].problem).toContain('incoming/notes.txt: unknown file name; drop incoming/NAME.tar');
  });

  it('leaves what was there when an import fails, and says which', async () => {
    account.aws.faults.set([
      { fault: 'import-failure', datasetType: 'USERS', times: 1, reason: 'The disk is full.' },
    ]);
    await drop('users/new.csv', 'id,username,age,gender\nu99,new,20,F\n');
    await quiet();
    const { outcome, problem, run } = await lastReport();
    expect(outcome).toBe('failed');
    expect(problem).toMatch(
      /could not be imported: Import job .* The disk is full\. .*copy the files from s3/,
    );
    expect(await account.keys(`refused/${run}/users/`)).toHaveLength(1);
  });

  it('goes on after a run that was aborted', async () => {
    // The run is still at work when it is stopped.
    account.aws.faults.set([{ fault: 'latency', operation: 'CreateDatasetImportJob', ms: 3_600_000 }]);
    await drop('items/1.csv', 'id,name,category,style,description,price\ni98,New,c,s,,5\n');
    await account.until(async () => (await account.keys('processing/')).length === 1);
    await runs.stop();
    account.aws.faults.set([]);
    await drop('items/2.csv', 'id,name,category,style,description,price\ni99,Newer,c,s,,5\n');
    await quiet();
    expect(await lastReport()).toMatchObject({ outcome: 'imported', files: ['items/2.csv'] });
    const details = await itemDetails(account.s3, await account.bucket(), ['i1', 'i99']);
    expect([...details.values()].map(({ name }) => name).sort()).toEqual(['Item 1', 'Newer']);

    const outputs = await account.outputs();
    const clients = { s3: account.s3, sfn: account.client(SFN) };
    const [latest, broken, ...older] = await importHistory(clients, outputs, 20);
    expect(latest).toEqual(await lastReport());
    expect(broken).toMatchObject({
      outcome: 'aborted',
      files: ['items/1.csv'],
      problem: expect.stringMatching(/^It was ended from outside\. .*: s3:.*\/items\/1\.csv$/) as string,
    });
    expect(older.map(({ outcome }) => outcome)).toEqual([
      ...['failed', 'refused', 'imported', 'imported', 'refused', 'imported', 'imported'],
    ]);
    expect(await importHistory(clients, outputs, 1)).toEqual([latest]);
  });

  it('keeps fresher data through a deployment with the same archive, and then runs on a schedule', async () => {
    const before = await jobs('USERS');
    await account.updated(SHOPS.hourly);
    expect(await jobs('USERS')).toBe(before);
    await drop('users/more.csv', 'id,username,age,gender\nu98,more,20,F\n');
    expect(await runs.running()).toEqual([]);
    await account.until(async () => (await jobs('USERS')) > before);
    await quiet();
    expect(await lastReport()).toMatchObject({ outcome: 'imported', rows: { USERS: 1 } });
  });

  it('imports what waits where arrivals take the place of a schedule', async () => {
    await drop('interactions/before-the-hour.csv', part(6000, 1000));
    await account.updated(SHOPS.shop);
    await quiet();
    expect(await lastReport()).toMatchObject({
      outcome: 'imported',
      files: ['interactions/before-the-hour.csv'],
    });
  });

  it('imports what came while it was off once it is switched on again', async () => {
    await account.updated(SHOPS.off);
    await drop('interactions/while-off.csv', part(8000, 1000));
    await account.rest();
    expect(await account.keys('incoming/')).toEqual(['incoming/interactions/while-off.csv']);
    await account.updated(SHOPS.shop);
    await quiet();
    expect(await lastReport()).toMatchObject({ outcome: 'imported', files: ['interactions/while-off.csv'] });
  });

  it('leaves nothing when the stack goes during a run of files that came while it was off', async () => {
    await account.updated(SHOPS.off);
    await drop('users/late.csv', 'id,username,age,gender\nu97,late,20,F\n');
    const before = await jobs('USERS');
    await account.updated(SHOPS.shop);
    await account.until(async () => (await jobs('USERS')) > before);
    await account.gone();
  });
});
