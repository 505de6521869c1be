import { API_METRICS } from '@ecommerce-recommenders/shop-data/contracts/watch-metrics';
import type { Fault } from 'embedded-aws/faults/fault-kinds';
import { SHELVES_FILE, shelfResult, type ShelfAnswer, type ShelfResult } from './shelf-tally';
import { recommenderArnOf, shopAccount } from './shop-account';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';
import { writeResults } from './tally';

const LIVE = ['best-sellers', 'frequently-bought-together', 'recommended-for-you'] as const;
const LISTED = 'most-viewed';
const SHOPS = shopAssemblies({
  shop: {
    archive: smallShop(),
    trainingTimeoutHours: 1,
    useCases: [...LIVE, LISTED],
    serving: { [LISTED]: 'lists' },
    api: { origins: ['https://shop.example'], rate: 10_000, burst: 5_000 },
  },
});
const ITEMS = 12;
const REQUESTS = 400;
/** Each has an execution environment of its own; more than these make a busy machine miss the time of a live answer. */
const VISITORS_AT_ONCE = 4;
/** Of Personalize, by the API's function. */
const ASKING = 'GetRecommendations';

/** What is wrong. How many answers are live is for the figures: a busy machine makes a recommender miss its time. */
const FAULTS: Readonly<Record<string, readonly Fault[]>> = {
  'nothing is wrong': [],
  'recommenders hang': [{ fault: 'latency', operation: ASKING, ms: 60_000 }],
  'recommenders hang for half of the requests': [
    { fault: 'latency', operation: ASKING, ms: 60_000, rate: 0.5 },
  ],
  'recommenders are throttled': [{ fault: 'throttling', operation: ASKING }],
  'recommenders throttle half of the requests': [{ fault: 'throttling', operation: ASKING, rate: 0.5 }],
  'recommenders answer 5xx': [{ fault: 'server-error', operation: ASKING }],
  'the function may not ask them': [{ fault: 'access-denied', operation: ASKING }],
  'connections to them are dropped': [{ fault: 'connection-drop', operation: ASKING }],
  'S3 is throttled, too': [
    { fault: 'throttling', operation: ASKING },
    { fault: 'throttling', service: 's3', caller: '*:assumed-role/*' },
  ],
};

// Each test continues with the stack of the one before.
describe('shelves of the API', () => {
  const results: ShelfResult[] = [];
  // In processes, as a function that hangs must not stop the others.
  const account = shopAccount(SHOPS, { functions: 'processes' });
  let url: string;
  let asked = 0;

  beforeAll(async () => {
    await account.created(SHOPS.shop);
    url = (await account.outputs()).ApiUrl;
  });
  afterAll(() => writeResults(SHELVES_FILE, results));

  /** Of another visitor each time: answers for nobody in particular are kept for a minute. */
  const ask = async (useCase: string): Promise<ShelfAnswer> => {
    const at = asked++;
    const query = `num=4&item=i${at % ITEMS}&session=session-of-visitor-${at}`;
    const answer = await fetch(`${url}/recommendations/${useCase}?${query}`);
    return { ...((await answer.json()) as object), status: answer.status };
  };
  /** Counts the answers to visitors of all use cases at once. */
  const visited = async (scenario: string): Promise<ShelfResult> => {
    const useCases = [...LIVE, LISTED];
    const answers: ShelfAnswer[] = [];
    let left = REQUESTS;
    const visitor = async (): Promise<void> => {
      while (left-- > 0) answers.push(await ask(useCases[left % useCases.length]));
    };
    await Promise.all(Array.from({ length: VISITORS_AT_ONCE }, visitor));
    const result = shelfResult(scenario, answers);
    results.push(result);
    expect(result).toMatchObject({ requests: REQUESTS, empty: 0, failed: 0 });
    return result;
  };
  /** Waits until all visitors at once are answered so: in each execution environment no circuit is open any more. */
  const allFrom = (source: 'live' | 'lists', useCase: string): Promise<void> =>
    account.until(async () => {
      const answers = await Promise.all(Array.from({ length: VISITORS_AT_ONCE }, () => ask(useCase)));
      return answers.every(({ from }) => from === source);
    });
  const states = async (): Promise<(string | undefined)[]> =>
    (await account.recommenders()).map(({ status }) => status);
  const OF_USE_CASE = REQUESTS / (LIVE.length + 1);

  it.each(Object.entries(FAULTS))('are never empty where %s', async (scenario, faults) => {
    for (const useCase of LIVE) await allFrom('live', useCase);
    await allFrom('lists', LISTED);
    account.aws.faults.set(faults);
    const { from } = await visited(scenario);
    account.aws.faults.set([]);
    const rates = faults.map(({ rate = 1 }) => rate);
    if (rates.length === 0) expect(from.live).toBeGreaterThan(0);
    if (rates.includes(1)) expect(from.live).toBe(0);
  });

  it.each<[string, (recommenderArn: string) => Promise<unknown>, (all: unknown[]) => boolean]>([
    [
      'stopped',
      (recommenderArn) => account.personalize.stopRecommender({ recommenderArn }),
      (all) => all.includes('INACTIVE'),
    ],
    [
      'deleted',
      (recommenderArn) => account.personalize.deleteRecommender({ recommenderArn }),
      ({ length }) => length === 2,
    ],
  ])('are never empty where one recommender is %s by hand', async (how, change, isChanged) => {
    await change(recommenderArnOf('frequently-bought-together'));
    await account.until(async () => isChanged(await states()));
    for (const useCase of ['best-sellers', 'recommended-for-you']) await allFrom('live', useCase);
    const { from } = await visited(`one recommender is ${how}`);
    expect(from['best-sellers']).toBeGreaterThanOrEqual(OF_USE_CASE);
  });

  it('are never empty where every recommender is stopped, also in execution environments that start then', async () => {
    for (const useCase of ['best-sellers', 'recommended-for-you'])
      await account.personalize.stopRecommender({ recommenderArn: recommenderArnOf(useCase) });
    await account.until(async () => (await states()).every((status) => status === 'INACTIVE'));
    account.aws.faults.set([{ fault: 'function-crash', function: '*Api*', times: 1, when: 'before' }]);
    // Its environment ends with it, and the next one has learnt nothing.
    expect((await ask('best-sellers')).status).toBe(500);
    account.aws.faults.set([]);
    const { from } = await visited('every recommender is stopped');
    expect(from.live).toBe(0);
  });

  it('are counted where they are not what was asked for', async () => {
    await account.until(async () => {
      const counted = await account.metric(API_METRICS.fallbacks.name, 'Sum');
      return counted.reduce((sum, one) => sum + one, 0) > 100;
    });
  });

  it('leave nothing when the stack is destroyed, whatever was done by hand', () => account.gone());
});
