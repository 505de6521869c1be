import { emptyTotals, type DayTotals } from '@ecommerce-recommenders/shop-data/insight/effect/totals';
import { effectReport, effectText, type EffectReport } from '../../src/effect/effect-report';
import { billOf } from '../../src/effect/experiment-bill';
import { experimentDays } from './experiment-days';

const COUNTED = { share: 0.1, control: 'best-sellers', windowDays: 7 } as const;
const EXPERIMENT = { ...COUNTED, logGroup: 'api', currency: 'EUR' };
const BILL = { usdPerMonth: 1095, source: '4 live recommenders' };

const reportOf = (days: readonly DayTotals[], refused = 0, share = 0.1): EffectReport =>
  effectReport({ experiment: { ...EXPERIMENT, share }, days, refused }, { bill: BILL, wanted: 0.1 });
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
