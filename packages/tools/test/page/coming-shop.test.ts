import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { RECOMMENDER_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/recommender';
import { RECOMMENDER_OUTPUTS } from '@ecommerce-recommenders/shop-data/contracts/stack-outputs';
import { folderOwner } from 'embedded-aws/folder-owner';
import { type TemporaryFolder, temporaryFolder } from 'embedded-aws/temporary-folder';
import { shopArchive } from '../../../../test/support/shop-archive';
import { type ComingShop, comingShop } from '../../src/page/coming-shop';
import { DeploymentLog } from '../../src/page/deployment-log';
import { userHistory } from '../../src/page/events';
import type { DeploymentMessage, DeploymentStage } from '../../src/page/page-answers';
import { pageClients } from '../../src/page/shop';
import { fakeClient } from '../support/fake-client';

const BEST_SELLERS = {
  ...{ name: 'Shop-best-sellers', recommenderArn: 'arn:best-sellers' },
  ...{ status: 'ACTIVE', lastUpdatedDateTime: new Date(7_000) },
};

let folder: TemporaryFolder;
let log: DeploymentLog;
let coming: ComingShop;
let listed: object[];
beforeEach(async () => {
  folder = await temporaryFolder('ecommerce-recommenders');
  const archive = join(folder.path, 'shop.tar');
  writeFileSync(archive, shopArchive());
  log = new DeploymentLog();
  const ListRecommenders = (): object => ({ recommenders: listed });
  const personalize = fakeClient(PersonalizeClient, { ListRecommenders });
  listed = [
    { ...BEST_SELLERS, status: 'CREATE IN_PROGRESS' },
    { ...BEST_SELLERS, name: 'Other-best-sellers' },
  ];
  coming = comingShop({
    ...{ stack: 'Shop', log, clients: { ...pageClients(), personalize }, pollMs: 1 },
    data: {
      ...{ archive, holdout: 0.1, holdoutBy: 'user', data: null, maxBadRows: 0 },
      eventTypes: { ProductViewed: 'View', OrderCompleted: 'Purchase' },
    },
    useCases: ['most-viewed', 'best-sellers'],
  });
  log.enter('deploying');
});
afterEach(async () => {
  log.enter('ready');
  await coming.close();
  folder.remove();
});

const serving = (count: number): Promise<DeploymentStage> =>
  new Promise((resolve) => {
    const leave = log.watch((message: DeploymentMessage) => {
      if (message.kind !== 'stage' || Object.keys(message.serving ?? {}).length !== count) return;
      setImmediate(() => leave());
      resolve(message);
    });
  });

it('a shop while its stack is deployed has catalogue, users and history of the archive, and the use cases that come', async () => {
  const shop = await coming.shop();
  expect(shop.coming).toEqual(['most-viewed', 'best-sellers']);
  expect((await shop.items()).get('i2')).toMatchObject({ name: '24" Monitor', price: 179 });
  expect((await shop.users()).get('u1')).toEqual({ userId: 'u1', name: 'user1' });
  const { interactions } = await shop.training();
  // The later one of u2's two events is held out.
  expect(userHistory(interactions, 'u2').map(({ itemId }) => itemId)).toEqual(['i2']);
});

it('a shop while its stack is deployed answers with each recommender of the stack as it becomes ACTIVE', async () => {
  const shop = await coming.shop();
  const served = serving(1);
  log.add({ logicalId: 'R', type: RECOMMENDER_TYPE, status: 'CREATE_COMPLETE', begunMs: 1, endedMs: 2 });
  expect(shop.outputs).toEqual({});
  listed = [BEST_SELLERS];
  expect(await served).toMatchObject({ stage: 'deploying', serving: { 'best-sellers': 7_000 } });
  expect(shop.outputs).toEqual({ [RECOMMENDER_OUTPUTS['best-sellers']]: 'arn:best-sellers' });
  const both = serving(2);
  listed = [BEST_SELLERS, { ...BEST_SELLERS, name: 'Shop-most-viewed', recommenderArn: 'arn:most-viewed' }];
  await both;
  expect(shop.outputs).toMatchObject({ [RECOMMENDER_OUTPUTS['most-viewed']]: 'arn:most-viewed' });
});

it.each<[string, () => Promise<unknown>]>([
  ['has read them', async () => (await coming.shop()).items()],
  ['still reads them', async () => undefined],
])('a coming shop leaves no file when it is closed and %s', async (_, read) => {
  await read();
  await coming.close();
  // Other processes create such folders at the same time.
  const own = (await readdir(tmpdir())).filter((name) => name.includes(`-${folderOwner()}-`));
  expect(own).toEqual([basename(folder.path)]);
});
