import { temporaryFolder } from 'embedded-aws/temporary-folder';
import { endSpawned, spawnCommand, until } from '../../../../test/support/spawned-command';
import { liveStack } from '../../../../test/whole/live-stack';
import type { PageShop } from '../../src/page/page-answers';

const QUIET = { onResource: (): void => {} };

afterAll(endSpawned);

it('the page of npm start follows what others deploy and destroy there, without a restart', async () => {
  const start = spawnCommand(process.execPath, ['bin/recommenders.cjs', 'start']);
  const address = (await start.seen(/The page is at \S+/)).split(' ').at(-1)!;
  expect(start.stdout()).toContain('-c eventTracker=true');
  const endpoint = /stays up at (\S+)\. To ask/.exec(start.stdout())![1];
  const shop = async (): Promise<Partial<PageShop>> =>
    (await (await fetch(`${address}api/shop`)).json()) as Partial<PageShop>;
  expect(await shop()).toMatchObject({ tracksEvents: true, currency: 'USD' });
  expect((await shop()).useCases).toContain('recommended-for-you');

  const folder = await temporaryFolder('ecommerce-recommenders');
  const stack = liveStack(endpoint, folder.path);
  await stack.deploy({ useCases: 'most-viewed' }, QUIET);
  await until(async () => (await shop()).useCases?.join() === 'most-viewed');
  expect(await shop()).toMatchObject({ tracksEvents: false });

  await stack.destroy(QUIET);
  await until(async () => (await shop()).useCases === undefined);

  await stack.deploy({ useCases: 'best-sellers' }, QUIET);
  await until(async () => (await shop()).useCases?.join() === 'best-sellers');
  folder.remove();
  start.kill('SIGINT');
  expect(await start.ended).toEqual([0, null]);
});
