import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { LOCAL_REGION, localEnvironment } from 'embedded-aws/environment';
import { shopAccount } from '../storm/shop-account';
import { shopAssemblies } from '../storm/shop-assemblies';
import { smallShop } from '../storm/small-shop';
import { itWith } from '../support/prerequisites';

const run = promisify(execFile);
const ROOT = resolve(__dirname, '../..');
const example = (path: string): string => join(ROOT, 'examples', path);

const SHOPS = shopAssemblies({
  shop: { archive: smallShop(), useCases: 'best-sellers', eventTracker: true, trainingTimeoutHours: 1 },
});
const account = shopAccount(SHOPS);

const environment = (): NodeJS.ProcessEnv =>
  localEnvironment({ endpoint: account.aws.endpoint, region: LOCAL_REGION });

const expectItems = (ids: readonly string[]): void => {
  expect(ids).toHaveLength(10);
  for (const id of ids) expect(id).toMatch(/^i\d+$/);
};

describe('a deployed shop is asked', () => {
  beforeAll(() => account.created(SHOPS.shop));

  itWith('awsCli')('by the AWS CLI', async () => {
    const { stdout } = await run(example('aws-cli/best-sellers.sh'), ['u1'], { env: environment() });
    expectItems(stdout.trim().split('\n'));
  });

  itWith('boto3')('by boto3, as an analyst', async () => {
    const { stdout } = await run('python3', [example('python/best_sellers.py'), 'u1'], {
      env: environment(),
    });
    expectItems(stdout.trim().split('\n'));
  });

  describe('by a back end', () => {
    let backEnd: ChildProcess;
    let address: string;
    beforeAll(async () => {
      const env = { ...environment(), PORT: '0' };
      backEnd = spawn(process.execPath, [example('node-back-end/server.mjs')], {
        env,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      [address] = (await once(createInterface({ input: backEnd.stdout! }), 'line')) as [string];
    });
    afterAll(async () => {
      backEnd.kill();
      await once(backEnd, 'exit');
    });

    const send = (body: string): Promise<Response> => fetch(`${address}/events`, { method: 'POST', body });

    it('which serves a page and its recommendations', async () => {
      expect(await (await fetch(address)).text()).toContain('/recommendations?');
      const response = await fetch(`${address}/recommendations?useCase=best-sellers&user=u1`);
      const { items, recommendationId } = (await response.json()) as {
        items: string[];
        recommendationId: string;
      };
      expectItems(items);
      expect(recommendationId).not.toBe('');
    });

    it('which sends a browser’s events on', async () => {
      const event = { userId: 'u1', sessionId: 's', itemId: 'i1', eventType: 'View' };
      expect((await send(JSON.stringify(event))).status).toBe(200);
      const requests = await (await fetch(`${account.aws.endpoint}/_local/requests`)).json();
      expect(requests).toContainEqual(expect.objectContaining({ operation: 'PutEvents', status: 200 }));
    });

    it.each([
      ['an event without a user', '{"sessionId":"s","itemId":"i1","eventType":"View"}', 400],
      ['text', 'View', 400],
      ['too much', `"${'x'.repeat(20_000)}"`, 413],
    ])('which refuses %s', async (_what, body, status) => {
      expect((await send(body)).status).toBe(status);
    });

    it('which says where a use case has no recommender', async () => {
      const response = await fetch(`${address}/recommendations?useCase=most-viewed&user=u1`);
      expect([response.status, await response.json()]).toEqual([
        404,
        { error: 'The stack has no recommender for this use case.' },
      ]);
    });
  });
});
