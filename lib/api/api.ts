import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { apiFilters } from '@ecommerce-recommenders/shop-data/contracts/api/api-filters';
import {
  BEST_SELLERS_KEY,
  GUESTS_KEY,
  type ApiConfig,
  type ApiEnvironment,
  type Diversify,
  type Promotions,
} from '@ecommerce-recommenders/shop-data/contracts/functions/api';
import type { Experiment } from '@ecommerce-recommenders/shop-data/contracts/functions/experiment';
import type { DeployedShelves, Shelves } from '@ecommerce-recommenders/shop-data/contracts/shelves/shelves';
import { DATASET_PREFIX, DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';
import { LISTS_PREFIX } from '@ecommerce-recommenders/shop-data/contracts/lists/list-places';
import { SIMILAR_ITEMS } from '@ecommerce-recommenders/shop-data/contracts/lists/similar-items';
import { isShownAlone, tablesOf } from '@ecommerce-recommenders/shop-data/data/mapping/datasets-of';
import {
  RULES_HISTORY_PREFIX,
  RULES_KEY,
  RULES_PREFIX,
} from '@ecommerce-recommenders/shop-data/contracts/rules/rules';
import type { ApiOptions, ApiSettings } from '@ecommerce-recommenders/shop-data/contracts/settings/api-shape';
import type { GuestsOptions } from '@ecommerce-recommenders/shop-data/contracts/settings/guests-shape';
import type { ShopValues } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import {
  API_METRICS,
  STACK_DIMENSION,
  WATCH_NAMESPACE,
} from '@ecommerce-recommenders/shop-data/contracts/watch-metrics';
import type { ShopEventTracker } from '../event-tracker/event-tracker';
import type { ShopFilters } from '../filters/filters';
import { allow } from '../shop/allow';
import { atSynth } from '../shop/at-synth';
import { functionRole, handlerFunction } from '../shop/functions/handler-function';
import { shopLogGroup } from '../shop/functions/log-groups';
import { personalizeArn } from '../shop/personalize-arn';
import { shopOf } from '../shop/shop-of';
import type { EcommerceRecommenders } from '../shop/ecommerce-recommenders';
import type { ShopLists } from '../lists/lists';
import type { ShopMetricAttribution } from '../metric-attribution/metric-attribution';
import type { ShopRanking } from '../ranking/ranking';
import { checkedAddOn, type AddOnRules } from '../add-ons/checked-add-on';
import { annotateGuestsCost } from './annotate-cost';
import { HttpGateway } from './http-gateway';

/** What a {@link ShopApi} answers from, and where it sends events. See docs/api.md. */
export interface ShopApiProps extends ApiOptions {
  readonly shop: EcommerceRecommenders;
  readonly eventTracker: ShopEventTracker;
  /**
   * Metric attribution of its events. With it, events that no recommendation of Personalize led to name the source of their shelf.
   *
   * @default - none
   */
  readonly metricAttribution?: ShopMetricAttribution;
  /**
   * Filters that requests may name.
   *
   * @default - none
   */
  readonly filters?: ShopFilters;
  /**
   * Ranking of items for a visitor.
   *
   * @default - none
   */
  readonly ranking?: ShopRanking;
  /**
   * Lists of the use cases that have no recommender.
   *
   * @default - none
   */
  readonly lists?: ShopLists;
  /**
   * How many items of a category an answer may have, `{ by: 'CATEGORY_L1', max: 3 }`.
   *
   * @default - any number
   */
  readonly diversify?: Diversify;
  /**
   * Promotions that requests may name: `{ sale: { filter: 'reduced', percent: 20 } }`, with names of `filters`.
   *
   * @default - none
   */
  readonly promotions?: Promotions;
  /**
   * Shelves whose impressions, clicks, orders and revenue are kept, by their names in the pages, with the use case of each:
   * `{ home: 'best-sellers' }`.
   *
   * @default - none
   */
  readonly shelves?: Shelves;
  /**
   * How many visitors without an account the API admits as users, `{ perDay: 1000 }`. Personalize counts and bills each as a user.
   *
   * @default - none
   */
  readonly guests?: GuestsOptions;
}

const RULES: AddOnRules<ShopApiProps> = {
  shop: 'object',
  eventTracker: 'object',
  metricAttribution: 'object',
  filters: 'object',
  ranking: 'object',
  lists: 'object',
  origins: 'api.origins',
  filter: 'api.filter',
  show: 'api.show',
  currency: 'api.currency',
  soldOut: 'api.soldOut',
  rules: 'api.rules',
  jwt: 'api.jwt',
  rate: 'api.rate',
  burst: 'api.burst',
  concurrency: 'api.concurrency',
  diversify: 'diversify',
  promotions: 'promotions',
  shelves: 'shelves',
  guests: 'guests',
};

/** What an API needs of its checked properties. */
interface Checked extends Pick<
  ShopApiProps,
  'shop' | 'eventTracker' | 'metricAttribution' | 'filters' | 'ranking'
> {
  readonly settings: ShopValues;
  readonly api: ApiSettings;
}

/** With less memory there is less CPU, and a new execution environment takes seconds to start. It holds the items, too. */
const MEMORY_MIB = 1024;

/** Long enough to read a large catalogue before the first answer of an execution environment. */
const TIMEOUT = Duration.seconds(20);

/**
 * The shop's API: an HTTP API in front of one function, which answers with recommendations and takes events.
 *
 * Users prove who they are with tokens that the shop's back end signs with an HMAC key. The key never leaves KMS, so neither the
 * template nor the function has a secret.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/hmac.html
 */
export class ShopApi extends Construct {
  readonly function: lambda.Function;
  /** Log group of the function, with the lines of the experiment. */
  readonly logGroup: LogGroup;
  /** HMAC key of the tokens that prove users. */
  readonly userTokenKey: kms.IKey;
  /** @internal What it was given and what it takes, in the form of settings. */
  readonly checked: ShopValues;
  /** @internal ISO 4217 code of its prices. */
  readonly currency?: string;
  /** @internal Shelves whose figures are kept. */
  readonly shelves: Shelves;
  private readonly hasRules: boolean;
  private readonly gateway: HttpGateway;
  /** HMAC key of the tokens of guests. Not that of users, for whom the function must not sign. */
  private readonly guestKey?: kms.Key;
  private experiment?: Experiment;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ShopApiProps,
  ) {
    super(scope, id);
    const { shop, eventTracker, metricAttribution, filters, ranking, lists } = props;
    const settings = checkedAddOn(this, props, RULES, {
      checked: { ...filters?.checked, ...lists?.checked },
    });
    this.checked = settings;
    const api = settings.api!;
    const checked: Checked = { shop, eventTracker, metricAttribution, filters, ranking, settings, api };
    this.currency = api.currency;
    this.shelves = settings.shelves;
    this.hasRules = api.rules;
    // Tokens of users live for a day at most. Without their key, guests only have to be admitted again.
    this.userTokenKey = tokenKey(
      this,
      'UserTokenKey',
      'Signs the tokens that prove the users of this stack’s API',
    );
    if (settings.guests)
      this.guestKey = tokenKey(this, 'GuestKey', 'Signs the tokens of guests of this stack’s API');
    const logGroup = (this.logGroup = shopLogGroup(this, 'Logs'));
    const role = functionRole(this, 'Role', logGroup);
    role.node.addDependency(shop.dataBucket.emptying);
    for (const statement of this.statements(checked)) role.addToPolicy(statement);
    eventTracker.grantPutEvents(role);
    this.function = handlerFunction(this, 'Function', {
      kind: 'api',
      handler: 'handler',
      memoryMiB: MEMORY_MIB,
      timeout: TIMEOUT,
      role,
      logGroup,
      reservedConcurrentExecutions: api.concurrency,
      environment: { ...this.environment(checked) },
    });
    this.gateway = new HttpGateway(this, 'Gateway', {
      ...api,
      handler: this.function,
      hasRanking: ranking !== undefined,
      hasGuests: settings.guests !== null,
    });
    if (settings.guests)
      shop.survey.annotate((node, { size }) => annotateGuestsCost(node, settings, size.users));
  }

  /** Where it answers, `https://…`, as a token. */
  get url(): string {
    return this.gateway.httpApi.apiEndpoint;
  }

  /** Allows making tokens that prove users: docs/api.md says how. */
  grantSignUsers(grantee: iam.IGrantable): iam.Grant {
    return this.userTokenKey.grantGenerateMac(grantee);
  }

  /** @internal Whether figures of any shelf are kept. */
  get hasShelves(): boolean {
    return Object.keys(this.shelves).length > 0;
  }

  /** Its counted shelves as JSON, for the commands; undefined if there are none. */
  get shelvesAsJson(): string | undefined {
    const { shelves, currency, hasShelves } = this;
    if (!hasShelves) return undefined;
    const deployed: DeployedShelves = { shelves, stackName: shopOf(this).name, currency };
    return Stack.of(this).toJsonString(deployed);
  }

  /** Where its merchandising rules are, `s3://bucket/rules/`; undefined without the property rules. */
  get rulesPrefix(): string | undefined {
    return this.hasRules ? this.props.shop.dataBucket.bucket.s3UrlForObject(RULES_PREFIX) : undefined;
  }

  /**
   * Allows showing and setting merchandising rules with the command `rules`, which also looks at the shop's items and at the outputs of
   * the stack.
   */
  grantSetRules(grantee: iam.IGrantable): iam.Grant {
    return this.props.shop.dataBucket.bucket.grantReadWrite(grantee, `${RULES_PREFIX}*`);
  }

  /** A metric of the stage: requests, errors, latency. */
  metric(
    name: 'Count' | '4xx' | '5xx' | 'Latency' | 'IntegrationLatency',
    options?: cloudwatch.MetricOptions,
  ): cloudwatch.Metric {
    return this.gateway.stage.metric(name, options);
  }

  /** A metric that the function counts. */
  countMetric(name: keyof typeof API_METRICS, options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return new cloudwatch.Metric({
      namespace: WATCH_NAMESPACE,
      metricName: API_METRICS[name].name,
      dimensionsMap: { [STACK_DIMENSION]: shopOf(this).name },
      statistic: 'Sum',
      ...options,
    });
  }

  /** @internal Lets it divide visitors, and count what they do. */
  divideVisitors(experiment: Experiment): void {
    this.experiment = experiment;
  }

  private environment(props: Checked): ApiEnvironment {
    return {
      DATA_BUCKET: props.shop.dataBucket.bucket.bucketName,
      STACK_NAME: props.shop.name,
      TRACKING_ID: props.eventTracker.trackingId,
      USER_TOKEN_KEY_ARN: this.userTokenKey.keyArn,
      ...(this.guestKey && { GUEST_KEY_ARN: this.guestKey.keyArn }),
      FILTERS_ARN: personalizeArn(this, 'filter', ''),
      CONFIG: Stack.of(this).toJsonString(
        atSynth(() => ({ ...configOf(props), ...(this.experiment && { experiment: this.experiment }) })),
      ),
    };
  }

  private statements({ shop, filters, settings, ranking, api }: Checked): iam.PolicyStatement[] {
    const { dataBucket, recommenders } = shop;
    const { bucket, keyStatements } = dataBucket;
    const asked = [...recommenders.values()].map(({ recommenderArn }) => recommenderArn);
    // Whether filters need it is not documented; AWS's samples allow it.
    const filtered = [...(filters?.byName.values() ?? [])].map(({ filterArn }) => filterArn);
    const { file } = DATASETS.ITEMS;
    const items = [`${DATASET_PREFIX}${file}`, `${DATASET_PREFIX}*/${file}/*`];
    const ruleFiles = [RULES_KEY, `${RULES_HISTORY_PREFIX}*`];
    const listed = [
      ...(hasItems(settings) ? [DATASET_PREFIX] : []),
      ...(api.rules ? [RULES_HISTORY_PREFIX] : []),
    ];
    return [
      ...(asked.length > 0 ? [allow(['personalize:GetRecommendations'], ...asked, ...filtered)] : []),
      ...(ranking ? [allow(['personalize:GetPersonalizedRanking'], ranking.campaignArns)] : []),
      allow(['kms:VerifyMac'], this.userTokenKey.keyArn),
      allow(['s3:GetObject'], bucket.arnForObjects(`${LISTS_PREFIX}*`)),
      allow(['s3:GetObject', 's3:PutObject'], bucket.arnForObjects(BEST_SELLERS_KEY)),
      ...(api.rules ? [allow(['s3:GetObject'], ...ruleFiles.map((key) => bucket.arnForObjects(key)))] : []),
      ...(this.guestKey
        ? [
            allow(['kms:GenerateMac'], this.guestKey.keyArn),
            allow(['s3:GetObject', 's3:PutObject'], bucket.arnForObjects(GUESTS_KEY)),
          ]
        : []),
      ...keyStatements,
      ...(hasItems(settings)
        ? [allow(['s3:GetObject'], ...items.map((key) => bucket.arnForObjects(key)))]
        : []),
      ...(listed.length > 0
        ? [
            new iam.PolicyStatement({
              actions: ['s3:ListBucket'],
              resources: [bucket.bucketArn],
              conditions: { StringEquals: { 's3:prefix': listed } },
            }),
          ]
        : []),
    ];
  }
}

const hasItems = ({ data }: ShopValues): boolean => tablesOf(data).ITEMS !== undefined;

function configOf({ shop, metricAttribution, filters, ranking, settings, api }: Checked): ApiConfig {
  const { filter, show, currency, soldOut, rules, jwt } = api;
  const { useCases, similarItems, diversify, promotions, shelves, guests } = settings;
  const usable = Object.entries(apiFilters(settings.filters));
  return {
    recommenders: {
      ...Object.fromEntries(
        [...useCases.keys()].map((name) => [name, shop.recommenders.get(name)?.recommenderArn ?? '']),
      ),
      ...(similarItems && { [SIMILAR_ITEMS]: '' }),
    },
    filters: Object.fromEntries(
      usable.map(([name, needs]) => [name, { ...needs, name: filters!.byName.get(name)!.fullName }]),
    ),
    hasItems: hasItems(settings),
    ...(isShownAlone(settings.data) && { hasOtherItems: true }),
    ...(rules && { rules }),
    filter,
    show,
    currency,
    soldOut,
    claim: jwt?.claim,
    ...(ranking && { campaign: ranking.campaignArn }),
    ...(diversify && { diversify }),
    ...(Object.keys(promotions).length > 0 && { promotions }),
    ...(Object.keys(shelves).length > 0 && { shelves }),
    ...(guests && { guests }),
    ...(metricAttribution && { namesSources: true }),
  };
}

/** HMAC key that is deleted with the stack. */
const tokenKey = (scope: Construct, id: string, description: string): kms.Key =>
  new kms.Key(scope, id, {
    description,
    keySpec: kms.KeySpec.HMAC_256,
    keyUsage: kms.KeyUsage.GENERATE_VERIFY_MAC,
    removalPolicy: RemovalPolicy.DESTROY,
    pendingWindow: Duration.days(7),
  });
