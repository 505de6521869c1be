import { endSpawned, spawnCommand, until } from '../../../../test/support/spawned-command';

afterEach(endSpawned);

it('npm run page prints its address, says that AWS is not there, and ends in good order', async () => {
  const command = ['bin/recommenders.cjs', 'page', '--port', '0'];
  const page = spawnCommand(process.execPath, command, { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' });
  await until(() => page.stderr().includes('npm run local'));
  const shop = await fetch(`${await page.seen(/http:\/\/127\.0\.0\.1:\d+\//)}api/shop`);
  expect([shop.status, await shop.text()]).toEqual([503, expect.stringContaining('Nothing listens there')]);
  page.kill('SIGINT');
  expect(await page.ended).toEqual([0, null]);
});
