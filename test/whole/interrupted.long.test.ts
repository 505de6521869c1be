import type { PageList, PageShop } from '@ecommerce-recommenders/tools/page/page-answers';
import { allGone, endSpawned, spawnCommand, until, type SpawnedCommand } from '../support/spawned-command';

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
