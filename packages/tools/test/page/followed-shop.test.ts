import { DeploymentLog } from '../../src/page/deployment-log';
import { followedShop } from '../../src/page/followed-shop';
import type { Shop } from '../../src/page/shop';

let log: DeploymentLog;
let read: number;
let befores: (string | undefined)[];
let shop: () => Promise<Shop>;
const follow = (coming?: () => Promise<Shop>): void => {
  log = new DeploymentLog();
  [read, befores] = [0, []];
  const next = async (before?: Shop): Promise<Shop> => {
    befores.push(before?.stack);
    return { stack: `read ${++read}` } as Shop;
  };
  shop = followedShop(log, next, coming);
};
beforeEach(() => follow());

it('the shop of a followed stack is read once for a deployment, again after the next, given the shop before, and closed from the destroy on', async () => {
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
  follow(async () => ({ stack: 'coming' }) as Shop);
  const stacks: string[] = [];
  for (const stage of ['deploying', 'ready', 'deploying', 'ready', 'destroyed', 'deploying'] as const) {
    log.enter(stage);
    if (stage !== 'destroyed') stacks.push((await shop()).stack);
  }
  expect(stacks).toEqual(['coming', 'read 1', 'read 1', 'read 2', 'coming']);
});
