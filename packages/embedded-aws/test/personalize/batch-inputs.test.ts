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
import { refused } from '../support/refused';
import { runningFor } from '../support/running';

const ACCOUNT = 'arn:aws:personalize:us-east-1:123456789012';
const containing = (text: string): string => expect.stringContaining(text) as string;

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
const failureOf = async (arn: string): Promise<string | undefined> => {
  await settle(aws, async () => (await describeSegments(aws, arn)).status);
  const { status, failureReason } = await describeSegments(aws, arn);
  expect(status).toBe('CREATE FAILED');
  return failureReason;
};

describe('a batch job', () => {
  it('fails for the fault of its kind (FAULTS-11)', async () => {
    aws.files.set('data/in/queries.json', '{"itemId":"item-1"}\n');
    aws.account.faults.set([
      { fault: 'batch-failure', batch: 'inference' },
      { fault: 'batch-failure', batch: 'segment', times: 1, reason: 'No capacity.' },
    ]);
    expect(await failureOf(await start(items))).toBe('No capacity.');
    const arn = await start(items);
    await settle(aws, async () => (await describeSegments(aws, arn)).status);
    expect(await describeSegments(aws, arn)).toMatchObject({ status: 'ACTIVE' });
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
    const arn = await start(items, { jobInput, jobOutput });
    await settle(aws, async () => (await describeSegments(aws, arn)).status);
    const inputs = (key: string): unknown[] => outputOf(aws, key).map(({ input }) => input);
    expect(inputs('data/results/a.json.out')).toEqual([{ itemId: 'item-1' }, { itemId: 'item-2' }]);
    expect(inputs('data/results/b.json.out')).toEqual([{ itemId: 'item-3' }]);
  });

  it.each([
    ['no file', {}, 'No file begins with s3://data/in/'],
    [
      'a line that is no JSON',
      { 'in/a.json': '{"itemId":"item-1"}\n{"itemId":\n' },
      's3://data/in/a.json, line 2.',
    ],
    ['a line that is no object', { 'in/a.json': '["item-1"]\n' }, 's3://data/in/a.json, line 1.'],
    [
      'two files of a name',
      { 'in/1/a.json': '{}', 'in/2/a.json': '{}' },
      'Two files of the input are named a.json',
    ],
    ['a line without an end', { 'in/a.json': 'x'.repeat(1_100_000) }, 'has more than 1000000 characters'],
    ['more than 500 items', { 'in/a.json': '{"itemId":"item-1"}\n'.repeat(501) }, '500 queries at most'],
  ])('fails for %s (PERSONALIZE-112)', async (_what, files, reason) => {
    for (const [key, text] of Object.entries(files)) aws.files.set(`data/${key}`, text);
    const jobInput = { s3DataSource: { path: 's3://data/in/' } };
    expect(await failureOf(await start(items, { jobInput }))).toContain(reason);
  });

  it('fails for an eleventh query of attributes (PERSONALIZE-117)', async () => {
    writeQueries(
      aws,
      Array.from({ length: 11 }, () => ({ itemAttributes: 'ITEMS.PRICE = 1' })),
    );
    expect(await failureOf(await start(attributes))).toContain('10 queries at most');
  });

  it.each([
    ['themes', { batchInferenceJobMode: 'THEME_GENERATION' }, 'THEME_GENERATION'],
    [
      'the name for themes',
      { themeGenerationConfig: { fieldsForThemeGeneration: { itemName: 'NAME' } } },
      'themes',
    ],
    [
      'an influence',
      { batchInferenceJobConfig: { rankingInfluence: { POPULARITY: 1 } } },
      'rankingInfluence',
    ],
    [
      'a strange exploration',
      { batchInferenceJobConfig: { itemExplorationConfig: { weight: '1' } } },
      'has the key weight',
    ],
    ['501 results', { numResults: 501 }, 'numResults'],
    [
      'a path that is none',
      { jobInput: { s3DataSource: { path: 's3://data' } } },
      'Invalid jobInput.s3DataSource.path',
    ],
    ['another output', { jobOutput: { s3DataDestination: { path: 'https://data/x' } } }, 'Invalid jobOutput'],
  ])('for recommendations fails %s by name (PERSONALIZE-111)', async (_what, more, text) => {
    await refused(startInference(aws, users, more as object), 'InvalidInputException', text);
  });

  it('for segments fails a filter and too many users by name (PERSONALIZE-116)', async () => {
    const filterArn = `${ACCOUNT}:filter/f`;
    await expect(start(items, { filterArn })).rejects.toThrow('filterArn: user segments');
    await expect(start(items, { numResults: 5_000_001 })).rejects.toThrow('numResults');
  });
});
