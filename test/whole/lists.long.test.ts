/** @jest-environment ./test/jest/in-order-environment.js */
import { ListRecommendersCommand, PersonalizeClient } from '@aws-sdk/client-personalize';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { askEveryUseCase } from '@ecommerce-recommenders/tools/start/ask-every-use-case';
import { shopLists } from '@ecommerce-recommenders/tools/deployed/shop-lists';
import { LOCAL_REGION, localEnvironment } from 'embedded-aws/environment';
import { LISTABLE } from '@ecommerce-recommenders/shop-data/contracts/lists/serving';
import { until } from '../support/spawned-command';
import { startStack, type DeployedStack } from './deployed-stack';

const LISTS = { serving: 'lists', similarItems: 'true', trainingTimeoutHours: '1' };
const CHEAP = { filters: JSON.stringify({ cheap: 'INCLUDE ItemID WHERE Items.PRICE < 20' }) };

// Each test continues with the previous test's stack, as a user would.
describe('lists of 2,030 items, deployed by the CDK CLI on the embedded AWS', () => {
  let deployed: DeployedStack;
  let personalize: PersonalizeClient;
  beforeAll(async () => {
    deployed = await startStack();
    personalize = new PersonalizeClient({ endpoint: deployed.aws.endpoint, region: LOCAL_REGION });
  });
  afterAll(() => deployed.close());

  const run = async (...args: string[]): Promise<string> => {
    const env = localEnvironment({ endpoint: deployed.aws.endpoint, region: LOCAL_REGION });
    return (await promisify(execFile)(process.execPath, ['bin/recommenders.cjs', ...args], { env })).stdout;
  };
  const lists = async (): ReturnType<typeof shopLists> => {
    const { stack } = deployed;
    return shopLists(stack.clients.s3, await stack.outputs());
  };

  it('are there when the first deployment is done, and no recommender stays', async () => {
    const { stack, follow } = deployed;
    await stack.deploy(LISTS, follow);
    expect(Object.keys(await stack.outputs()).filter((key) => key.endsWith('RecommenderArn'))).toEqual([]);
    expect((await lists())?.useCases).toEqual([...LISTABLE, 'similar-items']);
    const left = async (): Promise<boolean> =>
      (await personalize.send(new ListRecommendersCommand({}))).recommenders!.length === 0;
    await until(left);
  });

  it('recommend ten different items in every use case', async () => {
    const { stack } = deployed;
    const answers = Object.values(await askEveryUseCase(stack.clients, await stack.outputs())).flat();
    expect(answers.length).toBeGreaterThanOrEqual(4);
    for (const { items } of answers) expect(new Set(items.map(({ itemId }) => itemId)).size).toBe(10);
  });

  it('are what npm run recommend shows and npm run evaluate measures', async () => {
    expect(await run('recommend', 'best-sellers', '--user', '1')).toMatch(/^Best sellers\n/);
    const measured = await run('evaluate', '--users', '30');
    expect(measured).toMatch(
      /Customers who viewed X also viewed: 30 users\n[^]*^25 +recommender +0\.\d{3} ±0\.\d{3} /m,
    );
    expect(measured).toMatch(/Similar items: 30 users\n[^]*^25 +similar-items +0\.\d{3} ±0\.\d{3} /m);
  });

  it('of similar items say what the catalogue describes alike', async () => {
    const { stack } = deployed;
    const { clients } = stack;
    const answers = await askEveryUseCase(clients, await stack.outputs());
    const [{ items }] = answers['best-sellers']!;
    const [{ itemId, category }] = items;
    const similar = JSON.parse(
      await run('recommend', 'similar-items', '--item', itemId, '--json'),
    ) as typeof items;
    expect(similar).toHaveLength(10);
    expect(similar.filter((item) => item.category === category).length).toBeGreaterThan(5);
    expect(similar.map((item) => item.itemId)).not.toContain(itemId);
    expect(answers['similar-items']).toContainEqual({
      input: { userId: expect.any(String) as string, itemId },
      items: similar,
    });
  });

  it('stay in service when a deployment’s run fails, which says why, and the next makes them', async () => {
    const { aws, stack, follow, resources } = deployed;
    const before = await lists();
    aws.faults.set([{ fault: 'training-failure', reason: 'The disk is full.' }]);
    resources.length = 0;
    await expect(stack.deploy({ ...LISTS, ...CHEAP }, follow)).rejects.toThrow();
    expect(resources.map(({ reason }) => reason).join()).toContain('The disk is full.');
    aws.faults.set([]);
    expect((await lists())?.run).toBe(before?.run);
    await stack.deploy({ ...LISTS, ...CHEAP }, follow);
    expect((await lists())?.run).not.toBe(before?.run);
    expect(await run('recommend', 'most-viewed', '--user', '1', '--filter', 'cheap')).toMatch(
      /^Most viewed\n/,
    );
  });

  it('leave nothing when the stack is destroyed', async () => {
    const { stack, follow } = deployed;
    await stack.destroy(follow);
    expect(await stack.inventory()).toEqual([]);
  });
});
