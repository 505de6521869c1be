import { Glue } from '@aws-sdk/client-glue';
import { itemDetails } from '@ecommerce-recommenders/tools/recommend/recommend';
import { PREPARED_FILES } from '@ecommerce-recommenders/shop-data/data/preparation/prepared-output';
import { heldOutInWords } from '@ecommerce-recommenders/shop-data/insight/readiness/held-out';
import { endWithSource, putCsvParts, removeBucket, SOURCE_BUCKET } from './csv-parts';
import { preparedLines } from './own-files';
import { shopAccount } from './shop-account';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';

const archive = smallShop();
const settings = { archive, trainingTimeoutHours: 1, source: `s3://${SOURCE_BUCKET}/day/` };
const SHOPS = shopAssemblies({
  byFunction: settings,
  byGlue: { ...settings, preparation: 'glue' },
  byGlueAgain: { ...settings, preparation: 'glue', sourceVersion: '2' },
});
const JOB_OUTPUT = /^dataset\/[0-9a-f]{16}\//;

describe('a shop whose data comes in CSV parts', () => {
  const account = shopAccount(SHOPS, { each: true, atEnd: () => endWithSource(account) });
  beforeEach(() => putCsvParts(account.s3, SOURCE_BUCKET, 'day/', archive));

  const preparedKeys = (): Promise<string[]> => account.keys('dataset/');

  /** States of the job's runs, latest first. */
  const runs = async (): Promise<unknown[]> => {
    const job = (await account.inventory()).find((entry) => entry.startsWith('AWS::Glue::Job '));
    if (job === undefined) return [];
    const { JobRuns = [] } = await account.client(Glue).getJobRuns({ JobName: job.split(' ')[1] });
    return JobRuns.map(({ JobRunState }) => JobRunState);
  };

  const recommended = async (): Promise<number> =>
    (await account.ask('most-viewed', { numResults: 5 })).length;

  it('is deployed by a function or by Glue, with the same data, and goes from one to the other (GLUE-2, GLUE-3)', async () => {
    await account.created(SHOPS.byFunction);
    const byFunction = await preparedLines(account);
    expect(await preparedKeys()).toEqual(PREPARED_FILES.map((file) => `dataset/${file}`));

    await account.updated(SHOPS.byGlue);
    const byGlue = await preparedLines(account);
    expect(byGlue).toEqual(byFunction);
    expect(Object.keys(byGlue).sort()).toEqual([...PREPARED_FILES].sort());
    for (const lines of Object.values(byGlue)) expect(lines.length).toBeGreaterThan(10);
    expect((await preparedKeys()).filter((key) => !JOB_OUTPUT.test(key))).toEqual([]);
    expect(await runs()).toEqual(['SUCCEEDED']);
    expect(await recommended()).toBe(5);
    const kept = byGlue['warm_interaction.csv'].length;
    const rows = kept - byGlue['validation_interaction.csv'].length;
    const told = await account.logged('PrepareDataGlueProvider', '"heldOut"');
    expect(told.map((line) => (JSON.parse(line) as { heldOut: unknown }).heldOut)).toEqual([
      heldOutInWords({ keptRows: kept, rows }),
    ]);
    const details = await itemDetails(account.s3, await account.bucket(), ['i3', 'i11']);
    expect([...details.values()].map(({ name }) => name).sort()).toEqual(['Item 11', 'Item 3']);
  });

  it('keeps the old data when a later run of the job fails, and runs no job for the way back', async () => {
    await account.created(SHOPS.byGlue);
    const before = [await preparedKeys(), await preparedLines(account)];
    const Key = 'day/items/000000.csv';
    const Body = 'id,name,category,style,description,price\ni1,,c,,,?\n';
    await account.s3.putObject({ Bucket: SOURCE_BUCKET, Key, Body });
    expect(await account.turnedBack(SHOPS.byGlueAgain)).toContain(
      `FAILED: s3://${SOURCE_BUCKET}/${Key}: price "?" is no number`,
    );
    expect([await preparedKeys(), await preparedLines(account)]).toEqual(before);
    expect(await runs()).toEqual(['FAILED', 'SUCCEEDED']);
    expect(await recommended()).toBe(5);
  });

  it('is destroyed while the job runs', async () => {
    await account.begin(SHOPS.byGlue, 'create');
    await account.until(async () => (await runs()).length > 0);
    expect((await account.destroy()).status).toBe('DELETE_COMPLETE');
  });

  it('fails to be deployed from a place without parts, which it names', async () => {
    await removeBucket(account.s3, SOURCE_BUCKET);
    await putCsvParts(account.s3, SOURCE_BUCKET, 'other/', archive);
    const { status, reasons } = await account.create(SHOPS.byFunction);
    expect(status).toBe('ROLLBACK_COMPLETE');
    expect(reasons.join()).toContain(`s3://${SOURCE_BUCKET}/day/interactions/ has no .csv object`);
  });
});
