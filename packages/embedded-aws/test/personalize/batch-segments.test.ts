import type * as sdk from '@aws-sdk/client-personalize';
import { DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';
import { createShop, findUsers, RECIPES, trainedVersion } from './support/batch-shop';
import { createSolution, trainVersion } from './support/ranking-shop';
import { runJob, settle } from './support/shop';
import { startPersonalize } from './support/start-personalize';
import { runningFor } from '../support/running';

const aws = runningFor('all tests', startPersonalize);
const RED = 'ITEMS.COLOUR = "red"';

let byItem: string;
let byAttributes: string;
let group: string;
let jobs = 0;
beforeAll(async () => {
  group = await createShop(aws);
  byItem = await trainedVersion(aws, group, 'items');
  byAttributes = await trainedVersion(aws, group, 'attributes');
});

const find = (version: string, queries: readonly object[], more: object = {}) =>
  findUsers(aws, version, queries, { jobName: `segments-${++jobs}`, ...more });

describe('a segment by item affinity', () => {
  it('has the users of an item, best first, in the form that AWS writes (PERSONALIZE-116)', async () => {
    const [line, other] = await find(byItem, [{ itemId: 'item-20' }, { itemId: 'item-5' }], {
      numResults: 4,
    });
    expect(line).toEqual({
      input: { itemId: 'item-20' },
      output: { usersList: expect.any(Array) as string[] },
      error: null,
    });
    // Each user n purchased the items n, n + 1 and n + 2.
    expect(line.output.usersList).toHaveLength(4);
    for (const user of ['user-18', 'user-19', 'user-20']) expect(line.output.usersList).toContain(user);
    expect(other.output.usersList).toContain('user-5');
  });

  it('has 25 users unless told otherwise, and all users at most (PERSONALIZE-116)', async () => {
    const queries = [{ itemId: 'item-20' }];
    expect((await find(byItem, queries))[0].output.usersList).toHaveLength(25);
    const [{ output }] = await find(byItem, queries, { numResults: 5_000_000 });
    expect(new Set(output.usersList).size).toBe(40);
  });

  it.each([
    ['an item that was not in the training', { itemId: 'nothing' }, 'The item nothing had no interactions'],
    ['no item', { userId: 'user-1' }, 'Required fields for the provided recipe are itemId'],
    ['values for a filter', { itemId: 'item-1', filterValues: {} }, 'The query has filterValues'],
  ])('says of a line with %s what is wrong, and answers the others', async (_what, query, text) => {
    const [line, other] = await find(byItem, [query, { itemId: 'item-1' }]);
    expect(line).toEqual({
      input: query,
      output: { usersList: [] },
      error: expect.stringMatching(`^User error: ${text}`) as string,
    });
    expect(other.output.usersList).toHaveLength(25);
  });
});

describe('a segment by attributes', () => {
  const usersOf = async (itemAttributes: string): Promise<string[]> => {
    const [{ output, error }] = await find(byAttributes, [{ itemAttributes }], { numResults: 40 });
    expect(error).toBeNull();
    return output.usersList!;
  };

  it('has the users of the items that have them all (PERSONALIZE-117)', async () => {
    const [{ output }] = await find(byItem, [{ itemId: 'item-21' }], { numResults: 40 });
    expect(await usersOf('ITEMS.CATEGORY_L1 = "hats" AND ITEMS.PRICE = 21')).toEqual(output.usersList);
    expect(await usersOf('items.category_l1="summer" and ITEMS . PRICE=21.0')).toEqual(output.usersList);
    expect(await usersOf('ITEMS.CATEGORY_L1 = "shoes"')).not.toEqual(output.usersList);
  });

  it.each([
    ['ITEMS.PRICE > 3', 'cannot be parsed from character 1 on: ITEMS.PRICE > 3'],
    ['ITEMS.PRICE = 3 OR ITEMS.PRICE = 4', 'cannot be parsed from character 1 on'],
    ['ITEMS.PRICE = 3 AND', 'cannot be parsed from character 20 on: the end'],
    ["ITEMS.STYLE = 'plain'", 'cannot be parsed'],
    [RED, 'ITEMS.COLOUR cannot be asked for. The columns that the solution has learned are'],
    ['ITEMS.PRODUCT_DESCRIPTION = "A thing"', 'cannot be asked for'],
    ['ITEMS.NAME = "Item 1"', 'ITEMS.NAME cannot be asked for'],
    ['ITEMS.ITEM_ID = "item-1"', 'cannot be asked for'],
    ['ITEMS.PRICE = "3"', 'ITEMS.PRICE is of type float: its value is a number'],
    ['ITEMS.STYLE = 3', 'ITEMS.STYLE is of type string: its value is a text'],
    ['ITEMS.CATEGORY_L1 = "wigs"', 'No item of the solution version'],
  ])('says of a line with %s what is wrong (PERSONALIZE-117)', async (itemAttributes, text) => {
    const [{ output, error }] = await find(byAttributes, [{ itemAttributes }]);
    expect(output).toEqual({ usersList: [] });
    expect(error).toContain(`User error: `);
    expect(error).toContain(text);
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
    const former = byAttributes.slice(0, byAttributes.lastIndexOf('/'));
    const excluded = { trainingDataConfig: { excludedDatasetColumns: { ITEMS: ['COLOUR'] } } };
    const [found] = await find(await versionOf({ name: 'coloured' }), [{ itemAttributes: RED }]);
    expect(found).toMatchObject({ error: null, output: { usersList: expect.any(Array) as string[] } });
    for (const version of [
      byAttributes,
      (await trainVersion(aws, former)).solutionVersionArn!,
      await versionOf({ name: 'colourless', solutionConfig: excluded }),
    ]) {
      const [{ output, error }] = await find(version, [{ itemAttributes: RED }]);
      expect(output).toEqual({ usersList: [] });
      expect(error).toMatch(/^User error: ITEMS\.COLOUR cannot be asked for\./);
    }
  });
});
