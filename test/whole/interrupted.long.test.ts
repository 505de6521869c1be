import { CloudFormationClient, waitUntilStackCreateComplete } from '@aws-sdk/client-cloudformation';
import { once } from 'node:events';
import { LOCAL_REGION } from 'embedded-aws/environment';
import { STACK_NAME } from '@ecommerce-recommenders/shop-data/contracts/stack-name';
import type { PageList, PageShop } from '@ecommerce-recommenders/tools/page/page-answers';
import { allGone, endSpawned, spawnCommand, until, type SpawnedCommand } from '../support/spawned-command';
import { keptArchive } from '../support/kept-archive';
import { partOfSample } from '../support/part-of-sample';
import { startStack, type DeployedStack } from './deployed-stack';

const SETTINGS = { archive: keptArchive(partOfSample()), trainingTimeoutHours: '1' };

// Each test continues with the previous test's stack.
describe('the CDK CLI, killed', () => {
  let deployed: DeployedStack;
  beforeAll(async () => {
    deployed = await startStack();
  });
  afterAll(() => deployed.close());

  /** Runs a command and kills the CLI as soon as the first resource is complete. */
  const killedAtFirst = async (
    run: (follow: { onResource: () => void; signal: AbortSignal }) => Promise<void>,
  ): Promise<void> => {
    const kill = new AbortController();
    const ended = run({ onResource: () => kill.abort(), signal: kill.signal });
    await expect(ended).rejects.toThrow();
    if (!kill.signal.aborted) await once(kill.signal, 'abort');
  };

  it('in mid-deployment leaves a stack that the same command deploys', async () => {
    const { stack, follow } = deployed;
    await killedAtFirst((killing) => stack.deploy(SETTINGS, killing));
    await stack.deploy(SETTINGS, follow);
    // CloudFormation continues without the CLI, which does not wait if it finds no changes.
    const client = new CloudFormationClient({ endpoint: deployed.aws.endpoint, region: LOCAL_REGION });
    const waiting = { client, maxWaitTime: 100, minDelay: 1, maxDelay: 1 };
    await waitUntilStackCreateComplete(waiting, { StackName: STACK_NAME });
    client.destroy();
    expect(await stack.outputs()).toHaveProperty('MostViewedRecommenderArn');
  });

  it('in mid-destroy leaves a stack that the same command destroys', async () => {
    const { aws, stack, follow } = deployed;
    // Otherwise it would end before the kill.
    aws.faults.set([{ fault: 'latency', service: 'personalize', operation: 'DeleteDatasetGroup', ms: 5000 }]);
    await killedAtFirst((killing) => stack.destroy(killing));
    aws.faults.set([]);
    await stack.destroy(follow);
    expect(await stack.inventory()).toEqual([]);
  });
});

describe('npm start', () => {
  afterEach(endSpawned);

  /** Resolves in mid-deployment, once the CLI has started the app. */
  const deploying = (command: SpawnedCommand): Promise<void> =>
    until(() => command.below().some(({ args }) => args.includes('bin/app.ts')));

  it('destroys what it has made and ends when npm is killed', async () => {
    const npm = spawnCommand('npm', ['start']);
    const [page] = await Promise.all([npm.seen(/http:\S+/), deploying(npm)]);
    const below = npm.below();
    npm.kill('SIGKILL');
    await npm.seen(/Destroying with cdk destroy/);
    await allGone(below);
    await expect(fetch(page)).rejects.toThrow();
    expect(npm.leftovers()).toEqual([]);
  });

  it('ends in one line on Ctrl-C in mid-deployment, and leaves no file', async () => {
    const command = spawnCommand(process.execPath, ['bin/recommenders.cjs', 'start', '--once']);
    await deploying(command);
    command.kill('SIGINT');
    expect(await command.ended).toEqual([130, null]);
    expect(command.stdout()).toMatch(/\nStopped before there were recommendations\. Nothing is left\.\n$/);
    expect(command.stderr()).toBe('');
    expect(command.leftovers()).toEqual([]);
  });

  it('ends at once on a second Ctrl-C, and leaves no process and no file', async () => {
    const command = spawnCommand(process.execPath, ['bin/recommenders.cjs', 'start', '--once']);
    await deploying(command);
    command.kill('SIGINT');
    await command.seen(/Destroying with cdk destroy/);
    await deploying(command);
    const below = command.below();
    command.kill('SIGINT');
    expect(await command.ended).toEqual([130, null]);
    await allGone(below);
    expect(command.leftovers()).toEqual([]);
  });

  it('serves the page from before the deployment until Ctrl-C, which destroys the stack', async () => {
    const start = spawnCommand(process.execPath, ['bin/recommenders.cjs', 'start']);
    const [, address] = /The page: (\S+\/)/.exec(await start.seen(/The page: http:\S+\//))!;
    const shop = async (): Promise<PageShop> =>
      (await fetch(`${address}api/shop`)).json() as Promise<PageShop>;
    const question = `${address}api/recommend?useCase=best-sellers&userId=1`;
    const whole = { items: 2030, users: 4500, firstUser: { userId: '1' } };
    expect(await shop()).toMatchObject({ ...whole, isComing: true });
    for (const asked of [question, `${address}api/cost`]) expect((await fetch(asked)).status).toBe(503);

    await start.seen(/The page is at/);
    expect(await shop()).toMatchObject({ ...whole, isComing: false });
    const list = (await (await fetch(question)).json()) as PageList;
    expect(list.items).toHaveLength(12);

    start.kill('SIGINT');
    await start.seen(/Nothing is left\./);
    expect(await start.ended).toEqual([0, null]);
    await expect(fetch(address)).rejects.toThrow();
  });
});
