import { DeploymentLog } from '../../src/page/deployment-log';
import { followedShop } from '../../src/page/followed-shop';
import type { Shop } from '../../src/page/shop';

function follow(coming?: () => Promise<Shop>) {
  const log = new DeploymentLog();
  const befores: (string | undefined)[] = [];
  const next = async (before?: Shop) => ({ stack: `read ${befores.push(before?.stack)}` }) as Shop;
  return { log, befores, shop: followedShop(log, next, coming) };
}

it('the shop of a followed stack is read once for a deployment, again after the next, given the shop before, and closed from the destroy on', async () => {
  const { log, befores, shop } = follow();
  log.enter('ready');
  await shop();
  expect((await shop()).stack).toBe('read 1');
  log.enter('deploying');
  expect((await shop()).stack).toBe('read 1');
  log.enter('ready');
  expect((await shop()).stack).toBe('read 2');
  expect(befores).toEqual([undefined, 'read 1']);
  log.enter('destroying');
  await expect(shop()).rejects.toThrow('opens again with the next deployment');
  log.enter('destroyed');
  await expect(shop()).rejects.toThrow('opens again');
  log.enter('deploying');
  log.enter('ready');
  expect((await shop()).stack).toBe('read 3');
});

it('the shop of a followed stack is the coming one while the first deployment goes on, and that after a destroy, not while it is updated', async () => {
  const { log, shop } = follow(async () => ({ stack: 'coming' }) as Shop);
  const stacks: string[] = [];
  for (const stage of ['deploying', 'ready', 'deploying', 'ready', 'destroyed', 'deploying'] as const) {
    log.enter(stage);
    if (stage !== 'destroyed') stacks.push((await shop()).stack);
  }
  expect(stacks).toEqual(['coming', 'read 1', 'read 1', 'read 2', 'coming']);
});
