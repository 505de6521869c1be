import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { S3Client } from '@aws-sdk/client-s3';
import { emptyTotals, sumOf, type DayTotals } from '@ecommerce-recommenders/shop-data/insight/effect/totals';
import { countLine } from '@ecommerce-recommenders/shop-data/contracts/experiment/count-line';
import { foldLines, grownDay } from '@ecommerce-recommenders/shop-data/contracts/experiment/experiment-day';
import {
  EXPERIMENT_OUTPUT,
  RECOMMENDER_OUTPUTS,
} from '@ecommerce-recommenders/shop-data/contracts/stack-outputs';
import { effectReport, effectText, type EffectReport } from '../../src/effect/effect-report';
import { billOf } from '../../src/effect/experiment-bill';
import { deployedExperiment, readExperiment } from '../../src/effect/read-experiment';
import { PAGE_API } from '../../src/page/page-api';
import { pageClients, Shop } from '../../src/page/shop';
import { bodyOf, fakeClient } from '../support/fake-client';
import { experimentDays } from './experiment-days';

const COUNTED = { share: 0.5, control: 'nothing', windowDays: 7 } as const;
const EXPERIMENT = { ...COUNTED, logGroup: 'api', currency: 'EUR' } as const;
const BILL = { usdPerMonth: 1095, source: '4 live recommenders' };

const reportOf = (days: readonly DayTotals[], refused = 0, share = 0.1): EffectReport => {
  const experiment = { ...EXPERIMENT, control: 'best-sellers', share } as const;
  return effectReport({ experiment, days, refused }, { bill: BILL, wanted: 0.1 });
};
const textOf = (days: number, uplift: number, refused?: number, share?: number): string =>
  effectText(reportOf(experimentDays(days, uplift), refused, share), undefined);

it.each<[string, Parameters<typeof textOf>, ...(string | RegExp)[]]>([
  [
    'what recommendations bring, since when that is sure, and what they cost meanwhile',
    [14, 0.5],
    /^Does it pay\? Recommendations bring more revenue\./,
    '2026-11-01 to 2026-11-14: 126,000 visitors with recommendations, 14,000 with best sellers.',
    /Clicks +50\.0 +75\.0 +\+25\.0 \(\+\d+\.\d … \+\d+\.\d\) +\+50 %/,
    /Revenue, EUR +2,000\.0 +3,000\.0 +\+1,000\.0/,
    /^Clicks: decided on 2026-11-\d\d, more with recommendations\.$/m,
    'Sample ratio: right. 10 % of the visitors are in the control arm, and 10 % were to be.',
    /^Revenue gained by the visitors with recommendations: \+126,000\.0 \(.* … .*\) EUR\.$/m,
    'The bill of 14 days: $504.00, 4 live recommenders.',
  ],
  [
    'how many more visitors a decision takes where nothing is sure',
    [7, 0],
    /^Clicks: open\. A decision about an uplift of 10 % takes about [\d,]+0 visitors: [\d,]+ more, some \d+ days at this pace\.$/m,
    /^Does it pay\? Not known yet\./,
    ...['Orders: open.', 'Revenue: open.'],
  ],
  [
    'that it is too early, and what of',
    [1, 0],
    'Revenue: too early. The arm with fewer orders has 50 of the 300 that a comparison takes.',
    'Revenue gained: too early to say.',
  ],
  [
    'that a sample ratio is wrong, and that lines could not be read',
    [7, 0, 3, 0.12],
    'Sample ratio: WRONG. 10 % of the visitors are in the control arm, and 12 % were to be',
    '3 lines of the log could not be read',
  ],
])('the effect in words says %s', (_, given, ...sentences) => {
  for (const sentence of sentences) expect(textOf(...given)).toMatch(sentence);
});

it('the effect in words says what to do before the first visitor', () => {
  const report = reportOf([{ day: '2026-11-01', totals: emptyTotals() }]);
  expect(report).toMatchObject({ effect: null, bill: null, addedUpUntil: null });
  expect(effectText(report, undefined)).toMatch(
    /has not counted a visitor yet.*<recommended-items>.*npm run shoppers/,
  );
});

it('the bill is that of the live recommenders, or as given', () => {
  const outputs = { BestSellersRecommenderArn: 'arn', MostViewedRecommenderArn: 'arn' };
  expect(billOf(outputs, { users: 100_000 }).usdPerMonth).toBeCloseTo(2 * 0.375 * 730);
  expect(billOf(outputs, { users: 100_000, usdPerMonth: 12 }).usdPerMonth).toBe(12);
  expect(billOf({}, { users: 100_000 }).usdPerMonth).toBe(0);
});

const NAME = '0.5-nothing';
const CLICK = countLine(EXPERIMENT, { visitor: 1, events: [{ type: 'Click' }] })!;
const at = (time: string): number => Date.parse(`2026-11-${time}Z`);

const objects = new Map<string, string>(
  ['25', '26'].map((day) => {
    const grown = grownDay(`2026-11-${day}`, undefined, foldLines([CLICK], NAME), at(`${day}T23:00:00`));
    return [`experiment/${NAME}/2026-11-${day}.json`, JSON.stringify(grown)] as const;
  }),
);
const asked: { startTime: number; logGroupName: string }[] = [];
const logs = fakeClient(CloudWatchLogsClient, {
  FilterLogEvents: (input: { startTime: number; logGroupName: string; nextToken?: string }) => {
    asked.push(input);
    return input.nextToken
      ? { events: [{ timestamp: at('27T08:00:00'), message: CLICK }] }
      : { events: [{ timestamp: at('26T23:30:00'), message: CLICK }], nextToken: 'more' };
  },
});
const read = (keys: readonly string[]) => {
  const s3 = fakeClient(S3Client, {
    ListObjectsV2: { Contents: keys.map((Key) => ({ Key })) },
    GetObject: ({ Key }: { Key: string }) => ({ Body: bodyOf(objects.get(Key)) }),
  });
  return readExperiment({ s3, logs }, { experiment: EXPERIMENT, bucket: 'data' }, at('27T09:00:00'));
};

beforeEach(() => void asked.splice(0));

it('an experiment that is read has the totals of its days, and of the log what came after them', async () => {
  const { days, addedUpUntilMs } = await read([...objects.keys()].reverse());
  expect(days.map(({ day, totals }) => [day, sumOf(totals.control.clicks)])).toEqual([
    ['2026-11-25', 1],
    ['2026-11-26', 2],
    ['2026-11-27', 1],
  ]);
  expect(addedUpUntilMs).toBe(at('26T23:00:00'));
  expect(asked[0]).toMatchObject({ startTime: at('26T23:00:00'), logGroupName: 'api' });
});

it('an experiment that is read has the log of the latest day where nothing is added up yet', async () => {
  const { days, addedUpUntilMs } = await read([]);
  expect(days).toHaveLength(2);
  expect(addedUpUntilMs).toBeUndefined();
  expect(asked[0].startTime).toBe(at('26T09:00:00'));
});

it('an experiment that is read fails for a stack without one, with how to begin', () => {
  expect(() => deployedExperiment({}, 'Shop')).toThrow(
    'The stack Shop has no experiment. Set experiment to {"share":0.1}, and api',
  );
  expect(deployedExperiment({ Experiment: JSON.stringify(EXPERIMENT) }, 'Shop')).toEqual(EXPERIMENT);
});

it('the page says what an experiment has counted, beside the bill of the live recommenders, once there is a visitor', async () => {
  const events: object[] = [];
  const FilterLogEvents = { events };
  const s3 = fakeClient(S3Client, {});
  const clients = { ...pageClients(), s3, logs: fakeClient(CloudWatchLogsClient, { FilterLogEvents }) };
  const outputs = { DataBucketName: 'data', [RECOMMENDER_OUTPUTS['best-sellers']]: 'arn' };
  const shop = new Shop('Shop', clients, { ...outputs, [EXPERIMENT_OUTPUT]: JSON.stringify(EXPERIMENT) });
  const known = Object.assign(shop, { size: async () => ({ users: 40 }) });
  const pageEffect = () => PAGE_API['/api/effect'](known, new URLSearchParams(), {});
  expect(await pageEffect()).toMatchObject({ effect: null, billUsd: null });
  const message = countLine(EXPERIMENT, { visitor: 1, first: true, events: [{ type: 'Click' }] });
  events.push({ timestamp: Date.now(), message });
  expect(await pageEffect()).toMatchObject({
    ...{ control: 'nothing', currency: 'EUR', effect: { visitors: { control: 1, recommendations: 0 } } },
    // The price of one recommender for a day.
    billUsd: expect.closeTo(24 * 0.375, 6) as number,
  });
});
