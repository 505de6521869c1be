import { emptyTotals, type DayTotals } from '@ecommerce-recommenders/shop-data/insight/effect/totals';
import { effectReport, effectText, type EffectReport } from '../../src/effect/effect-report';
import { billOf } from '../../src/effect/experiment-bill';
import { experimentDays } from './experiment-days';

const EXPERIMENT = {
  ...{ share: 0.1, control: 'best-sellers', windowDays: 7, logGroup: 'api', currency: 'EUR' },
} as const;
const BILL = { usdPerMonth: 1095, source: '4 live recommenders' };

const reportOf = (days: readonly DayTotals[], refused = 0, share = 0.1): EffectReport =>
  effectReport({ experiment: { ...EXPERIMENT, share }, days, refused }, { bill: BILL, wanted: 0.1 });
const textOf = (days: number, uplift: number, refused?: number, share?: number): string =>
  effectText(reportOf(experimentDays(days, uplift), refused, share), undefined);

it('the effect in words says what recommendations bring, since when that is sure, and what they cost meanwhile', () => {
  const text = textOf(14, 0.5);
  expect(text).toMatch(/^Does it pay\? Recommendations bring more revenue\./);
  expect(text).toContain(
    '2026-11-01 to 2026-11-14: 126,000 visitors with recommendations, 14,000 with best sellers.',
  );
  expect(text).toMatch(/Clicks +50\.0 +75\.0 +\+25\.0 \(\+\d+\.\d … \+\d+\.\d\) +\+50 %/);
  expect(text).toMatch(/Revenue, EUR +2,000\.0 +3,000\.0 +\+1,000\.0/);
  expect(text).toMatch(/^Clicks: decided on 2026-11-\d\d, more with recommendations\.$/m);
  expect(text).toContain(
    'Sample ratio: right. 10 % of the visitors are in the control arm, and 10 % were to be.',
  );
  expect(text).toMatch(
    /^Revenue gained by the visitors with recommendations: \+126,000\.0 \(.* … .*\) EUR\.$/m,
  );
  expect(text).toContain('The bill of 14 days: $504.00, 4 live recommenders.');
});

it('the effect in words says how many more visitors a decision takes where nothing is sure', () => {
  const text = textOf(7, 0);
  expect(text).toMatch(
    /^Clicks: open\. A decision about an uplift of 10 % takes about [\d,]+0 visitors: [\d,]+ more, some \d+ days at this pace\.$/m,
  );
  expect(text).toMatch(/^Does it pay\? Not known yet\./);
  expect(text).toContain('Orders: open.');
  expect(text).toContain('Revenue: open.');
});

it('the effect in words says that it is too early, and what of', () => {
  const text = textOf(1, 0);
  expect(text).toContain(
    'Revenue: too early. The arm with fewer orders has 50 of the 300 that a comparison takes.',
  );
  expect(text).toContain('Revenue gained: too early to say.');
});

it('the effect in words warns of a sample ratio that is wrong, and of lines that could not be read', () => {
  const text = textOf(7, 0, 3, 0.12);
  expect(text).toContain(
    'Sample ratio: WRONG. 10 % of the visitors are in the control arm, and 12 % were to be',
  );
  expect(text).toContain('3 lines of the log could not be read');
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
