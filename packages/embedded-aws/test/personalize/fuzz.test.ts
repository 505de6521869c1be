/** @jest-environment ./test/jest/in-order-environment.js */

import * as fc from 'fast-check';
import { DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';
import { CONTROL_ACTIONS } from '../../src/services/personalize/control/control-actions';
import { EVENT_OPERATIONS, RUNTIME_OPERATIONS } from '../../src/services/personalize/personalize';
import { runningFor } from '../support/running';
import { anyInput } from './support/any-input';
import { RECIPES, startInference, startSegments, trainedVersion } from './support/batch-shop';
import { createCampaign, createSolution, RANKING_RECIPE, trainVersion } from './support/ranking-shop';
import { createFilter, fillGroup, IMPORT_ROLE, recipeArn, runJob, settle, train } from './support/shop';
import { interactionsCsv, itemsCsv } from './support/shop-files';
import { startPersonalize } from './support/start-personalize';
import { createTracker } from './support/stream';

const SEED = 20_261_125;
const SCHEMA_ARN = 'arn:aws:personalize:us-east-1:123456789012:schema/shop-items';
const ERRORS =
  /^(InvalidInput|InvalidNextToken|LimitExceeded|ResourceAlreadyExists|ResourceInUse|ResourceNotFound|Serialization|TooManyTags|UnknownOperation)Exception$/;

/** Valid filter expressions as tokens, a few of which are then mutated. */
const EXPRESSIONS = [
  'INCLUDE ItemID WHERE Items.CATEGORY_L1 IN ( "shoes" , "hats" )',
  'EXCLUDE ItemID WHERE Interactions.EVENT_TYPE NOT IN ( "View" , * )',
  'INCLUDE ItemID WHERE Items.PRICE >= 9.99 AND Items.CATEGORY_L1 IN ( $C ) OR Items.PRICE < 3',
  'EXCLUDE ItemID WHERE Items.STYLE NOT IN ( "a|b" ) IF CurrentUser.AGE > 18 | INCLUDE ItemID WHERE Items.PRICE != $P',
  'INCLUDE ItemID WHERE Items.CATEGORY_L1 IN CurrentItem.CATEGORY_L1',
].map((expression) => expression.split(' '));
const TOKENS = [
  ...new Set(EXPRESSIONS.flat()),
  ...['UserID', '"', '"\\"', "'x'", '((', '1e999', '-0', '$', '.', '\u{1f45f}'],
];

describe('Personalize, whatever it is sent,', () => {
  const aws = runningFor('all tests', startPersonalize);
  let group: string;
  let recommenderArn: string;
  let texts: string[];

  beforeAll(async () => {
    const files = { INTERACTIONS: interactionsCsv(), ITEMS: itemsCsv(), USERS: '' };
    const { group: groupArn, INTERACTIONS, ITEMS, USERS } = await fillGroup(aws, files);
    group = groupArn;
    const job = await runJob(aws, ITEMS, 's3://data/items.csv', 'again');
    const trackingId = await createTracker(aws, group);
    recommenderArn = (await train(aws, group, 'recommended-for-you')).arn;
    const solutionArn = await createSolution(aws, group);
    const { solutionVersionArn = '' } = await trainVersion(aws, solutionArn);
    const campaignArn = await createCampaign(aws, solutionVersionArn);
    const versions = [await trainedVersion(aws, group, 'users'), await trainedVersion(aws, group, 'items')];
    const batches = [await startInference(aws, versions[0]), await startSegments(aws, versions[1])];
    const [filter] = EXPRESSIONS.map((parts) => parts.join(' '));
    const filterArn = await createFilter(aws, group, 'f', filter);
    texts = [
      ...[group, INTERACTIONS, ITEMS, USERS, job.arn, recommenderArn, filterArn, trackingId, filter],
      ...[...versions, ...batches, ...Object.values(RECIPES), 's3://data/in/', 'BATCH_INFERENCE'],
      ...[solutionArn, solutionVersionArn, campaignArn, `${solutionArn}/$LATEST`, 'rate(3 days)'],
      ...[recipeArn('most-viewed'), RANKING_RECIPE, IMPORT_ROLE, SCHEMA_ARN, 's3://data/items.csv'],
      ...'shop user-1 item-1 View items ITEMS CATEGORY_L1 C "shoes" {} [1] 0.5 explorationWeight'.split(' '),
      ...['{"price":1,"categoryL1":"hats"}', '{"a":{"b":[]}}', JSON.stringify(DATASETS.ITEMS.schema)],
    ];
  });

  /** Sends a body and returns what is wrong with the answer, or undefined. */
  async function faultOf(operation: string, path: string, headers: Record<string, string>, body: string) {
    const authorization =
      'AWS4-HMAC-SHA256 Credential=test/20261125/us-east-1/personalize/aws4_request, SignedHeaders=host, Signature=0';
    const response = await fetch(aws.endpoint + path, {
      method: 'POST',
      headers: { authorization, ...headers },
      body,
    });
    const text = await response.text();
    const isRight = response.status === 200 ? isAnswer(operation, text) : isError(response, text);
    return isRight ? undefined : `${operation}: ${response.status} ${text}`;
  }

  const RUNS = 30;
  const check = (run: () => fc.Arbitrary<string>, send: (body: string) => Promise<unknown>, numRuns = RUNS) =>
    fc.assert(
      fc.asyncProperty(run(), async (body) => expect(await send(body)).toBeUndefined()),
      { seed: SEED, numRuns },
    );

  // Deletes run last, since they affect the cases that follow.
  const isDelete = (name: string): number => Number(name.startsWith('Delete'));
  const control = Object.keys(CONTROL_ACTIONS).sort((a, b) => isDelete(a) - isDelete(b));
  const controlHeaders = (target: string) => ({
    'x-amz-target': target,
    'content-type': 'application/x-amz-json-1.1',
  });

  it.each(Object.entries({ ...EVENT_OPERATIONS, ...RUNTIME_OPERATIONS }))(
    'answers %s in good form',
    async (operation, { route, action }) => {
      const path = route.replace('POST ', '');
      await check(
        () => anyInput(action.input, texts),
        (body) => faultOf(operation, path, { 'content-type': 'application/json' }, body),
        4 * RUNS,
      );
    },
  );

  it('answers a token soup of a filter expression in good form, and one that it takes with a list', async () => {
    const soups = fc
      .tuple(
        fc.constantFrom(...EXPRESSIONS),
        fc.array(fc.tuple(fc.nat(20), fc.constantFrom(...TOKENS)), { maxLength: 3 }),
        fc.constantFrom(' ', '\n\t'),
      )
      .map(([parts, changes, between]) => {
        const changed = [...parts];
        for (const [place, token] of changes) changed[place % changed.length] = token;
        return changed.join(between);
      });
    let taken = 0;
    const createAndUse = async (filterExpression: string): Promise<string | undefined> => {
      const input = JSON.stringify({ name: 'soup', datasetGroupArn: group, filterExpression });
      const headers = controlHeaders('AmazonPersonalize.CreateFilter');
      const fault = await faultOf('CreateFilter', '/', headers, input);
      const filterArn = group.replace('dataset-group/shop', 'filter/soup');
      const describe = () => aws.personalize.describeFilter({ filterArn }).catch(() => undefined);
      const statusOf = async () => (await describe())?.filter?.status;
      if ((await settle(aws, statusOf)) !== 'ACTIVE') return fault;
      taken++;
      const filterValues = { C: '"shoes"', P: '9.99' };
      const question = JSON.stringify({ recommenderArn, userId: 'user-1', filterArn, filterValues });
      const answer = await faultOf('GetRecommendations', '/recommendations', {}, question);
      await aws.personalize.deleteFilter({ filterArn });
      await settle(aws, statusOf);
      return fault ?? answer;
    };
    await check(() => soups, createAndUse, 3 * RUNS);
    expect(taken).toBeGreaterThan(RUNS / 2);
  });

  it.each(control)('answers %s in good form', async (operation) => {
    const headers = controlHeaders(`AmazonPersonalize.${operation}`);
    await check(
      () => anyInput(CONTROL_ACTIONS[operation].input, texts),
      (body) => faultOf(operation, '/', headers, body),
    );
  });

  it.each([
    ['no target', '/', {}],
    ['an empty target', '/', { 'x-amz-target': '' }],
    ['the target of another service', '/', { 'x-amz-target': 'AmazonSSM.GetParameter' }],
    ['a target of every object', '/', { 'x-amz-target': 'AmazonPersonalize.constructor' }],
    ['a target of dots', '/', { 'x-amz-target': 'AmazonPersonalize.AmazonPersonalize.__proto__' }],
    ['a path of its own', '/%ff/../recommendations', {}],
    ['another content type', '/recommendations', { 'content-type': 'text/xml' }],
    ['a broken content type', '/events', { 'content-type': ';;;' }],
  ])('fails in good form for %s', async (_, path, headers) => {
    for (const body of ['{}', '<a/>', ''])
      await expect(faultOf('', path, headers, body)).resolves.toBeUndefined();
  });
});

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isError({ status, headers }: Response, text: string): boolean {
  const body: unknown = JSON.parse(text);
  if (!isRecord(body) || status >= 500 || !ERRORS.test(String(body.__type))) return false;
  const isJson = headers.get('content-type')?.startsWith('application/') ?? false;
  return isJson && typeof body.message === 'string' && body.message !== '';
}

const isAnswer = (operation: string, text: string): boolean =>
  /^(Delete|Put)/.test(operation) ? text === '' : isRecord(JSON.parse(text));
