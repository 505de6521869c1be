import { refused } from '../support/refused';
import { runningFor } from '../support/running';
import {
  createShop,
  describeSegments,
  outputOf,
  startInference,
  startSegments,
  trainedVersion,
  writeQueries,
} from './support/batch-shop';
import { settle } from './support/shop';
import { startPersonalize } from './support/start-personalize';

const aws = runningFor('all tests', startPersonalize);
let users: string;
let items: string;
let attributes: string;
let jobs = 0;
beforeAll(async () => {
  const group = await createShop(aws);
  users = await trainedVersion(aws, group, 'users');
  items = await trainedVersion(aws, group, 'items');
  attributes = await trainedVersion(aws, group, 'attributes');
});
afterEach(() => {
  for (const key of aws.files.keys()) if (key.startsWith('data/in/')) aws.files.delete(key);
});

const start = (version: string, more: object = {}) =>
  startSegments(aws, version, { jobName: `job-${++jobs}`, ...more });
const ended = async (arn: string) => {
  await settle(aws, async () => (await describeSegments(aws, arn)).status);
  return describeSegments(aws, arn);
};
const fails = async (arn: string, reason: string): Promise<void> =>
  expect(await ended(arn)).toMatchObject({
    status: 'CREATE FAILED',
    failureReason: expect.stringContaining(reason) as string,
  });

describe('a batch job', () => {
  it('fails for the fault of its kind (FAULTS-11)', async () => {
    writeQueries(aws, [{ itemId: 'item-1' }]);
    aws.account.faults.set([
      { fault: 'batch-failure', batch: 'inference' },
      { fault: 'batch-failure', batch: 'segment', times: 1, reason: 'No capacity.' },
    ]);
    await fails(await start(items), 'No capacity.');
    expect(await ended(await start(items))).toMatchObject({ status: 'ACTIVE' });
    aws.account.faults.set([]);
  });

  it('reads every file that begins with its path, and writes one for each (PERSONALIZE-112)', async () => {
    const line = (itemId: string): string => `${JSON.stringify({ itemId })}\n`;
    aws.files
      .set('data/segments/a.json', `\n${line('item-1')}\n${line('item-2')}`)
      .set('data/segments-more/b.json', line('item-3').trimEnd())
      .set('data/segments/', '');
    const jobInput = { s3DataSource: { path: 's3://data/segments' } };
    const jobOutput = { s3DataDestination: { path: 's3://data/results' } };
    await ended(await start(items, { jobInput, jobOutput }));
    const inputs = (key: string): unknown[] => outputOf(aws, key).map(({ input }) => input);
    expect(inputs('data/results/a.json.out')).toEqual([{ itemId: 'item-1' }, { itemId: 'item-2' }]);
    expect(inputs('data/results/b.json.out')).toEqual([{ itemId: 'item-3' }]);
  });

  it.each<[string, Record<string, string>, string]>([
    ['no file', {}, 'No file begins with s3://data/in/'],
    ['a line that is no JSON', { 'a.json': '{"itemId":"item-1"}\n{"itemId":\n' }, '/in/a.json, line 2.'],
    ['a line that is no object', { 'a.json': '["item-1"]\n' }, 's3://data/in/a.json, line 1.'],
    [
      'two files of a name',
      { '1/a.json': '{}', '2/a.json': '{}' },
      'Two files of the input are named a.json',
    ],
    ['a line without an end', { 'a.json': 'x'.repeat(1_100_000) }, 'has more than 1000000 characters'],
    ['more than 500 items', { 'a.json': '{"itemId":"item-1"}\n'.repeat(501) }, '500 queries at most'],
  ])('fails for %s (PERSONALIZE-112)', async (_what, files, reason) => {
    for (const [key, text] of Object.entries(files)) aws.files.set(`data/in/${key}`, text);
    await fails(await start(items, { jobInput: { s3DataSource: { path: 's3://data/in/' } } }), reason);
  });

  it('fails for an eleventh query of attributes (PERSONALIZE-117)', async () => {
    writeQueries(aws, Array<object>(11).fill({ itemAttributes: 'ITEMS.PRICE = 1' }));
    await fails(await start(attributes), '10 queries at most');
  });

  it.each<[object, string]>([
    [{ batchInferenceJobMode: 'THEME_GENERATION' }, 'THEME_GENERATION'],
    [{ themeGenerationConfig: { fieldsForThemeGeneration: { itemName: 'NAME' } } }, 'themes'],
    [{ batchInferenceJobConfig: { rankingInfluence: { POPULARITY: 1 } } }, 'rankingInfluence'],
    [{ batchInferenceJobConfig: { itemExplorationConfig: { weight: '1' } } }, 'has the key weight'],
    [{ numResults: 501 }, 'numResults'],
    [{ jobInput: { s3DataSource: { path: 's3://data' } } }, 'Invalid jobInput.s3DataSource.path'],
    [{ jobOutput: { s3DataDestination: { path: 'https://data/x' } } }, 'Invalid jobOutput'],
  ])('for recommendations fails %j by name (PERSONALIZE-111)', async (more, text) => {
    await refused(startInference(aws, users, more), 'InvalidInputException', text);
  });

  it('for segments fails a filter and too many users by name (PERSONALIZE-116)', async () => {
    const filterArn = 'arn:aws:personalize:us-east-1:123456789012:filter/f';
    await expect(start(items, { filterArn })).rejects.toThrow('filterArn: user segments');
    await expect(start(items, { numResults: 5_000_001 })).rejects.toThrow('numResults');
  });
});
