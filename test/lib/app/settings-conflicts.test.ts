import { archive, read } from '../support/read-settings-in';

const CHEAP = { filters: { cheap: 'INCLUDE ItemID WHERE Items.PRICE < 10' } };
const API = { api: { origins: ['https://shop.example'] } };
const NO_ITEMS = { data: { interactions: { files: 'o.csv', user: 'u', item: 'i', time: 't', event: 'e' } } };
const DIVERSIFY = { diversify: { by: 'CATEGORY_L1', max: 3 } };
const PROMOTIONS = { promotions: { sale: { filter: 'cheap', percent: 20 } } };
const PARTS = { preparation: 'glue', source: 's3://shop/day/' };

it.each<[string, object, string]>([
  [
    'a key that exists beside a new one',
    { kmsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/0123', createKey: 'true' },
    'createKey is true and kmsKeyArn is given, allowed is one of the two. Pass -c createKey=false',
  ],
  [
    'a VPC without subnets',
    { vpcId: 'vpc-1' },
    'vpcId is vpc-1 and subnetIds is not set, allowed are both or none. Pass -c vpcId=',
  ],
  [
    'subnets without a VPC',
    { subnetIds: ['subnet-1'] },
    'vpcId is not set and subnetIds is subnet-1, allowed are both or none.',
  ],
  [
    'security groups without a VPC',
    { securityGroupIds: ['sg-1'] },
    'securityGroupIds is sg-1 and vpcId is not set, but only functions in a VPC',
  ],
  [
    'a schedule of fresh data that is off',
    { freshDataSchedule: 'rate(1 day)' },
    'freshDataSchedule is rate(1 day) and freshData is false, so nothing would run. Pass -c freshData=true as well',
  ],
  [
    'fresh data beside days that are held out',
    { holdoutBy: 'time', freshData: true },
    'holdoutBy is time and freshData is true, but fresh data is appended to the training data, after the days that are ' +
      'held out. Pass -c holdoutBy=user',
  ],
  [
    'a version of an archive, whose changes are detected automatically',
    { sourceVersion: '2' },
    'sourceVersion is 2 and source is not set, but changes of an archive are detected automatically. Pass -c source=s3://',
  ],
  [
    'a Glue job that would read the archive',
    { preparation: 'glue' },
    'preparation is glue and the data an archive, but Glue reads CSV parts. Pass -c source=s3://',
  ],
  [
    'tags whose keys differ in case alone',
    { tags: { Team: 'a', team: 'b' } },
    'tags has the keys Team and team, which are the same key to IAM',
  ],
  [
    'a tag like that of the stage',
    { tags: { Stage: 'a' }, stage: 'test' },
    'the key Stage, and the stage test',
  ],
  [
    'lists of what answers every user differently',
    { serving: 'lists', useCases: ['best-sellers', 'recommended-for-you'] },
    `recommended-for-you, which answers every user differently and is live only. Pass -c serving='{"best-sellers":"lists"}'`,
  ],
  [
    'lists of what answers every user differently, by its name',
    { serving: { 'recommended-for-you': 'lists' } },
    'serving.recommended-for-you is lists, but it answers every user differently',
  ],
  [
    'lists of a use case that is not trained',
    { serving: { 'best-sellers': 'lists' }, useCases: ['most-viewed'] },
    'serving names best-sellers, and useCases does not',
  ],
  ['diverse answers of no API', DIVERSIFY, 'diversify is set and api is not'],
  [
    'answers that are diverse by a column that is no category',
    { diversify: { by: 'NAME', max: 3 } },
    'diversify.by is "NAME", allowed is a categorical column of the items: CATEGORY_L1',
  ],
  [
    'diverse answers of a shop without items',
    { ...NO_ITEMS, ...DIVERSIFY },
    'but the items have no categorical column',
  ],
  ['promotions of no API', { ...PROMOTIONS, ...CHEAP }, 'promotions is set and api is not'],
  [
    'a promotion of an unknown filter',
    { ...PROMOTIONS, ...API },
    'promotions has sale with the filter cheap, which is not in filters. Name a filter that you add to filters.',
  ],
  ['shelves of no API', { shelves: { home: 'best-sellers' } }, 'shelves is set and api is not'],
  [
    'a shelf of a use case that the shop does not have',
    { shelves: { seen: 'recently-viewed', mine: 'recommended-for-you' }, ...API },
    'shelves has mine with recommended-for-you, which useCases does not have. Add it there, or name most-viewed or ',
  ],
  ['guests of no API', { guests: { perDay: 10 } }, 'guests is set and api is not'],
  [
    'metadata of lists',
    { serving: 'lists', useCases: { 'best-sellers': { metadata: true } } },
    'metadata for best-sellers, whose lists contain only ids',
  ],
  [
    'running hours where nothing runs',
    { serving: 'lists', stopWhenIdleHours: 3 },
    'leaves no recommender live, so runningHours and stopWhenIdleHours would stop nothing',
  ],
  [
    'options of lists where there are none',
    { listsSchedule: 'rate(1 day)', listsItems: 'with-traffic' },
    'Nothing reads listsSchedule and listsItems: no use case is served by lists. Pass -c serving=lists as well',
  ],
  [
    'similar items of a shop without items',
    { similarItems: true, ...NO_ITEMS },
    'similarItems is true, and data has no items, which it compares',
  ],
  [
    'similar items with a filter for every answer',
    { similarItems: true, ...CHEAP, api: { ...API.api, filter: 'cheap' } },
    'similarItems is true, and api has the filter cheap for every answer, which cannot be applied to lists of similar items',
  ],
  [
    'the traffic of more interactions than one function reads',
    { serving: 'lists', listsItems: 'with-traffic', ...PARTS },
    'listsItems is with-traffic and preparation is glue',
  ],
  [
    'event types that no function could be told',
    { eventTypes: { ['x'.repeat(1_500)]: 'View' } },
    'eventTypes has 1,511 bytes as JSON, allowed are up to 1,500',
  ],
  // Those of add-ons.
  [
    'an experiment without the API, which counts',
    { experiment: { share: 0.1 } },
    'experiment is set and api is not, but only the API divides visitors',
  ],
  [
    'an experiment without best sellers to show',
    { ...API, experiment: { share: 0.1 }, useCases: ['most-viewed'] },
    'and useCases does not have best-sellers',
  ],
  [
    'metrics without anything that brings events',
    { metricAttribution: { orders: { event: 'Purchase' } } },
    'metricAttribution is set, and eventTracker, api and freshData are not',
  ],
  [
    'running hours that end before anybody could be missed',
    { runningHours: { from: '08:00', to: '10:00', timeZone: 'Asia/Seoul' }, stopWhenIdleHours: 2 },
    'stopWhenIdleHours is 2, but runningHours from 08:00 to 10:00',
  ],
])('settings fail for %s', (_what, settings, words) => {
  expect(() => read({ archive, ...settings })).toThrow(words);
});
