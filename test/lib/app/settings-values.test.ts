import type { Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { archive, read } from '../support/read-settings-in';

describe('the value of a setting', () => {
  it.each([
    [
      'best-sellers',
      { minRequestsPerSecond: 1 },
      /best-sellers has the unknown member .* allowed are minReco/,
    ],
    ['best-sellers', { metadata: 'yes' }, /\.metadata is "yes", allowed is true or false/],
    ['best-sellers', { minRecommendationRequestsPerSecond: 0 }, /Second is 0, .* from 1 to 2500/],
    ['best-sellers', { minRecommendationRequestsPerSecond: 1.5 }, /allowed is a whole number/],
    ['best-sellers', { explorationWeight: 0.5 }, /only recommended-for-you can have/],
    ['recommended-for-you', { explorationWeight: 1.1 }, /is 1.1, allowed is a number from 0 to 1/],
    ['recommended-for-you', { explorationItemAgeCutOff: 0 }, /a whole number of days from 1/],
    ['best-sellers', { excludedColumns: ['PRICE'] }, /an object of lists/],
    ['best-sellers', { excludedColumns: { ITEMS: 'PRICE' } }, /an object of lists/],
    [
      'best-sellers',
      { excludedColumns: { ITEMS: ['COLOUR'] } },
      /ITEMS: CATEGORY_L1, STYLE, PRODUCT_DESCR.*, PRICE/,
    ],
    ['best-sellers', { excludedColumns: { ITEMS: ['PRICE', 'PRICE'] } }, /each column once/],
    ['best-sellers', { excludedColumns: { INTERACTIONS: ['EVENT_TYPE'] } }, /USERS: AGE, GENDER\./],
    ['best-sellers', 'on', /best-sellers is "on", allowed is an object of minRecommendation.*, or \{\}/],
  ])('fails for the options of %s %j with the use case and what is allowed', (useCase, options, words) => {
    const attempt = (): Settings => read({ archive, useCases: { [useCase]: options } });
    expect(attempt).toThrow(`Setting useCases.${useCase}`);
    expect(attempt).toThrow(words);
    expect(attempt).toThrow('-c useCases=VALUE');
  });

  it.each([
    [{ 'no spaces': 'x' }, /^Setting filters has a filter called "no spaces", allowed are up to 25 letters/],
    [{ cheap: 10 }, /^Setting filters\.cheap is 10, allowed is an expression/],
    [
      { cheap: 'Items.PRICE < 10' },
      /^Setting filters\.cheap: .* Invalid input symbol: Items\. Expected INCLUDE/,
    ],
    [
      { fresh: 'INCLUDE ItemID WHERE Items.CATEGORY_L1 IN ($TODAY)' },
      /^Setting filters\.fresh compares Items\.CATEGORY_L1 with \$TODAY, which is a number of Unix seconds, by IN/,
    ],
    [{ cheap: 'INCLUDE ItemID WHERE Items.COST < 10' }, /^Setting filters\.cheap: .*has no field COST/],
    [
      { cheap: 'INCLUDE ItemID WHERE Items.PRODUCT_DESCRIPTION IN ("x")' },
      /^Setting filters\.cheap: .*is textual/,
    ],
  ])('fails for the filters %j with the filter and what is wrong', (filters, words) => {
    const attempt = (): Settings => read({ archive, filters });
    expect(attempt).toThrow(words);
    expect(attempt).toThrow(/ or pass -c filters=VALUE\.$/);
  });

  it.each([
    ['archive', 'none.tar', 'an existing'],
    ['archive', '.', 'an existing'],
    ['archive', '/dev/zero', 'an existing'],
    ['holdout', 1, 'from 0 to below 1'],
    ['holdout', '', 'from 0 to below 1'],
    ['eventTypes', {}, '"View" or "Purchase"'],
    ['useCases', 'best-seller', 'best-sellers'],
    ['useCases', 'best-sellers,best-sellers', 'each once'],
    ['source', 'shop-exports/2026-11', 's3://BUCKET/PREFIX/'],
    ['source', 's3://Shop/2026-11/', 's3://BUCKET/PREFIX/'],
    ['source', 's3://shop-exports/2026-11/*.csv', 's3://BUCKET/PREFIX/'],
    ['sourceVersion', 'the second', 'up to 64 letters, digits'],
    ['eventTracker', 'on', 'true or false'],
    ['metricAttribution', 'orders', 'up to 10 names of metrics'],
    ['notify', ['owner@shop.test', 'owner@shop.test'], 'each once'],
    ['filters', Object.fromEntries(Array.from({ length: 16 }, (_, at) => [at, ''])), 'up to 15'],
    ['trainingTimeoutHours', 'four', 'from 1 to 24'],
    ['kmsKeyArn', 'alias/shop', 'arn:aws:kms:REGION:ACCOUNT:key/ID'],
    ['kmsKeyArn', 'arn:aws:kms:eu-west-1:111122223333:alias/shop', 'not that of an alias'],
    ['accessLogsBucket', 's3://access-logs', 'the name of a bucket and no URL'],
    ['logRetentionDays', 31, 'one of 1, 3, 5, 7, 14, 30, 60'],
    ['logKeyArn', 'alias/logs', 'arn:aws:kms:REGION:ACCOUNT:key/ID'],
    ['vpcId', 'main', 'the id of a VPC'],
    ['subnetIds', 'subnet-1,vpc-1', 'up to 16 ids, subnet-'],
    ['securityGroupIds', Array.from({ length: 6 }, (_, at) => `sg-${at}`), 'up to 5 ids, sg-'],
    ['stage', 'a-stage-too-long', 'up to 12 of a-z'],
    ['tags', 'team=shop', 'a JSON object'],
    ['freshDataSchedule', 'rate(1 days)', 'as EventBridge writes them'],
    ['freshDataSchedule', 'cron(0 3 * * *)', 'as EventBridge writes them'],
    ['freshDataSchedule', 'cron(0 3 * * * *)', 'as EventBridge writes them'],
    ['serving', 'weekly', 'live or lists, or a JSON object'],
  ])('fails for %s %j with what is allowed and how to change it', (name, value, allowed) => {
    const attempt = (): Settings => read({ archive, [name]: value });
    expect(attempt).toThrow(`Setting ${name} is ${JSON.stringify(value)}`);
    expect(attempt).toThrow(allowed);
    expect(attempt).toThrow(`-c ${name}=VALUE`);
  });

  it.each([
    [
      'eventTypes',
      '{"ProductViewed":"Watch"}',
      'eventTypes.ProductViewed is "Watch", allowed is View or Purchase.',
    ],
    [
      'useCases',
      { 'best-seller': {} },
      'useCases has the unknown use case best-seller, allowed are most-viewed, ',
    ],
    ['useCases', { 'best-seller': {} }, 'Did you mean best-sellers?'],
    [
      'metricAttribution',
      { orders: {} },
      'metricAttribution.orders.event is missing, allowed is an event type of up to 256 characters.',
    ],
    [
      'metricAttribution',
      { revenue: { event: 'View', sum: 'PRICE' } },
      'metricAttribution.revenue.sum is "PRICE", allowed is Items.COLUMN or Interactions.COLUMN.',
    ],
    [
      'metricAttribution',
      { revenue: { event: 'View', sum: 'Items.NAME' } },
      'metricAttribution.revenue.sum is Items.NAME, allowed are numeric columns: Items.PRICE.',
    ],
    [
      'tags',
      { cost: 7 },
      'tags.cost is 7, allowed is a text of up to 256 letters, digits, spaces and _.:/=+-@.',
    ],
    [
      'tags',
      { 'ecommerce-recommenders:stack': 'mine' },
      'tags has a key called "ecommerce-recommenders:stack", allowed are up to 128 letters, digits, spaces',
    ],
    [
      'tags',
      { 'aws:x': 'y' },
      'tags has a key called "aws:x", allowed are up to 128 letters, digits, spaces',
    ],
  ])('fails for a part of %s %j with its place and what is allowed', (name, value, words) => {
    const attempt = (): Settings => read({ archive, [name]: value });
    expect(attempt).toThrow(words);
    expect(attempt).toThrow(`-c ${name}=VALUE`);
  });
});
