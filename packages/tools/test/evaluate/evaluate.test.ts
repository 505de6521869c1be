import { StopRecommenderCommand } from '@aws-sdk/client-personalize';
import { S3Client } from '@aws-sdk/client-s3';
import { concurrently, evaluate, type EvaluateOptions } from '../../src/evaluate/evaluate';
import { evaluationReport, evaluationTable } from '../../src/evaluate/evaluation-report';
import {
  createCampaign,
  createSolution,
  trainVersion,
} from '../../../embedded-aws/test/personalize/support/ranking-shop';
import {
  createDataset,
  createGroup,
  runJob,
  train,
} from '../../../embedded-aws/test/personalize/support/shop';
import { interactionsCsv, itemsCsv } from '../../../embedded-aws/test/personalize/support/shop-files';
import {
  startPersonalize,
  type TestPersonalize,
} from '../../../embedded-aws/test/personalize/support/start-personalize';
import { bodyOf, fakeClient } from '../support/fake-client';

const HEADER = 'ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP\n';

/** Everybody views item 0, and nobody purchases. */
const VALIDATION =
  HEADER + Array.from({ length: 40 }, (_, user) => `item-0,user-${user},View,1600300000\n`).join('');

// New items take places before this one.
const OTHER = VALIDATION.replaceAll('item-0', 'item-11');

let aws: TestPersonalize;
let outputs: Record<string, string>;
let forYou: string;
let campaignArn: string;

beforeAll(async () => {
  aws = await startPersonalize();
  const group = await createGroup(aws);
  // Ten items are new: nobody has seen them yet.
  for (const [type, name, text] of [
    ['INTERACTIONS', 'interaction', interactionsCsv()],
    ['ITEMS', 'item', itemsCsv(40)],
  ] as const) {
    const key = `data/dataset/training_${name}.csv`;
    aws.files.set(key, text);
    await runJob(aws, await createDataset(aws, group, type), `s3://${key}`, name);
  }
  outputs = {
    DataBucketName: 'data',
    MostViewedRecommenderArn: (await train(aws, group, 'most-viewed')).arn,
    FrequentlyBoughtTogetherRecommenderArn: (await train(aws, group, 'frequently-bought-together')).arn,
  };
  forYou = (await train(aws, group, 'recommended-for-you')).arn;
  const { solutionVersionArn = '' } = await trainVersion(aws, await createSolution(aws, group));
  campaignArn = await createCampaign(aws, solutionVersionArn);
});
const holdOut = (text: string): void => void aws.files.set('data/dataset/validation_interaction.csv', text);
beforeEach(() => holdOut(VALIDATION));
afterAll(() => aws.close());

let progress: [number, number][];
beforeEach(() => void (progress = []));
const run = (options: Partial<EvaluateOptions> = {}, deployed = outputs) => {
  const s3 = fakeClient(S3Client, {
    GetObject: ({ Bucket, Key }: { Bucket: string; Key: string }) => ({
      Body: bodyOf(String(aws.files.get(`${Bucket}/${Key}`) ?? '')),
    }),
  });
  const onAsked = (...counts: [number, number]) => progress.push(counts);
  return evaluate({ ...aws, s3 }, deployed, { users: 500, onAsked, ...options });
};

it('an evaluation asks each recommender for the users with held-out interactions, and measures the answers', async () => {
  const [mostViewed] = await run();
  expect(mostViewed).toMatchObject({ useCase: 'most-viewed', users: 40 });
  expect(mostViewed.lists[0].measured[0].values.mrr).toEqual(Array(40).fill(1));
  expect(mostViewed.lists.map(({ name, isSame }) => [name, isSame])).toEqual([
    ['recommender', true],
    ['random', false],
    ['popularity', true],
    ['plain', expect.any(Boolean)],
  ]);
  expect(progress).toHaveLength(40);
  expect(progress.at(-1)).toEqual([40, 40]);
  const { lines } = evaluationReport(mostViewed);
  const { recall, coverage } = lines.find(({ list, length }) => list === 'random' && length === 10)!;
  expect(recall.low).toBeLessThan(recall.mean);
  expect(recall.high).toBeGreaterThan(recall.mean);
  expect(coverage).toBe(1);
});

it('an evaluation asks for as many users as it is told, the same ones each time, and prints a table a use case', async () => {
  const first = await run({ users: 8 });
  expect(first[0].users).toBe(8);
  expect(await run({ users: 8 })).toEqual(first);
  const text = evaluationTable(first.map(evaluationReport));
  expect(text).toMatch(/^Most viewed: 8 users\n.*@ +list +precision +recall +NDCG +MRR +hit rate/);
  expect(text).toMatch(/^ 5 +recommender +0\.200 ±0\.000 +1\.000 ±0\.000/m);
  expect(text).toMatch(/^ +popularity( +=){8}/m);
  expect(text).toMatch(/^plain: .+, the strongest list without a model$/m);
  expect(text).toContain('Frequently bought together: no held-out interactions answer its question');
  expect(text).toContain('Asked for what is newer than all of training (holdoutBy time).');
});

it('an evaluation asks of similar items what also viewed is asked, where there are lists of them', async () => {
  const lists = [{ useCase: 'similar-items', prefix: 'lists/r/s/', shards: 1 }];
  aws.files.set('data/lists/manifest.json', JSON.stringify({ format: 1, run: 'r', lists }));
  const similar = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`item-${at}`, ['item-0']]));
  aws.files.set('data/lists/r/s/0.json', JSON.stringify(similar));
  const deployed = { DataBucketName: 'data', ListsPrefix: 's3://data/lists/' };
  const [evaluation, ...others] = await run({}, deployed);
  expect(others).toEqual([]);
  expect(evaluation).toMatchObject({ useCase: 'similar-items' });
  expect(evaluation.users).toBeGreaterThan(0);
  // The only item in the list is found for everybody who viewed another item last.
  expect(evaluation.lists[0].measured[0].values.mrr).toEqual(Array(evaluation.users).fill(1));
  const text = evaluationTable([evaluationReport(evaluation)]);
  expect(text).toMatch(/^Similar items: \d+ users\n/);
  expect(text).toMatch(/^ 5 +similar-items +0\.200 /m);
});

it('an evaluation says what exploration costs, from the same lists without the new items', async () => {
  holdOut(OTHER);
  const deployed = { DataBucketName: 'data', RecommendedForYouRecommenderArn: forYou };
  const [forUsers] = await run({}, deployed);
  expect(progress.at(-1)).toEqual([2 * forUsers.users, 2 * forUsers.users]);
  const report = evaluationReport(forUsers);
  const ndcgOf = (name: string): number =>
    report.lines.find(({ list, length }) => list === name && length === 10)!.ndcg.mean;
  expect(report.explorationCost?.mean).toBeCloseTo(ndcgOf('unexplored') - ndcgOf('recommender'));
  expect(report.explorationCost?.mean).toBeGreaterThan(0);
  const text = evaluationTable([report]);
  expect(text).toMatch(/^ +unexplored +\d/m);
  expect(text).toMatch(/exploration costs 0\.\d{3} ±0\.\d{3} of 0\.\d{3} NDCG@10 \(\d+%\)/);
});

it('an evaluation asks of bought together only for orders that are held out as a whole, and counts the others', async () => {
  const order = (user: string, time: number): string =>
    `item-1,${user},Purchase,${time}\nitem-2,${user},Purchase,${time}\n`;
  holdOut(HEADER + order('user-1', 1_600_200_100) + order('user-2', 1_700_000_000));
  const [, together] = await run();
  expect(together).toMatchObject({ users: 1, partlyTrained: 1 });
  expect(evaluationTable([evaluationReport(together)])).toContain(
    '1 held-out order is partly in training and not asked for; deployed with -c holdoutBy=time',
  );
});

it('an evaluation asks the campaign for the order of popular items, where the stack ranks', async () => {
  holdOut(OTHER);
  const deployed = { DataBucketName: 'data', RankingCampaignArn: campaignArn };
  const [ranking] = await run({ users: 20 }, deployed);
  expect(ranking).toMatchObject({ useCase: 'ranking', users: 20 });
  expect(progress.at(-1)).toEqual([20, 20]);
  expect(ranking.lists.map(({ name }) => name)).toEqual(['recommender', 'random', 'popularity']);
  const text = evaluationTable([evaluationReport(ranking)]);
  expect(text).toMatch(/^Ranking of the 100 most popular items: 20 users\n/);
  expect(text).toMatch(/^ 5 +ranking +0\.\d{3}/m);
});

it('an evaluation fails when nothing is held out or a recommender is stopped, and says how to deploy or start it', async () => {
  holdOut(HEADER);
  await expect(run()).rejects.toThrow(/^Nothing is held out: .* in data has no rows.*-c holdout=0\.1/);
  holdOut(VALIDATION);
  const recommenderArn = outputs.FrequentlyBoughtTogetherRecommenderArn;
  await aws.personalize.send(new StopRecommenderCommand({ recommenderArn }));
  await expect(run()).rejects.toThrow(/does not answer\. Start it with "aws personalize start-recommender/);
});

const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

it('concurrently keeps the order of the values with at most the limit in flight, and starts no further work after an error', async () => {
  let running = 0;
  let most = 0;
  const begun: number[] = [];
  const wait = async (turns: number): Promise<number> => {
    begun.push(turns);
    most = Math.max(most, ++running);
    for (let left = turns; left > 0; left--) await turn();
    running--;
    if (turns === 6) throw new Error('six');
    return 10 * turns;
  };
  expect(await concurrently([5, 1, 3, 0, 2, 4], 2, wait)).toEqual([50, 10, 30, 0, 20, 40]);
  expect(most).toBe(2);
  expect(await concurrently([], 4, wait)).toEqual([]);
  begun.length = 0;
  await expect(concurrently([4, 6, 7, 1, 1], 2, wait)).rejects.toThrow('six');
  await wait(9);
  expect(begun).toEqual([4, 6, 7, 9]);
});
