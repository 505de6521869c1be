import { writeFileSync } from 'node:fs';
import { criticalPathSeconds, timelineOf, totalSeconds } from '../../bench/timeline';
import { resourceProgress } from '@ecommerce-recommenders/tools/deployed/stack-events';
import { STACK_NAME } from '@ecommerce-recommenders/shop-data/contracts/stack-name';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';
import { startStormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';

const { shop } = shopAssemblies({ shop: { archive: smallShop() } });

describe('a deployment as long as on AWS', () => {
  it('takes what dataset group, dataset, import and training take, and two per cent at most', async () => {
    const account = await startStormAccount([shop], { latency: 'realistic' });
    try {
      expect(await account.create(shop)).toMatchObject({ status: 'CREATE_COMPLETE', reasons: [] });
      const progress = resourceProgress(STACK_NAME);
      const timeline = timelineOf((await account.events()).flatMap((event) => progress(event) ?? []));
      expect(totalSeconds(timeline) / criticalPathSeconds()).toBeGreaterThan(1);
      expect(totalSeconds(timeline) / criticalPathSeconds()).toBeLessThan(1.02);
      const { TIMELINE_REPORT: report } = process.env;
      if (report !== undefined) writeFileSync(report, `${JSON.stringify(timeline, null, 2)}\n`);
    } finally {
      await account.close();
    }
  });
});
