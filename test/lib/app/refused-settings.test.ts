import { archive, read } from '../support/read-settings-in';

const ORDERS = { files: 'orders.csv', user: 'customer', item: 'sku', time: 'placed' };
const ANY_EVENT = { ...ORDERS, event: 'what' };
const PURCHASES = { ...ORDERS, event: { constant: 'Purchase' } };
const FILTERS = {
  cheap: 'INCLUDE ItemID WHERE Items.PRICE < 10',
  asked: 'INCLUDE ItemID WHERE Items.CATEGORY_L1 IN ($CATEGORY)',
  new: 'EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("Purchase")',
  alike: 'INCLUDE ItemID WHERE Items.STYLE IN CurrentItem.STYLE',
};

/** What `@NAME` stands for. */
const NAMES: Readonly<Record<string, unknown>> = {
  '@API': { origins: ['https://shop.example'] },
  '@ORIGINS': ['https://shop.example'],
  '@KEY': 'arn:aws:kms:eu-west-1:111122223333:key/0123',
  '@FILTERS': FILTERS,
  '@PARTS': 's3://exports/today/',
  '@DIVERSE': { by: 'CATEGORY_L1', max: 3 },
  '@SALE': { sale: { filter: 'cheap', percent: 20 } },
  '@NO_ITEMS': { interactions: ANY_EVENT },
  '@PURCHASES': { interactions: PURCHASES },
  '@OWN': {
    interactions: ANY_EVENT,
    items: {
      ...{ files: 'products.csv', id: 'sku', category: 'group', price: 'price' },
      columns: { COLOUR: { from: 'colour', type: 'categorical' }, WEIGHT: { from: 'grams', type: 'int' } },
    },
  },
  '@LOCAL_TIMES': { interactions: { ...ANY_EVENT, time: { column: 'placed', zone: 'Europe/London' } } },
  '@HASHED': { interactions: { ...ANY_EVENT, hashUsers: true } },
  '@JOINED': {
    interactions: { ...ANY_EVENT, join: { files: 'o.jsonl', on: 'order', columns: ['customer'] } },
  },
};

/** Settings, and below them the words of their refusal; `…` stands for other words. */
const REFUSED = String.raw`
{"kmsKeyArn":"@KEY","createKey":"true"}
  createKey is true and kmsKeyArn is given, allowed is one of the two. Pass -c createKey=false
{"vpcId":"vpc-1"}
  vpcId is vpc-1 and subnetIds is not set, allowed are both or none. Pass -c vpcId=
{"subnetIds":["subnet-1"]}
  vpcId is not set and subnetIds is subnet-1, allowed are both or none.
{"securityGroupIds":["sg-1"]}
  securityGroupIds is sg-1 and vpcId is not set, but only functions in a VPC
{"freshDataSchedule":"rate(1 day)"}
  freshDataSchedule is rate(1 day) and freshData is false, so nothing would run. Pass -c freshData=true as well
{"holdoutBy":"time","freshData":true}
  holdoutBy is time and freshData is true, but fresh data is appended to the training data, … held out. Pass -c holdoutBy=user
{"sourceVersion":"2"}
  sourceVersion is 2 and source is not set, but changes of an archive are detected automatically. Pass -c source=s3://
{"preparation":"glue"}
  preparation is glue and the data an archive, but Glue reads CSV parts. Pass -c source=s3://
{"tags":{"Team":"a","team":"b"}}
  tags has the keys Team and team, which are the same key to IAM
{"tags":{"Stage":"a"},"stage":"test"}
  the key Stage, and the stage test
{"serving":"lists","useCases":["best-sellers","recommended-for-you"]}
  recommended-for-you, which answers every user differently and is live only. Pass -c serving='{"best-sellers":"lists"}'
{"serving":{"recommended-for-you":"lists"}}
  serving.recommended-for-you is lists, but it answers every user differently
{"serving":{"best-sellers":"lists"},"useCases":["most-viewed"]}
  serving names best-sellers, and useCases does not
{"diversify":"@DIVERSE"}
  diversify is set and api is not
{"diversify":{"by":"NAME","max":3}}
  diversify.by is "NAME", allowed is a categorical column of the items: CATEGORY_L1
{"diversify":"@DIVERSE","data":"@NO_ITEMS"}
  but the items have no categorical column
{"promotions":"@SALE","filters":"@FILTERS"}
  promotions is set and api is not
{"promotions":"@SALE","api":"@API"}
  promotions has sale with the filter cheap, which is not in filters. Name a filter that you add to filters.
{"shelves":{"home":"best-sellers"}}
  shelves is set and api is not
{"shelves":{"seen":"recently-viewed","mine":"recommended-for-you"},"api":"@API"}
  shelves has mine with recommended-for-you, which useCases does not have. Add it there, or name most-viewed or
{"guests":{"perDay":10}}
  guests is set and api is not
{"serving":"lists","useCases":{"best-sellers":{"metadata":true}}}
  metadata for best-sellers, whose lists contain only ids
{"serving":"lists","stopWhenIdleHours":3}
  leaves no recommender live, so runningHours and stopWhenIdleHours would stop nothing
{"listsSchedule":"rate(1 day)","listsItems":"with-traffic"}
  Nothing reads listsSchedule and listsItems: no use case is served by lists. Pass -c serving=lists as well
{"similarItems":true,"data":"@NO_ITEMS"}
  similarItems is true, and data has no items, which it compares
{"similarItems":true,"filters":"@FILTERS","api":{"origins":"@ORIGINS","filter":"cheap"}}
  similarItems is true, and api has the filter cheap for every answer, which cannot be applied to lists of similar items
{"serving":"lists","listsItems":"with-traffic","preparation":"glue","source":"@PARTS"}
  listsItems is with-traffic and preparation is glue
{"experiment":{"share":0.1}}
  Setting experiment is set and api is not, but only the API divides visitors
{"experiment":{"share":0.1},"api":"@API","useCases":["most-viewed"]}
  and useCases does not have best-sellers
{"metricAttribution":{"orders":{"event":"Purchase"}}}
  Setting metricAttribution is set, and eventTracker, api and freshData are not
{"runningHours":{"from":"08:00","to":"10:00","timeZone":"Asia/Seoul"},"stopWhenIdleHours":2}
  stopWhenIdleHours is 2, but runningHours from 08:00 to 10:00

{"data":"@PURCHASES","useCases":"most-viewed,best-sellers"}
  Setting useCases has most-viewed, but by data every interaction is a Purchase, of which they do not learn. … Pass -c useCases=best-sellers,frequently-bought-together,recommended-for-you
{"data":"@OWN","filters":{"f":"INCLUDE ItemID WHERE Items.STYLE IN (\"x\")"}}
  The schema of Items has no field STYLE. It has: ITEM_ID, CATEGORY_L1, COLOUR, WEIGHT, PRICE.
{"data":"@OWN","useCases":{"most-viewed":{"excludedColumns":{"ITEMS":["STYLE"]}}}}
  ITEMS: CATEGORY_L1, COLOUR, WEIGHT, PRICE
{"data":"@LOCAL_TIMES","preparation":"glue","source":"@PARTS"}
  Setting preparation is glue, but the Glue job does not read times of the zone Europe/London; … UTC and times with an offset (data.interactions). Pass -c preparation=lambda
{"data":"@HASHED","preparation":"glue","source":"@PARTS"}
  the Glue job does not read ids of users that are hashed (hashUsers)
{"data":"@JOINED","preparation":"glue","source":"@PARTS"}
  the Glue job does not read JSON Lines that are joined (join)
{"data":"@JOINED","freshData":true}
  Setting freshData is true, and data has a join
{"maxBadRows":3}
  Setting maxBadRows is 3 and data is not set
{"data":{"interactions":{}}}
  Setting data.interactions.files is missing
{"data":"nowhere.json"}
  cannot be read as JSON

{"useCases":{"best-sellers":{"minRequestsPerSecond":1}}}
  Setting useCases.best-sellers has the unknown member … allowed are minReco … -c useCases=VALUE
{"useCases":{"best-sellers":{"minRecommendationRequestsPerSecond":0}}}
  Setting useCases.best-sellers … Second is 0, … from 1 to 2500 … -c useCases=VALUE
{"useCases":{"best-sellers":{"explorationWeight":0.5}}}
  Setting useCases.best-sellers … only recommended-for-you can have … -c useCases=VALUE
{"useCases":{"recommended-for-you":{"explorationWeight":1.1}}}
  Setting useCases.recommended-for-you … is 1.1, allowed is a number from 0 to 1 … -c useCases=VALUE
{"useCases":{"recommended-for-you":{"explorationItemAgeCutOff":0}}}
  Setting useCases.recommended-for-you … a whole number of days from 1 … -c useCases=VALUE
{"useCases":{"best-sellers":{"excludedColumns":["PRICE"]}}}
  Setting useCases.best-sellers … an object of lists … -c useCases=VALUE
{"useCases":{"best-sellers":{"excludedColumns":{"ITEMS":["COLOUR"]}}}}
  Setting useCases.best-sellers … ITEMS: CATEGORY_L1, STYLE, PRODUCT_DESCR … , PRICE … -c useCases=VALUE
{"useCases":{"best-sellers":{"excludedColumns":{"ITEMS":["PRICE","PRICE"]}}}}
  Setting useCases.best-sellers … each column once … -c useCases=VALUE
{"useCases":{"best-sellers":{"excludedColumns":{"INTERACTIONS":["EVENT_TYPE"]}}}}
  Setting useCases.best-sellers … USERS: AGE, GENDER. … -c useCases=VALUE
{"useCases":{"best-sellers":"on"}}
  Setting useCases.best-sellers is "on", allowed is an object of minRecommendation … , or {} … -c useCases=VALUE
{"useCases":{"best-seller":{}}}
  useCases has the unknown use case best-seller, allowed are most-viewed, … Did you mean best-sellers? … -c useCases=VALUE

{"filters":{"no spaces":"x"}}
  Setting filters has a filter called "no spaces", allowed are up to 25 letters … or pass -c filters=VALUE.
{"filters":{"cheap":10}}
  Setting filters.cheap is 10, allowed is an expression … or pass -c filters=VALUE.
{"filters":{"cheap":"Items.PRICE < 10"}}
  Setting filters.cheap: … Invalid input symbol: Items. Expected INCLUDE … or pass -c filters=VALUE.
{"filters":{"fresh":"INCLUDE ItemID WHERE Items.CATEGORY_L1 IN ($TODAY)"}}
  Setting filters.fresh compares Items.CATEGORY_L1 with $TODAY, which is a number of Unix seconds, by IN … or pass -c filters=VALUE.
{"filters":{"cheap":"INCLUDE ItemID WHERE Items.COST < 10"}}
  Setting filters.cheap: … has no field COST … or pass -c filters=VALUE.
{"filters":{"cheap":"INCLUDE ItemID WHERE Items.PRODUCT_DESCRIPTION IN (\"x\")"}}
  Setting filters.cheap: … is textual … or pass -c filters=VALUE.

{"eventTypes":"{\"ProductViewed\":\"Watch\"}"}
  eventTypes.ProductViewed is "Watch", allowed is View or Purchase. … -c eventTypes=VALUE
{"metricAttribution":{"orders":{}}}
  metricAttribution.orders.event is missing, allowed is an event type of up to 256 characters. … -c metricAttribution=VALUE
{"metricAttribution":{"revenue":{"event":"View","sum":"PRICE"}}}
  metricAttribution.revenue.sum is "PRICE", allowed is Items.COLUMN or Interactions.COLUMN. … -c metricAttribution=VALUE
{"metricAttribution":{"revenue":{"event":"View","sum":"Items.NAME"}}}
  metricAttribution.revenue.sum is Items.NAME, allowed are numeric columns: Items.PRICE. … -c metricAttribution=VALUE
{"tags":{"cost":7}}
  tags.cost is 7, allowed is a text of up to 256 letters, digits, spaces and _.:/=+-@. … -c tags=VALUE
{"tags":{"ecommerce-recommenders:stack":"mine"}}
  tags has a key called "ecommerce-recommenders:stack", allowed are up to 128 letters, digits, spaces … -c tags=VALUE
{"tags":{"aws:x":"y"}}
  tags has a key called "aws:x", allowed are up to 128 letters, digits, spaces … -c tags=VALUE

{"api":{"origins":["*"]}}
  origins is ["*"]
{"api":{"origins":["http://shop.example"]}}
  origins is ["http://shop.example"]
{"api":{"origins":["https://shop.example/"]}}
  such as https://shop.example.
{"api":{"origins":"@ORIGINS","show":{"image":"IMAGE"}}}
  show.image is "IMAGE", allowed is a column of the prepared items: ITEM_ID, NAME
{"api":{"origins":"@ORIGINS","colour":"red"}}
  Setting api has the unknown member colour, allowed are origins
{"api":{"origins":"@ORIGINS","soldOut":{"column":"STYLE"}}}
  Setting api.soldOut.values is missing
{"api":{"origins":"@ORIGINS","currency":"euro"}}
  currency is "euro", allowed is a code of ISO 4217 such as EUR.
{"api":{"origins":"@ORIGINS","jwt":{"issuer":"http://x","audience":["a"]}}}
  jwt.issuer is "http://x"
{"api":{"origins":"@ORIGINS","jwt":{"issuer":"http://localhost.example","audience":["a"]}}}
  jwt.issuer is "http://localhost
{"api":{"origins":"@ORIGINS","jwt":{"issuer":"http://127.0.0.1:80@x","audience":["a"]}}}
  jwt.issuer is "http://127.0.0.1:
{"api":{"origins":"@ORIGINS","filter":"cheap"}}
  Setting api has the filter cheap, which is not in filters.
{"api":{"origins":"@ORIGINS","filter":"asked"},"filters":"@FILTERS"}
  has placeholders
{"api":{"origins":"@ORIGINS","filter":"new"},"filters":"@FILTERS","serving":"lists"}
  It reads the user, and most-viewed is served by lists.
{"api":{"origins":"@ORIGINS","filter":"alike"},"filters":"@FILTERS"}
  It reads the current item

{"experiment":{"share":0.1234},"api":"@API"}
  share is 0.1234, allowed is a number from 0.01 to 0.5 in thousandths
{"ranking":{"schedule":"rate(12 hours)"}}
  schedule is "rate(12 hours)", allowed is rate(1 day) to rate(30 days)
{"ranking":{"excludedColumns":{"ITEMS":["SIZE"]}}}
  allowed is an object of lists, each column once
{"ranking":"yes"}
  Setting ranking is "yes", allowed is true, false

{"requestRate":"automatic"}
  allowed is auto for {"min":1,"max":10}, a JSON object such as that
{"requestRate":{"min":3,"max":3}}
  max is 3, allowed is more than min, which is 3
{"requestRate":{"best-seller":{"min":1,"max":10}}}
  Did you mean best-sellers?
{"requestRate":{"best-sellers":3}}
  requestRate.best-sellers is 3, allowed is an object of min, max
{"requestRate":{"recommended-for-you":{"min":1,"max":10}}}
  is for recommended-for-you, and live are most-viewed
{"requestRate":{"min":1,"max":10},"serving":"lists"}
  is for live use cases, and serving leaves none live
{"requestRate":{"min":1,"max":10},"useCases":{"most-viewed":{},"best-sellers":{"minRecommendationRequestsPerSecond":2}}}
  is for best-sellers, whose minRecommendationRequestsPerSecond in useCases is a fixed rate

{"runningHours":{"days":"MON-FUN","from":"08:00","to":"20:00","timeZone":"Asia/Seoul"}}
  runningHours.days is "MON-FUN", allowed is MON-FRI
{"runningHours":{"from":"8:00","to":"20:00","timeZone":"Asia/Seoul"}}
  from is "8:00", allowed is a time such as 08:00
{"runningHours":{"from":"08:00","to":"08:00","timeZone":"Asia/Seoul"}}
  another time than from
{"runningHours":{"from":"08:00","to":"20:00","timeZone":"Asia/Soul"}}
  timeZone is "Asia/Soul", allowed is an IANA time zone
{"runningHours":{"from":"08:00","to":"20:00","timeZone":"+09:00"}}
  timeZone is "+09:00"
{"runningHours":{"from":"08:00","to":"20:00","timeZone":"UTC","holidays":["2026-02-30"]}}
  holidays[0] is "2026-02-30", allowed is a day that there is
{"runningHours":{"from":"08:00","to":"20:00","timeZone":"UTC","holidays":"2026-12-25"}}
  holidays is "2026-12-25", allowed is a list of days
{"runningHours":{"from":"08:00","to":"20:00","timeZone":"UTC","until":"20:00"}}
  runningHours has the unknown member until, allowed are days, from

{"segments":{}}
  segments has neither items nor queries, of which segments are made.
{"segments":{"items":[],"queries":{}}}
  segments has neither items nor queries
{"segments":{"items":["i1","i1"]}}
  allowed is a list of up to 500 ids of items, each once
{"segments":{"items":["i\n1"]}}
  a list of up to 500 ids
{"segments":{"queries":{"shoe lovers":"ITEMS.STYLE = \"boots\""}}}
  segments.queries has a query called "shoe lovers", allowed are up to 25 letters
{"segments":{"queries":{"a":"ITEMS.STYLE = \"boots\"","b":"items.style=\"boots\""}}}
  segments.queries.a and segments.queries.b are the same
{"segments":"yes"}
  Setting segments is "yes", allowed is a JSON object
{"segments":{"queries":{"q":"ITEMS.CATEGORY_L1 = \"shoes\""}},"data":"@NO_ITEMS"}
  Setting segments.queries.q: … ITEMS.CATEGORY_L1 needs a dataset Items, which the dataset group does not have.
{"batches":{"results":501}}
  results is 501, allowed is a whole number from 1 to 500
{"batches":{"filter":"cheap"}}
  the filter cheap, which is not in filters. Name a filter that you add to filters
{"batches":{"filter":"asked"},"filters":"@FILTERS"}
  the filter asked, which has placeholders or reads the current item, which a job for users does not fill. Name … new
{"batches":{"filter":"alike"},"filters":"@FILTERS"}
  has placeholders or reads the current item
`;

const ROWS = Array.from(REFUSED.matchAll(/^(\S.*)\n {2}(.*)$/gm), ([, settings, words]) => [settings, words]);

describe('settings are refused', () => {
  const refusal = (settings: object): string => {
    try {
      read({ archive, ...settings });
    } catch (error) {
      return (error as Error).message;
    }
    return 'They are taken.';
  };

  it.each(ROWS)('%s: %s', (settings, words) => {
    const given = JSON.parse(settings, (_, value: unknown) => NAMES[String(value)] ?? value) as object;
    const message = refusal(given);
    let from = 0;
    for (const part of words.split(/ ?… ?/)) {
      expect(message.slice(from)).toContain(part);
      from = message.indexOf(part, from) + part.length;
    }
  });

  const ids = (count: number): string[] => Array.from({ length: count }, (_, at) => `i${at}`);
  const queries = Object.fromEntries(ids(11).map((name) => [name, 'ITEMS.PRICE = 1']));
  const hours = { from: '08:00', to: '20:00', timeZone: 'UTC' };
  it.each([
    [{ eventTypes: { ['x'.repeat(1_500)]: 'View' } }, 'has 1,511 bytes as JSON, allowed are up to 1,500'],
    [{ segments: { items: ids(501) } }, 'a list of up to 500 ids'],
    [{ segments: { items: ids(500).map((id) => id.padEnd(250, 'x')) } }, 'allowed are up to 100000'],
    [{ segments: { queries } }, 'an object from up to 10 names'],
    [
      { runningHours: { ...hours, holidays: Array(101).fill('2026-12-25') } },
      '101 days, allowed are up to 100',
    ],
  ])('by their length', (settings, words) => {
    expect(refusal(settings)).toContain(words);
  });

  it('not for a default filter that every use case can have', () => {
    expect(refusal({ api: { origins: ['https://shop.example'], filter: 'new' }, filters: FILTERS })).toBe(
      'They are taken.',
    );
  });

  it.each([
    ['archive', 'none.tar', 'an existing'],
    ['archive', '.', 'an existing'],
    ['archive', '/dev/zero', 'an existing'],
    ['holdout', 1, 'from 0 to below 1'],
    ['holdout', '', 'from 0 to below 1'],
    ['glueWorkers', 2.5, 'a whole number'],
    ['eventTypes', {}, '"View" or "Purchase"'],
    ['useCases', 'best-seller', 'best-sellers'],
    ['useCases', ['best-seller'], 'best-sellers'],
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
  ])('with what is allowed and how to change it: %s %j', (name, value, allowed) => {
    const message = refusal({ [name]: value });
    for (const words of [`Setting ${name} is ${JSON.stringify(value)}`, allowed, `-c ${name}=VALUE`])
      expect(message).toContain(words);
  });
});
