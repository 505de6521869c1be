import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { S3Client } from '@aws-sdk/client-s3';
import { countLine } from '@ecommerce-recommenders/shop-data/contracts/experiment/count-line';
import {
  EXPERIMENT_OUTPUT,
  RECOMMENDER_OUTPUTS,
} from '@ecommerce-recommenders/shop-data/contracts/stack-outputs';
import type { PageEffect } from '../../src/page/page-answers';
import { PAGE_API } from '../../src/page/page-api';
import { pageClients, Shop } from '../../src/page/shop';
import { fakeClient } from '../support/fake-client';

const EXPERIMENT = {
  ...{ share: 0.5, control: 'nothing', windowDays: 7, logGroup: 'api', currency: 'EUR' },
} as const;

function effectOf(outputs: Record<string, string>, lines: readonly string[] = []): Promise<PageEffect> {
  const events = lines.map((message) => ({ timestamp: Date.now(), message }));
  const clients = {
    ...pageClients(),
    s3: fakeClient(S3Client, {}),
    logs: fakeClient(CloudWatchLogsClient, { FilterLogEvents: { events } }),
  };
  const shop = new Shop('Shop', clients, { DataBucketName: 'data', ...outputs });
  const known = Object.assign(shop, { size: async () => ({ users: 40 }) });
  return PAGE_API['/api/effect'](known, new URLSearchParams(), {});
}

const outputs = {
  [EXPERIMENT_OUTPUT]: JSON.stringify(EXPERIMENT),
  [RECOMMENDER_OUTPUTS['best-sellers']]: 'arn',
};

it('the page says what an experiment has counted, beside the bill of the live recommenders, once there is a visitor', async () => {
  expect(await effectOf(outputs)).toMatchObject({ effect: null, billUsd: null });
  const line = countLine(EXPERIMENT, { visitor: 1, first: true, events: [{ type: 'Click' }] })!;
  const { control, currency, effect, billUsd } = await effectOf(outputs, [line]);
  expect({ control, currency, visitors: effect?.visitors }).toEqual({
    control: 'nothing',
    currency: 'EUR',
    visitors: { control: 1, recommendations: 0 },
  });
  // The price of one recommender for a day.
  expect(billUsd).toBeCloseTo(24 * 0.375, 6);
});
