import { EXPERIMENT_OUTPUT } from '@ecommerce-recommenders/shop-data/contracts/experiment';
import { PAGE_API } from '../../src/page/page-api';
import { pageClients, Shop } from '../../src/page/shop';

it('the page says how to begin an experiment where a stack has none', async () => {
  const shop = new Shop('Shop', pageClients(), { DataBucketName: 'data' });
  await expect(PAGE_API['/api/effect'](shop, new URLSearchParams(), {})).rejects.toThrow(
    `The stack Shop has no experiment. Set experiment to {"share":0.1}, and api, in cdk.json`,
  );
  expect(EXPERIMENT_OUTPUT).toBe('Experiment');
});
