import type * as sdk from '@aws-sdk/client-personalize';
import { DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';
import { refused } from '../support/refused';
import { runningFor } from '../support/running';
import {
  createShop,
  describeSegments,
  findUsers,
  outputOf,
  RECIPES,
  recommendTo,
  startInference,
  startSegments,
  trainedVersion,
  writeQueries,
} from './support/batch-shop';
import { createSolution, trainVersion } from './support/ranking-shop';
import { createFilter, idsOf, runJob, settle, train } from './support/shop';
import { startPersonalize } from './support/start-personalize';
import { createTracker } from './support/stream';

const RED = 'ITEMS.COLOUR = "red"';
const attributed = (condition: string) => ({ itemAttributes: `ITEMS.${condition}` });

const aws = runningFor('all tests', startPersonalize);
let group: string;
let users: string;
let items: string;
let attributes: string;
let jobs = 0;
beforeAll(async () => {
  group = await createShop(aws);
  users = await trainedVersion(aws, group, 'users');
  items = await trainedVersion(aws, group, 'items');
  attributes = await trainedVersion(aws, group, 'attributes');
});
afterEach(() => {
  for (const key of aws.files.keys()) if (key.startsWith('data/in/')) aws.files.delete(key);
});

const named = (more: object) => ({ jobName: `job-${++jobs}`, ...more });
const recommend = (queries: readonly object[], more: object = {}) =>
  recommendTo(aws, users, queries, named(more));
const find = (version: string, queries: readonly object[], more: object = {}) =>
  findUsers(aws, version, queries, named(more));
const start = (version: string, more: object = {}) => startSegments(aws, version, named(more));
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
    ['two files of a name', { '1/a.json': '{}', '2/a.json': '{}' }, 'files of the input are named a.json'],
    ['a line without an end', { 'a.json': 'x'.repeat(1_100_000) }, 'has more than 1000000 characters'],
    ['more than 500 items', { 'a.json': '{"itemId":"item-1"}\n'.repeat(501) }, '500 queries at most'],
  ])('fails for %s (PERSONALIZE-112)', async (_what, files, reason) => {
    for (const [key, text] of Object.entries(files)) aws.files.set(`data/in/${key}`, text);
    await fails(await start(items, { jobInput: { s3DataSource: { path: 's3://data/in/' } } }), reason);
  });

  it.each<[object, string, ('segments' | 'users')?]>([
    [{ filterArn: 'arn:aws:personalize:::filter/f' }, 'filterArn: user segments', 'segments'],
    [{ numResults: 5_000_001 }, 'numResults', 'segments'],
    [{ batchInferenceJobMode: 'THEME_GENERATION' }, 'THEME_GENERATION'],
    [{ themeGenerationConfig: { fieldsForThemeGeneration: { itemName: 'NAME' } } }, 'themes'],
    [{ batchInferenceJobConfig: { rankingInfluence: { POPULARITY: 1 } } }, 'rankingInfluence'],
    [{ batchInferenceJobConfig: { itemExplorationConfig: { weight: '1' } } }, 'has the key weight'],
    [{ numResults: 501 }, 'numResults'],
    [{ jobInput: { s3DataSource: { path: 's3://data' } } }, 'Invalid jobInput.s3DataSource.path'],
    [{ jobOutput: { s3DataDestination: { path: 'https://data/x' } } }, 'Invalid jobOutput'],
  ])('fails %j by name (PERSONALIZE-111, PERSONALIZE-116)', async (more, text, of = 'users') => {
    const started = of === 'users' ? startInference(aws, users, more) : start(items, more);
    await refused(started, 'InvalidInputException', text);
  });
});

const NO_FIELD = 'Required fields for the provided recipe are';
const GOOD = {
  users: { userId: 'user-1' },
  items: { itemId: 'item-1' },
  attributes: attributed('PRICE = 3'),
};
it.each<[keyof typeof GOOD, object, string]>([
  ['users', { userId: 7 }, `${NO_FIELD} userId`],
  ['users', { userId: 'user-1', context: {} }, 'The query has context'],
  ['users', { userId: 'user-1', filterValues: { A: '1' } }, 'without the filterArn'],
  ['users', { userId: 'user-1', filterValues: ['a'] }, 'filterValues must be an object'],
  ['items', { itemId: 'nothing' }, 'The item nothing had no interactions'],
  ['items', { userId: 'user-1' }, `${NO_FIELD} itemId`],
  ['items', { itemId: 'item-1', filterValues: {} }, 'The query has filterValues'],
  ['attributes', attributed('PRICE > 3'), 'cannot be parsed from character 1 on: ITEMS.PRICE > 3'],
  ['attributes', attributed('PRICE = 3 OR ITEMS.PRICE = 4'), 'cannot be parsed from character 1 on'],
  ['attributes', attributed('PRICE = 3 AND'), 'cannot be parsed from character 20 on: the end'],
  ['attributes', attributed("STYLE = 'plain'"), 'cannot be parsed'],
  ['attributes', attributed('COLOUR = "red"'), 'ITEMS.COLOUR cannot be asked for. The columns that'],
  ['attributes', attributed('PRODUCT_DESCRIPTION = "A thing"'), 'cannot be asked for'],
  ['attributes', attributed('NAME = "Item 1"'), 'ITEMS.NAME cannot be asked for'],
  ['attributes', attributed('ITEM_ID = "item-1"'), 'cannot be asked for'],
  ['attributes', attributed('PRICE = "3"'), 'ITEMS.PRICE is of type float: its value is a number'],
  ['attributes', attributed('STYLE = 3'), 'ITEMS.STYLE is of type string: its value is a text'],
  ['attributes', attributed('CATEGORY_L1 = "wigs"'), 'No item of the solution version'],
])('a line for %s says what is wrong with %j (PERSONALIZE-117)', async (recipe, query, text) => {
  const queries = [query, GOOD[recipe]];
  const version = recipe === 'items' ? items : attributes;
  const [line, other] = recipe === 'users' ? await recommend(queries) : await find(version, queries);
  expect(line).toEqual({
    input: query,
    output: recipe === 'users' ? { recommendedItems: [], scores: [] } : { usersList: [] },
    error: expect.stringMatching(/^User error: /) as string,
  });
  expect(line.error).toContain(text);
  expect(other.error).toBeNull();
});

describe('batch recommendations', () => {
  it('are those of recommended for you, each line in its place, with scores (PERSONALIZE-114)', async () => {
    const { arn } = await train(aws, group, 'recommended-for-you');
    const userIds = ['user-3', 'user-9'];
    const queries = userIds.map((userId) => ({ userId }));
    const lines = await recommend(queries, { numResults: 5 });
    expect(lines).toMatchObject(queries.map((input) => ({ input, error: null })));
    for (const [at, { output }] of lines.entries()) {
      expect(output.recommendedItems).toHaveLength(5);
      expect(output.scores).toHaveLength(5);
      expect(output.scores).toEqual([...output.scores!].sort((a, b) => b - a));
      // The use case leaves out what was purchased; a solution does not.
      const ids = await idsOf(aws, arn, { userId: userIds[at], numResults: 30 });
      const own = ids.filter((id) => output.recommendedItems!.includes(id));
      expect(output.recommendedItems!.filter((id) => own.includes(id))).toEqual(own);
    }
  });

  it('are 25 unless told otherwise, of the most viewed with the score 0 until there are events (PERSONALIZE-114)', async () => {
    const trackingId = await createTracker(aws, group);
    const forNewUser = async () => (await recommend([{ userId: 'new-user' }]))[0].output;
    const { recommendedItems = [], scores } = await forNewUser();
    expect(recommendedItems).toHaveLength(25);
    expect(recommendedItems[0]).toBe('item-0');
    expect(new Set(scores)).toEqual(new Set([0]));
    const eventList = [{ eventType: 'View', itemId: 'item-7', sentAt: new Date(1_700_000_000_000) }];
    await aws.events.putEvents({ trackingId, sessionId: 's', userId: 'new-user', eventList });
    expect(Math.max(...(await forNewUser()).scores!)).toBeGreaterThan(0);
  });

  it('are filtered, with values by line', async () => {
    const expression = 'INCLUDE ItemID WHERE Items.CATEGORY_L1 IN ($CATEGORY)';
    const filterArn = await createFilter(aws, group, 'category', expression);
    const values = [{ CATEGORY: '"hats"' }, { CATEGORY: '"shoes","hats"' }, undefined];
    const queries = values.map((filterValues) => ({ userId: 'user-3', filterValues }));
    const lines = await recommend(queries, { filterArn, numResults: 30 });
    expect(lines.map(({ output }) => output.recommendedItems!.length)).toEqual([10, 30, 0]);
    expect(lines[0].output.recommendedItems!.every((id) => Number(id.slice(5)) % 3 === 0)).toBe(true);
    expect(lines[2].error).toMatch(/^User error: filterValues has no CATEGORY/);
  });

  it('explore new items with the latest version only, as much as the job says (PERSONALIZE-114)', async () => {
    const datasetArn = `${group.replace('dataset-group', 'dataset')}/ITEMS`;
    const properties = JSON.stringify({ categoryL1: 'hats', price: 5 });
    const newItems = Array.from({ length: 10 }, (_, n) => ({ itemId: `new-${n}`, properties }));
    await aws.events.putItems({ datasetArn, items: newItems });
    const newOf = async (explorationWeight?: string): Promise<number> => {
      const batchInferenceJobConfig = { itemExplorationConfig: { explorationWeight } };
      const more = explorationWeight === undefined ? {} : { batchInferenceJobConfig };
      const [{ output }] = await recommend([{ userId: 'user-3' }], more);
      return output.recommendedItems!.filter((id) => id.startsWith('new-')).length;
    };
    expect(await newOf()).toBeGreaterThan(0);
    expect([await newOf('0'), await newOf('1')]).toEqual([0, 10]);
    await trainVersion(aws, users.slice(0, users.lastIndexOf('/')));
    expect(await newOf()).toBe(0);
  });
});

it('a segment by item affinity has the users of an item, best first, 25 unless told otherwise, and all at most (PERSONALIZE-116)', async () => {
  const queries = [{ itemId: 'item-20' }, { itemId: 'item-5' }];
  const [line, other] = await find(items, queries, { numResults: 4 });
  // Each user n purchased the items n, n + 1 and n + 2.
  expect(line.output.usersList).toHaveLength(4);
  for (const user of ['user-18', 'user-19', 'user-20']) expect(line.output.usersList).toContain(user);
  expect(other.output.usersList).toContain('user-5');
  expect((await find(items, queries))[0].output.usersList).toHaveLength(25);
  const [{ output }] = await find(items, queries, { numResults: 5_000_000 });
  expect(new Set(output.usersList).size).toBe(40);
});

describe('a segment by attributes', () => {
  const usersOf = async (itemAttributes: string): Promise<string[]> => {
    const [{ output, error }] = await find(attributes, [{ itemAttributes }], { numResults: 40 });
    expect(error).toBeNull();
    return output.usersList!;
  };

  it('has the users of the items that have them all (PERSONALIZE-117)', async () => {
    const [{ output }] = await find(items, [{ itemId: 'item-21' }], { numResults: 40 });
    expect(await usersOf('ITEMS.CATEGORY_L1 = "hats" AND ITEMS.PRICE = 21')).toEqual(output.usersList);
    expect(await usersOf('items.category_l1="summer" and ITEMS . PRICE=21.0')).toEqual(output.usersList);
    expect(await usersOf('ITEMS.CATEGORY_L1 = "shoes"')).not.toEqual(output.usersList);
  });

  it('of a column that a replaced schema has brought is for new solutions alone (PERSONALIZE-117)', async () => {
    const { personalize, files } = aws;
    const datasetArn = `${group.replace('dataset-group', 'dataset')}/ITEMS`;
    const { fields, ...record } = DATASETS.ITEMS.schema;
    const colour = { name: 'COLOUR', type: ['string', 'null'], categorical: true };
    const schema = JSON.stringify({ ...record, fields: [...fields, colour] });
    const { schemaArn } = await personalize.createSchema({ name: 'colours', schema, domain: 'ECOMMERCE' });
    await personalize.updateDataset({ datasetArn, schemaArn });
    await settle(aws, async () => (await personalize.describeDataset({ datasetArn })).dataset?.status);
    const line = 'item-1,,hats,plain,,1,red';
    files.set(
      'data/colours.csv',
      `ITEM_ID,NAME,CATEGORY_L1,STYLE,PRODUCT_DESCRIPTION,PRICE,COLOUR\n${line}\n`,
    );
    await runJob(aws, datasetArn, 's3://data/colours.csv', 'colours', 'INCREMENTAL');

    const versionOf = async (more: Partial<sdk.CreateSolutionCommandInput>): Promise<string> => {
      const input = { recipeArn: RECIPES.attributes, ...more };
      return (await trainVersion(aws, await createSolution(aws, group, input))).solutionVersionArn!;
    };
    const former = attributes.slice(0, attributes.lastIndexOf('/'));
    const excluded = { trainingDataConfig: { excludedDatasetColumns: { ITEMS: ['COLOUR'] } } };
    const [found] = await find(await versionOf({ name: 'coloured' }), [{ itemAttributes: RED }]);
    expect(found).toMatchObject({ error: null, output: { usersList: expect.any(Array) as string[] } });
    for (const version of [
      attributes,
      (await trainVersion(aws, former)).solutionVersionArn!,
      await versionOf({ name: 'colourless', solutionConfig: excluded }),
    ]) {
      const [{ output, error }] = await find(version, [{ itemAttributes: RED }]);
      expect(output).toEqual({ usersList: [] });
      expect(error).toMatch(/^User error: ITEMS\.COLOUR cannot be asked for\./);
    }
  });
});
