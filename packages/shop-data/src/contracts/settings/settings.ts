import { HOLDOUT_RANGE, HOLDOUTS_BY } from '../../data/preparation/settings';
import { USE_CASE_NAMES } from '@ecommerce-recommenders/personalize/use-cases';
import { API } from './api-setting';
import { BATCHES } from './batches-setting';
import { DATA } from './data-setting';
import { DIVERSIFY } from './diversify-setting';
import { EXPERIMENT } from './experiment-setting';
import { FILTERS } from './filters-setting';
import { GUESTS } from './guests-setting';
import { METRIC_ATTRIBUTION } from './metric-attribution-setting';
import { PROMOTIONS } from './promotions-setting';
import { RANKING } from './ranking-setting';
import { REQUEST_RATE } from './request-rate-setting';
import { RUNNING_HOURS } from './running-hours-setting';
import { SEGMENTS } from './segments-setting';
import { SERVING } from './serving-setting';
import {
  ADDRESSES,
  ARCHIVE,
  BUCKET_NAME,
  EVENT_TYPE_MAP,
  ids,
  KMS_KEY_ARN,
  LOG_RETENTIONS,
  OPTIONAL_SCHEDULE,
  SCHEDULE,
  SOURCE,
  TAGS,
  VERSION,
  WEEKLY,
} from './setting-kinds';
import {
  FLAG,
  number,
  oneOf,
  oneOfNumbers,
  parsedJson,
  text,
  wholeNumber,
  type Context,
  type Shape,
  type ValueOf,
} from './shape';
import { SHELVES } from './shelves-setting';
import { USE_CASES } from './use-cases-setting';

/** A text in the languages of the documents. */
interface InLanguages {
  readonly en: string;
  readonly ko: string;
}

/** The parts of a shop, which take settings: the headings of their sections in docs/settings.md, in this order. */
export const PARTS = {
  core: { en: 'Core', ko: '코어' },
  app: { en: 'App', ko: '앱' },
  'event-tracker': { en: 'Event tracker', ko: '이벤트 트래커' },
  'metric-attribution': { en: 'Metric attribution', ko: '지표 어트리뷰션' },
  filters: { en: 'Filters', ko: '필터' },
  lists: { en: 'Lists', ko: '목록' },
  api: { en: 'API', ko: 'API' },
  experiment: { en: 'Experiment', ko: '실험' },
  ranking: { en: 'Ranking', ko: '순위' },
  segments: { en: 'Segments', ko: '세그먼트' },
  batches: { en: 'Batches', ko: '배치' },
  'fresh-data': { en: 'Fresh data', ko: '새 데이터' },
  'running-hours': { en: 'Running hours', ko: '운영 시간' },
  'request-rate': { en: 'Request rate', ko: '요청 처리량' },
  watching: { en: 'Notices', ko: '알림' },
  'bus-events': { en: 'Bus events', ko: '버스 이벤트' },
} as const satisfies Record<string, InLanguages>;

/** A part of a shop: the core, an add-on, or the app around the construct. */
export type Part = keyof typeof PARTS;

/**
 * One setting. Its text in both languages is Markdown, with links that are relative to docs/settings.md and its twin; each
 * has the same links and code in it.
 */
interface Setting extends InLanguages {
  /** The part that takes it. */
  readonly of: Part;
  readonly shape: Shape<unknown>;
  /** As it is written in cdk.json. */
  readonly default: unknown;
  /**
   * The default in words, where it stands for something or is long.
   *
   * @default - the value, or "none" for an empty text or list
   */
  readonly defaultInWords?: InLanguages;
}

/**
 * All that a shop decides. From this table come the type {@link Settings}, the checks, the known names, the tables of
 * docs/settings.md in both languages, `docs/cdk.schema.json` and what `recommenders settings` prints.
 */
export const SETTINGS = {
  archive: {
    of: 'core',
    shape: ARCHIVE,
    default: 'assets/RetailSampleDataSet.tar.gz',
    defaultInWords: { en: 'the shipped sample', ko: '함께 들어 있는 샘플' },
    en: 'The archive to deploy, with items.csv, users.csv and interactions.csv.',
    ko: '배포할 아카이브. items.csv, users.csv, interactions.csv가 들어 있습니다.',
  },
  data: {
    of: 'core',
    shape: DATA,
    default: '',
    en: 'How [your own files](data.md) become interactions, items and users: an object, or the name of a JSON file that holds it. Without it, the files have the columns of the workshop.',
    ko: '[내 파일](data.md)이 어떻게 상호 작용, 상품, 사용자가 되는지: 객체, 또는 그것을 담은 JSON 파일의 이름. 없으면 파일의 열은 워크숍과 같아야 합니다.',
  },
  maxBadRows: {
    of: 'core',
    shape: wholeNumber({ minimum: 0, maximum: 1_000_000_000 }, 'a whole number of rows, or 0 for none'),
    default: 0,
    en: 'Rows of these files that may be left out because a time, a number or an id cannot be read.',
    ko: '이 파일들에서 시각, 숫자, ID를 읽을 수 없어 제외해도 되는 행의 수.',
  },
  source: {
    of: 'core',
    shape: SOURCE,
    default: '',
    en: 'Reads CSV parts in S3 instead of the archive: `s3://BUCKET/PREFIX/` with `items/*.csv`, `users/*.csv` and `interactions/*.csv`, each with its header, or with `data` any files. Another prefix is another deployment of data.',
    ko: '아카이브 대신 S3의 CSV 파트를 읽습니다: `s3://BUCKET/PREFIX/` 아래의 `items/*.csv`, `users/*.csv`, `interactions/*.csv`(파트마다 헤더 포함), `data`가 있으면 어떤 파일이든. 접두사를 바꾸면 데이터를 새로 배포합니다.',
  },
  sourceVersion: {
    of: 'core',
    shape: VERSION,
    default: '',
    en: 'Any name for the current state of these parts, such as `2026-11-25`. A new name makes the next deployment read them again.',
    ko: '이 파트의 현재 상태에 붙이는 이름(예: `2026-11-25`). 새 이름을 주면 다음 배포에서 다시 읽습니다.',
  },
  preparation: {
    of: 'core',
    shape: oneOf('lambda', 'glue'),
    default: 'lambda',
    en: 'What prepares the data: a Lambda function, or `glue`, a Spark job for more data than [one function handles](concepts.md#past-one-machine). `glue` needs `source`.',
    ko: '데이터를 준비하는 것: Lambda 함수, 또는 [함수 하나로 처리할 수 있는 양](concepts.md#머신-한-대를-넘는-데이터)을 넘는 데이터를 위한 Spark 작업인 `glue`. `glue`에는 `source`가 필요합니다.',
  },
  glueWorkers: {
    of: 'core',
    shape: wholeNumber({ minimum: 2, maximum: 299 }),
    default: 2,
    en: 'Workers of that job, 2 to 299, with 4 vCPUs and 16 GB each.',
    ko: '그 작업의 워커 수, 2~299. 워커마다 vCPU 4개와 16GB가 있습니다.',
  },
  holdout: {
    of: 'core',
    shape: number(HOLDOUT_RANGE, 'a number from 0 to below 1'),
    default: 0.1,
    en: 'Share of the newest interactions that is held out from training, 0 to below 1.',
    ko: '학습에서 제외할 최근 상호 작용의 비율. 0 이상 1 미만.',
  },
  holdoutBy: {
    of: 'core',
    shape: oneOf(...HOLDOUTS_BY),
    default: 'user',
    en: 'What that share is of: the interactions of each user, or with `time` those of the shop, whose last days are then held out.',
    ko: '그 비율의 기준: 사용자마다의 상호 작용, 또는 `time`이면 쇼핑몰 전체의 상호 작용. 후자는 쇼핑몰의 마지막 며칠을 제외합니다.',
  },
  eventTypes: {
    of: 'core',
    shape: EVENT_TYPE_MAP,
    default: { ProductViewed: 'View', OrderCompleted: 'Purchase' },
    en: 'Event types of the archive and their names in Personalize. All others are left out.',
    ko: '아카이브의 이벤트 유형과 Personalize에서의 이름. 나머지는 제외됩니다.',
  },
  useCases: {
    of: 'core',
    shape: USE_CASES,
    default: USE_CASE_NAMES.filter((name) => name !== 'recommended-for-you'),
    defaultInWords: { en: 'all but `recommended-for-you`', ko: '`recommended-for-you`를 제외한 모두' },
    en: 'Recommenders to train: a list of use cases, or an object from each to [its options](#options-of-a-use-case).',
    ko: '학습할 추천자: 사용 사례의 목록, 또는 각각의 [옵션](#사용-사례의-옵션)을 담은 객체.',
  },
  trainingTimeoutHours: {
    of: 'core',
    shape: number({ minimum: 1, maximum: 24 }),
    default: 4,
    en: 'Hours that a deployment waits for imports, up to twelve, and again for training. A destroy waits as long for imports, trainings and deletions in progress.',
    ko: '배포가 가져오기를(최대 12시간) 기다리고, 이어서 학습을 기다리는 시간. 스택을 삭제할 때도 진행 중인 가져오기, 학습, 삭제를 이만큼 기다립니다.',
  },
  kmsKeyArn: {
    of: 'core',
    shape: KMS_KEY_ARN,
    default: '',
    en: 'Existing KMS key that encrypts the data bucket and the dataset group, in the account and region of the stack. Without it, AWS owns the keys.',
    ko: '데이터 버킷과 데이터 세트 그룹을 암호화할 기존 KMS 키. 스택과 같은 계정과 리전에 있어야 합니다. 없으면 AWS가 소유한 키를 사용합니다.',
  },
  createKey: {
    of: 'core',
    shape: FLAG,
    default: false,
    en: 'Whether the stack creates such a key, which also encrypts the logs and the topic of the notices. It is rotated every year, and deleted seven days after `npx cdk destroy`.',
    ko: '그런 키를 스택이 만들지. 로그와 알림 토픽도 그 키로 암호화합니다. 해마다 교체되고 `npx cdk destroy` 후 7일이 지나면 삭제됩니다.',
  },
  versioned: {
    of: 'core',
    shape: FLAG,
    default: false,
    en: 'Whether the data bucket keeps replaced and deleted files for 30 days.',
    ko: '데이터 버킷이 바뀌거나 지워진 파일을 30일 동안 보관할지.',
  },
  accessLogsBucket: {
    of: 'core',
    shape: BUCKET_NAME,
    default: '',
    en: 'Existing bucket for the access logs of the data bucket, under `STACK/`. Synth prints what its policy needs.',
    ko: '데이터 버킷의 액세스 로그를 `STACK/` 아래에 받을 기존 버킷. 버킷 정책에 필요한 것은 synth가 알려 줍니다.',
  },
  logRetentionDays: {
    of: 'core',
    shape: oneOfNumbers(...LOG_RETENTIONS),
    default: 30,
    en: 'Days that logs are kept, one of those that [CloudWatch Logs offers](https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html).',
    ko: '로그 보관 일수. [CloudWatch Logs가 제공하는 값](https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html) 중 하나.',
  },
  logKeyArn: {
    of: 'core',
    shape: KMS_KEY_ARN,
    default: '',
    en: 'Existing KMS key that encrypts the logs. Without it, the key of `createKey` does, or one that CloudWatch Logs owns. Synth prints what its policy needs.',
    ko: '로그를 암호화할 기존 KMS 키. 없으면 `createKey`의 키나 CloudWatch Logs가 소유한 키로 암호화합니다. 키 정책에 필요한 것은 synth가 알려 줍니다.',
  },
  vpcId: {
    of: 'core',
    shape: text(/^(vpc-[0-9a-f]+)?$/, 'the id of a VPC, vpc-0123456789abcdef0, or nothing'),
    default: '',
    en: 'Existing VPC for [all functions](vpc.md). It needs `subnetIds`.',
    ko: '[모든 함수](vpc.md)가 실행될 기존 VPC. `subnetIds`가 필요합니다.',
  },
  subnetIds: {
    of: 'core',
    shape: ids('subnet', 16),
    default: [],
    en: 'Subnets of that VPC for the functions, separated by commas.',
    ko: '함수가 쓸 그 VPC의 서브넷, 쉼표로 구분.',
  },
  securityGroupIds: {
    of: 'core',
    shape: ids('sg', 5),
    default: [],
    defaultInWords: { en: 'a new one', ko: '새로 하나' },
    en: 'Security groups of the functions, separated by commas. A new one lets all traffic out and none in.',
    ko: '함수의 보안 그룹, 쉼표로 구분. 새 보안 그룹은 나가는 트래픽을 모두 허용하고 들어오는 트래픽은 허용하지 않습니다.',
  },
  retainData: {
    of: 'core',
    shape: FLAG,
    default: false,
    en: 'Whether the data bucket with its files, and a key that the stack created, are kept when the stack is deleted.',
    ko: '스택이 삭제되어도 데이터 버킷과 그 파일, 스택이 만든 키를 남길지.',
  },
  force: {
    of: 'core',
    shape: FLAG,
    default: false,
    en: 'Whether to deploy use cases whose training will fail on the data.',
    ko: '데이터가 모자라 학습이 실패할 사용 사례도 배포할지.',
  },
  stage: {
    of: 'app',
    shape: text(/^[a-z0-9-]{0,12}$/, 'up to 12 of a-z, 0-9 and -, or nothing'),
    default: '',
    en: 'Name of another stack beside the first: `-c stage=test` deploys `EcommerceRecommenders-test`.',
    ko: '첫 스택 옆에 둘 다른 스택의 이름: `-c stage=test`는 `EcommerceRecommenders-test`를 배포합니다.',
  },
  tags: {
    of: 'app',
    shape: TAGS,
    default: {},
    en: 'Tags of the resources that take tags, those in Personalize included, but not of the stack itself.',
    ko: 'Personalize에 있는 것을 포함해, 태그를 붙일 수 있는 리소스의 태그. 스택 자체는 제외합니다.',
  },
  eventTracker: {
    of: 'event-tracker',
    shape: FLAG,
    default: false,
    en: 'Whether there is an event tracker, which takes events as they happen. `api` implies it.',
    ko: '일어나는 대로 이벤트를 받는 이벤트 트래커를 둘지. `api`가 있으면 함께 켜집니다.',
  },
  metricAttribution: {
    of: 'metric-attribution',
    shape: METRIC_ATTRIBUTION,
    default: {},
    en: 'Metrics that [Personalize itself makes of events](effect.md#metrics-of-the-service) in CloudWatch, by name: a count, or the sum of a column, such as `{"revenue": {"event": "Purchase", "sum": "Items.PRICE"}}`. It needs `eventTracker`, `api` or `freshData`.',
    ko: '[Personalize가 직접 이벤트로 만드는](effect.md#서비스의-지표) CloudWatch 지표. 이름마다 이벤트 수나 열의 합계를 지정합니다(예: `{"revenue": {"event": "Purchase", "sum": "Items.PRICE"}}`). `eventTracker`, `api`, `freshData` 중 하나가 필요합니다.',
  },
  filters: {
    of: 'filters',
    shape: FILTERS,
    default: {},
    en: 'Filters by name, each an [expression](https://docs.aws.amazon.com/personalize/latest/dg/filter-expressions.html).',
    ko: '이름별 필터. 값은 [표현식](https://docs.aws.amazon.com/personalize/latest/dg/filter-expressions.html)입니다.',
  },
  serving: {
    of: 'lists',
    shape: SERVING,
    default: 'live',
    en: 'How use cases answer: `live` by recommenders that run all the time, or by `lists` that are [made on a schedule](lists.md); for all, or an object by use case.',
    ko: '사용 사례의 응답 방식: 늘 켜 둔 추천자로 `live`, 또는 [일정에 따라 만드는 목록](lists.md)으로 `lists`. 전체에 하나, 또는 사용 사례별 객체.',
  },
  listsSchedule: {
    of: 'lists',
    shape: SCHEDULE,
    default: WEEKLY,
    en: 'When lists are made, like `freshDataSchedule`. A deployment that changes what they are made of makes them, too.',
    ko: '목록을 만드는 때. `freshDataSchedule`처럼 씁니다. 목록의 재료를 바꾸는 배포도 만듭니다.',
  },
  listsItems: {
    of: 'lists',
    shape: oneOf('all', 'with-traffic'),
    default: 'all',
    en: 'Items that get lists: `all`, or `with-traffic` for those with an interaction in the training data.',
    ko: '목록을 만들 상품: `all`, 또는 학습 데이터에 상호 작용이 있는 상품만인 `with-traffic`.',
  },
  similarItems: {
    of: 'lists',
    shape: FLAG,
    default: false,
    en: 'Whether runs also make lists of [similar items](lists.md#similar-items), from the catalogue alone: a use case of its own, and what *also viewed* of the API falls back to.',
    ko: '목록을 만들 때 카탈로그만으로 [비슷한 상품](lists.md#비슷한-상품)의 목록도 만들지: 독립된 사용 사례이자, API의 *also viewed*가 대신 쓰는 응답입니다.',
  },
  api: {
    of: 'api',
    shape: API,
    default: '',
    en: 'An [API for the pages of the shop](api.md), such as `{"origins": ["https://shop.example"]}`. It implies `eventTracker`.',
    ko: '[쇼핑몰 페이지를 위한 API](api.md)(예: `{"origins": ["https://shop.example"]}`). `eventTracker`도 함께 켜집니다.',
  },
  diversify: {
    of: 'api',
    shape: DIVERSIFY,
    default: '',
    en: 'How many items of a category an answer of the API may have, such as `{"by": "CATEGORY_L1", "max": 3}`.',
    ko: 'API의 응답 하나에 같은 카테고리의 상품이 몇 개까지 나올 수 있는지(예: `{"by": "CATEGORY_L1", "max": 3}`).',
  },
  promotions: {
    of: 'api',
    shape: PROMOTIONS,
    default: {},
    en: 'Promotions of Personalize that [requests to the API may name](rules.md#promotions): a filter, and the share of its items in an answer, such as `{"sale": {"filter": "reduced", "percent": 20}}`. It needs `api`.',
    ko: '[API 요청이 지정할 수 있는](rules.md#프로모션) Personalize의 프로모션: 필터와, 응답에서 그 필터의 상품이 차지할 비율(예: `{"sale": {"filter": "reduced", "percent": 20}}`). `api`가 필요합니다.',
  },
  shelves: {
    of: 'api',
    shape: SHELVES,
    default: {},
    en: 'Shelves whose [impressions, clicks, orders and revenue](effect.md#figures-for-each-shelf) are kept, by their names in the pages, with the use case of each, such as `{"home": "best-sellers"}`. It needs `api`.',
    ko: '[노출, 클릭, 주문, 매출](effect.md#추천-목록별-수치)을 기록할 추천 목록. 페이지에서 쓰는 이름에 각각의 사용 사례를 지정합니다. 예: `{"home": "best-sellers"}`. `api`가 필요합니다.',
  },
  guests: {
    of: 'api',
    shape: GUESTS,
    default: '',
    en: 'How many [visitors without an account](api.md#guests) may stand as users a day, after their consent, such as `{"perDay": 1000}`. It needs `api`.',
    ko: '[계정이 없는 방문자](api.md#게스트)를 동의를 받아 하루에 몇 명까지 사용자로 다룰지(예: `{"perDay": 1000}`). `api`가 필요합니다.',
  },
  experiment: {
    of: 'experiment',
    shape: EXPERIMENT,
    default: '',
    en: 'Share of the visitors that gets best sellers instead, such as `{"share": 0.1}`, so that `npm run effect` can say [what recommendations bring](effect.md). It needs `api`.',
    ko: '베스트셀러를 대신 보여 줄 방문자의 비율(예: `{"share": 0.1}`). [추천의 효과](effect.md)는 `npm run effect`가 알려 줍니다. `api`가 필요합니다.',
  },
  ranking: {
    of: 'ranking',
    shape: RANKING,
    default: false,
    en: 'Whether category pages and search results come in the [order that suits the visitor](ranking.md); `true`, or `{"minRequestsPerSecond": 1, "schedule": "rate(7 days)", "excludedColumns": {…}}`.',
    ko: '카테고리 페이지와 검색 결과를 [방문자에게 맞는 순서](ranking.md)로 정렬할지. `true`, 또는 `{"minRequestsPerSecond": 1, "schedule": "rate(7 days)", "excludedColumns": {…}}`.',
  },
  segments: {
    of: 'segments',
    shape: SEGMENTS,
    default: '',
    en: '[Segments of users](segments.md) for mails, made on a schedule, by items or by queries of their columns: `{"queries": {"runners": "ITEMS.CATEGORY_L1 = \\"footwear\\""}, "items": […], "size": 1000, "schedule": "rate(7 days)"}`.',
    ko: '메일을 보낼 [사용자 세그먼트](segments.md). 상품 또는 상품 열의 조건으로, 일정에 따라 만듭니다: `{"queries": {"runners": "ITEMS.CATEGORY_L1 = \\"footwear\\""}, "items": […], "size": 1000, "schedule": "rate(7 days)"}`.',
  },
  batches: {
    of: 'batches',
    shape: BATCHES,
    default: false,
    en: 'Whether [recommendations for every user](segments.md) are made on a schedule, for mails; `true`, or `{"results": 25, "filter": "…", "schedule": "rate(7 days)"}`.',
    ko: '메일에 쓸 [모든 사용자의 추천](segments.md)을 일정에 따라 만들지. `true`, 또는 `{"results": 25, "filter": "…", "schedule": "rate(7 days)"}`.',
  },
  freshData: {
    of: 'fresh-data',
    shape: FLAG,
    default: false,
    en: 'Whether files put under `incoming/` in the data bucket are imported.',
    ko: '데이터 버킷의 `incoming/` 아래에 놓인 파일을 가져올지.',
  },
  freshDataSchedule: {
    of: 'fresh-data',
    shape: OPTIONAL_SCHEDULE,
    default: '',
    defaultInWords: { en: 'on arrival', ko: '도착하는 대로' },
    en: 'When they are imported, as an EventBridge expression in UTC: `rate(1 day)` or `cron(0 3 * * ? *)`.',
    ko: '가져오는 때. UTC로 된 EventBridge 표현식: `rate(1 day)`나 `cron(0 3 * * ? *)`.',
  },
  runningHours: {
    of: 'running-hours',
    shape: RUNNING_HOURS,
    default: '',
    defaultInWords: { en: 'always', ko: '항상' },
    en: 'When the recommenders run. Stopped ones cost nothing.',
    ko: '추천자를 실행할 시간. 중지된 추천자에는 요금이 없습니다.',
  },
  stopWhenIdleHours: {
    of: 'running-hours',
    shape: wholeNumber(
      { minimum: 0, maximum: 336 },
      'a whole number of hours up to 336, which are two weeks; 0 for never',
    ),
    default: 0,
    en: 'Hours without a request after which a recommender is stopped, up to 336; 0 for never. One that was never asked keeps running.',
    ko: '이 시간(최대 336) 동안 요청이 없는 추천자를 중지합니다. 0이면 중지하지 않습니다. 요청을 한 번도 받지 않은 추천자는 계속 실행됩니다.',
  },
  requestRate: {
    of: 'request-rate',
    shape: REQUEST_RATE,
    default: '',
    en: 'Bounds within which the provisioned requests a second of recommenders [follow their use](request-rate.md): `auto` for `{"min": 1, "max": 10}`, other bounds, or an object by use case.',
    ko: '추천자의 초당 프로비저닝 요청 수가 [사용량을 따라가는](request-rate.md) 범위: `{"min": 1, "max": 10}`을 뜻하는 `auto`, 다른 범위, 또는 사용 사례별 객체.',
  },
  watch: {
    of: 'watching',
    shape: FLAG,
    default: false,
    en: 'Whether there is a dashboard, and alarms that send notices to a topic.',
    ko: '대시보드와, 토픽에 알리는 경보를 둘지.',
  },
  notify: {
    of: 'watching',
    shape: ADDRESSES,
    default: [],
    en: 'E-mail addresses that get the notices, separated by commas. It implies `watch`.',
    ko: '알림을 받을 이메일 주소, 쉼표로 구분. `watch`도 함께 켜집니다.',
  },
  dataAgeDays: {
    of: 'watching',
    shape: number({ minimum: 0, maximum: 365 }, 'a number from 1 to 365, or 0 for no notice'),
    default: 8,
    en: 'Days without a successful import after which there is a notice; 0 for none.',
    ko: '가져오기가 이 날수만큼 성공하지 않으면 알립니다. 0이면 알리지 않습니다.',
  },
  monthlyBudget: {
    of: 'watching',
    shape: number({ minimum: 0, maximum: 1_000_000_000 }, 'US dollars (yuan in China), or 0 for no budget'),
    default: 0,
    en: 'US dollars (yuan in China) a month that Amazon Personalize may cost the whole account. There are notices at 80 % and 100 % of it; 0 for none. It implies `watch`.',
    ko: '계정 전체의 Amazon Personalize 월 예산(달러, 중국에서는 위안). 80 %와 100 %에서 알립니다. 0이면 알리지 않습니다. `watch`도 함께 켜집니다.',
  },
  busEvents: {
    of: 'bus-events',
    shape: FLAG,
    default: false,
    en: 'Whether imports, trainings, lists, segments and batches put [events](bus-events.md) on the default event bus of the account.',
    ko: '가져오기, 학습, 목록, 세그먼트, 배치의 [이벤트](bus-events.md)를 계정의 기본 이벤트 버스로 보낼지.',
  },
} as const satisfies Readonly<Record<string, Setting>>;

/** What a shop decides, checked. */
export type Settings = {
  readonly [Name in keyof typeof SETTINGS]: ValueOf<(typeof SETTINGS)[Name]['shape']>;
};

/** The settings of some parts. */
export type SettingOf<Of extends Part> = {
  readonly [Name in keyof typeof SETTINGS]: (typeof SETTINGS)[Name]['of'] extends Of ? Name : never;
}[keyof typeof SETTINGS];

/** The names of all settings. */
export const SETTING_NAMES = Object.keys(SETTINGS) as readonly (keyof Settings)[];

/**
 * Reads a single setting: a value of cdk.json, or the text that follows `-c`.
 *
 * @throws SettingProblem that begins with the name of the setting or the place in it
 */
export const readSetting = <Name extends keyof Settings>(
  name: Name,
  raw: unknown,
  context: Context,
): Settings[Name] => {
  const { shape }: Setting = SETTINGS[name];
  return shape.read(parsedJson(raw), name, context) as Settings[Name];
};
