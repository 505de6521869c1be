import { writeFileSync } from 'node:fs';
import { criticalPathSeconds, timelineOf, totalSeconds } from '../../bench/timeline';
import { resourceProgress } from '@ecommerce-recommenders/tools/deployed/stack-events';
import { STACK_NAME } from '@ecommerce-recommenders/shop-data/contracts/stack-name';
import { shopAccount } from './shop-account';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';

const SHOPS = shopAssemblies({ shop: { archive: smallShop() } });

describe('a deployment as long as on AWS', () => {
  const account = shopAccount(SHOPS, { latency: 'realistic' });

  it('takes what dataset group, dataset, import and training take, and two per cent at most', async () => {
    await account.created(SHOPS.shop);
    const progress = resourceProgress(STACK_NAME);
    const timeline = timelineOf((await account.events()).flatMap((event) => progress(event) ?? []));
    expect(totalSeconds(timeline) / criticalPathSeconds()).toBeGreaterThan(1);
    expect(totalSeconds(timeline) / criticalPathSeconds()).toBeLessThan(1.02);
    const { TIMELINE_REPORT: report } = process.env;
    if (report !== undefined) writeFileSync(report, `${JSON.stringify(timeline, null, 2)}\n`);
  });
});
