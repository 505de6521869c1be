import * as sdk from '@aws-sdk/client-personalize';
import {
  batchJob,
  createShop,
  describeInference,
  describeSegments,
  outputOf,
  startInference,
  startSegments,
  trainedVersion,
  writeQueries,
} from './support/batch-shop';
import {
  createCampaign,
  createFilledGroup,
  createSolution,
  RANKING_RECIPE,
  trainVersion,
} from './support/ranking-shop';
import { settle } from './support/shop';
import { startPersonalize, type TestPersonalize } from './support/start-personalize';

const MINUTE_MS = 60_000;
const ACCOUNT = 'arn:aws:personalize:us-east-1:123456789012';
const containing = (text: string): string => expect.stringContaining(text) as string;

let aws: TestPersonalize;
let group: string;
let users: string;
let items: string;
beforeEach(async () => {
  aws = await startPersonalize('realistic');
  group = await createShop(aws);
  users = await trainedVersion(aws, group, 'users');
  items = await trainedVersion(aws, group, 'items');
});
afterEach(() => aws.close());

const failureOf = async (arn: string): Promise<string | undefined> => {
  await settle(aws, async () => (await describeSegments(aws, arn)).status);
  const { status, failureReason } = await describeSegments(aws, arn);
  expect(status).toBe('CREATE FAILED');
  return failureReason;
};

describe('a batch job', () => {
  it('is described and listed through its states (PERSONALIZE-110)', async () => {
    writeQueries(aws, [{ userId: 'user-1' }]);
    const arn = await startInference(aws, users, { tags: [{ tagKey: 'team', tagValue: 'mail' }] });
    expect(arn).toBe(`${ACCOUNT}:batch-inference-job/batch`);
    const seen: (string | undefined)[] = [];
    await settle(
      { ...aws, clock: { ...aws.clock, advance: () => aws.clock.advance(MINUTE_MS) } },
      async () => {
        const { status } = await describeInference(aws, arn);
        if (seen.at(-1) !== status) seen.push(status);
        return status;
      },
    );
    expect(seen).toEqual(['CREATE PENDING', 'CREATE IN_PROGRESS', 'ACTIVE']);
    expect(await describeInference(aws, arn)).toMatchObject({
      ...batchJob('batch', users),
      batchInferenceJobArn: arn,
      numResults: 25,
      batchInferenceJobMode: 'BATCH_INFERENCE',
    });
    const list = (solutionVersionArn: string) =>
      aws.personalize.send(new sdk.ListBatchInferenceJobsCommand({ solutionVersionArn }));
    expect((await list(users)).batchInferenceJobs).toMatchObject([
      { batchInferenceJobArn: arn, jobName: 'batch', status: 'ACTIVE', solutionVersionArn: users },
    ]);
    expect((await list(items)).batchInferenceJobs).toEqual([]);
    const { tags } = await aws.personalize.send(new sdk.ListTagsForResourceCommand({ resourceArn: arn }));
    expect(tags).toEqual([{ tagKey: 'team', tagValue: 'mail' }]);
  });

  it('reads every file that begins with its path, and writes one for each (PERSONALIZE-112)', async () => {
    const line = (itemId: string): string => `${JSON.stringify({ itemId })}\n`;
    aws.files
      .set('data/segments/a.json', `\n${line('item-1')}\n${line('item-2')}`)
      .set('data/segments-more/b.json', line('item-3').trimEnd())
      .set('data/segments/', '');
    const jobInput = { s3DataSource: { path: 's3://data/segments' } };
    const jobOutput = { s3DataDestination: { path: 's3://data/results' } };
    const arn = await startSegments(aws, items, { jobInput, jobOutput });
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
    expect(await failureOf(await startSegments(aws, items, { jobInput }))).toContain(reason);
  });

  it('fails for an eleventh query of attributes (PERSONALIZE-117)', async () => {
    const version = await trainedVersion(aws, group, 'attributes');
    writeQueries(
      aws,
      Array.from({ length: 11 }, () => ({ itemAttributes: 'ITEMS.PRICE = 1' })),
    );
    expect(await failureOf(await startSegments(aws, version))).toContain('10 queries at most');
  });

  it('keeps its name for ever; of each kind five are under way at most (PERSONALIZE-110)', async () => {
    await startInference(aws, users, { jobName: 'a' });
    await expect(startInference(aws, users, { jobName: 'a' })).rejects.toMatchObject({
      name: 'ResourceAlreadyExistsException',
    });
    for (const jobName of ['b', 'c', 'd', 'e']) await startInference(aws, users, { jobName });
    await expect(startInference(aws, users, { jobName: 'f' })).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'More than 5 resources with PENDING or IN_PROGRESS status.',
    });
    await startSegments(aws, items, { jobName: 'a' });
  });

  it('needs an ACTIVE version of a fitting recipe (PERSONALIZE-111)', async () => {
    const refused = (message: string) => ({ name: 'InvalidInputException', message: containing(message) });
    await expect(startInference(aws, items)).rejects.toMatchObject(refused('create a batch segment job'));
    await expect(startSegments(aws, users)).rejects.toMatchObject(refused('Batch segment jobs take'));
    const ranking = await createSolution(aws, group, { recipeArn: RANKING_RECIPE });
    const { solutionVersionArn = '' } = await trainVersion(aws, ranking);
    await expect(startInference(aws, solutionVersionArn)).rejects.toMatchObject(refused('ask a campaign'));
    const solutionArn = items.slice(0, items.lastIndexOf('/'));
    const create = new sdk.CreateSolutionVersionCommand({ solutionArn });
    const training = (await aws.personalize.send(create)).solutionVersionArn!;
    await expect(startSegments(aws, training)).rejects.toMatchObject({ name: 'ResourceInUseException' });
    await expect(startSegments(aws, `${items}0`)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
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
    await expect(startInference(aws, users, more as object)).rejects.toMatchObject({
      name: 'InvalidInputException',
      message: containing(text),
    });
  });

  it('for segments fails a filter and too many users by name (PERSONALIZE-116)', async () => {
    const filterArn = `${ACCOUNT}:filter/f`;
    await expect(startSegments(aws, items, { filterArn })).rejects.toThrow('filterArn: user segments');
    await expect(startSegments(aws, items, { numResults: 5_000_001 })).rejects.toThrow('numResults');
  });

  it('needs an ACTIVE filter of its group, and keeps it until it is done (PERSONALIZE-115)', async () => {
    const filterExpression = 'EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("Purchase")';
    const create = new sdk.CreateFilterCommand({ name: 'f', datasetGroupArn: group, filterExpression });
    const { filterArn = '' } = await aws.personalize.send(create);
    const inUse = { name: 'ResourceInUseException' };
    await expect(startInference(aws, users, { filterArn })).rejects.toMatchObject(inUse);
    await aws.clock.advance(10 * MINUTE_MS);
    writeQueries(aws, [{ userId: 'user-1' }]);
    const arn = await startInference(aws, users, { filterArn });
    const remove = new sdk.DeleteFilterCommand({ filterArn });
    await expect(aws.personalize.send(remove)).rejects.toMatchObject({ ...inUse, message: containing(arn) });
    await settle(aws, async () => (await describeInference(aws, arn)).status);
    await aws.personalize.send(remove);
    await expect(
      startInference(aws, users, { jobName: 'g', filterArn: `${filterArn}x` }),
    ).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  it('keeps its solution until it is done, and ends with it (PERSONALIZE-118)', async () => {
    writeQueries(aws, [{ itemId: 'item-1' }]);
    const arn = await startSegments(aws, items);
    const solutionArn = items.slice(0, items.lastIndexOf('/'));
    const remove = new sdk.DeleteSolutionCommand({ solutionArn });
    await expect(aws.personalize.send(remove)).rejects.toMatchObject({
      name: 'ResourceInUseException',
      message: containing(arn),
    });
    await settle(aws, async () => (await describeSegments(aws, arn)).status);
    expect(aws.account.inventory().map(({ id }) => id)).not.toContain(arn);
    await aws.personalize.send(remove);
    await aws.clock.advance(MINUTE_MS);
    await expect(describeSegments(aws, arn)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    const list = await aws.personalize.send(new sdk.ListBatchSegmentJobsCommand({}));
    expect(list.batchSegmentJobs).toEqual([]);
    const again = await trainedVersion(aws, group, 'items');
    await expect(startSegments(aws, again)).rejects.toMatchObject({ name: 'ResourceAlreadyExistsException' });
  });
});

describe('a solution of a recipe for batches', () => {
  it('has no campaign (PERSONALIZE-119)', async () => {
    await expect(createCampaign(aws, items)).rejects.toThrow('create a batch segment job');
    await expect(createCampaign(aws, users)).rejects.toThrow('create a batch inference job');
    const latest = `${items.slice(0, items.lastIndexOf('/'))}/$LATEST`;
    await expect(createCampaign(aws, latest)).rejects.toThrow('create a batch segment job');
  });

  it('has metrics if it recommends, and none if it finds users (PERSONALIZE-119)', async () => {
    const metricsOf = (solutionVersionArn: string) =>
      aws.personalize.send(new sdk.GetSolutionMetricsCommand({ solutionVersionArn }));
    expect((await metricsOf(users)).metrics).toHaveProperty('coverage');
    await expect(metricsOf(items)).rejects.toThrow('aws-item-affinity');
  });

  it('needs an Items dataset to train on attributes (PERSONALIZE-119)', async () => {
    const other = await startPersonalize();
    const solutionArn = await createSolution(other, await createFilledGroup(other), {
      recipeArn: 'arn:aws:personalize:::recipe/aws-item-attribute-affinity',
    });
    await expect(trainVersion(other, solutionArn)).rejects.toThrow('has no Items dataset');
    await other.close();
  });

  it('fails a training for its fault (PERSONALIZE-119)', async () => {
    aws.account.faults.set([{ fault: 'training-failure', useCase: 'item-affinity', reason: 'On purpose.' }]);
    const retrain = (version: string) => trainVersion(aws, version.slice(0, version.lastIndexOf('/')));
    expect(await retrain(items)).toMatchObject({ status: 'CREATE FAILED', failureReason: 'On purpose.' });
    expect(await retrain(users)).toMatchObject({ status: 'ACTIVE' });
  });
});
