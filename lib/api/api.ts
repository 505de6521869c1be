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

/** Sources of a {@link ShopApi}'s answers, and the target of its events. See docs/api.md. */
export interface ShopApiProps extends ApiOptions {
  readonly shop: EcommerceRecommenders;
  readonly eventTracker: ShopEventTracker;
  /**
   * Metric attribution of the events. It lets events that follow no Personalize recommendation name their shelf as the source.
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
   * Maximum number of items of a category in an answer: `{ by: 'CATEGORY_L1', max: 3 }`.
   *
   * @default - any number
   */
  readonly diversify?: Diversify;
  /**
   * Promotions that requests may name: `{ sale: { filter: 'reduced', percent: 20 } }`. The filters are names of `filters`.
   *
   * @default - none
   */
  readonly promotions?: Promotions;
  /**
   * Shelves that are counted, by their names in the pages, each with its use case: `{ home: 'best-sellers' }`. Their
   * impressions, clicks, orders and revenue become metrics.
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

/** The checked properties that the API needs. */
interface Checked extends Pick<
  ShopApiProps,
  'shop' | 'eventTracker' | 'metricAttribution' | 'filters' | 'ranking'
> {
  readonly settings: ShopValues;
  readonly api: ApiSettings;
}

/** Less memory means less CPU, and a cold start would take seconds. The function also keeps all items in memory. */
const MEMORY_MIB = 1024;

/** An execution environment reads the whole catalogue before its first answer. */
const TIMEOUT = Duration.seconds(20);

/**
 * The shop's API: an HTTP API and one function, which answers with recommendations and takes events.
 *
 * Users authenticate with tokens that the shop's back end signs with an HMAC key. The key never leaves KMS, so
 * neither the template nor the function contains a secret.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/hmac.html
 */
export class ShopApi extends Construct {
  readonly function: lambda.Function;
  /** Log group of the function. It also holds the experiment's log lines. */
  readonly logGroup: LogGroup;
  /** HMAC key that signs the tokens of users. */
  readonly userTokenKey: kms.IKey;
  /** @internal The settings of the API and of what it was given. */
  readonly checked: ShopValues;
  /** @internal ISO 4217 code of its prices. */
  readonly currency?: string;
  /** @internal The shelves that are counted. */
  readonly shelves: Shelves;
  private readonly hasRules: boolean;
  private readonly gateway: HttpGateway;
  /** HMAC key that signs the tokens of guests. It differs from that of users, because the function must not sign for users. */
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
    // A user token is valid for at most a day. If the key of guests is deleted, guests are admitted again.
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
      shop.profile.annotate((node, { size }) => annotateGuestsCost(node, settings, size.users));
  }

  /** URL of the API, `https://…`, as a token. */
  get url(): string {
    return this.gateway.httpApi.apiEndpoint;
  }

  /** Allows signing tokens of users. docs/api.md explains how. */
  grantSignUsers(grantee: iam.IGrantable): iam.Grant {
    return this.userTokenKey.grantGenerateMac(grantee);
  }

  /** @internal Whether any shelf is counted. */
  get hasShelves(): boolean {
    return Object.keys(this.shelves).length > 0;
  }

  /** The counted shelves as JSON, for the commands; undefined if there are none. */
  get shelvesAsJson(): string | undefined {
    const { shelves, currency, hasShelves } = this;
    if (!hasShelves) return undefined;
    const deployed: DeployedShelves = { shelves, stackName: shopOf(this).name, currency };
    return Stack.of(this).toJsonString(deployed);
  }

  /** Prefix of the merchandising rules, `s3://bucket/rules/`; undefined without the property `rules`. */
  get rulesPrefix(): string | undefined {
    return this.hasRules ? this.props.shop.dataBucket.bucket.s3UrlForObject(RULES_PREFIX) : undefined;
  }

  /**
   * Allows showing and setting merchandising rules with the command `rules`, which also reads the shop's items and
   * the stack's outputs.
   */
  grantSetRules(grantee: iam.IGrantable): iam.Grant {
    return this.props.shop.dataBucket.bucket.grantReadWrite(grantee, `${RULES_PREFIX}*`);
  }

  /** A metric of the API's stage: requests, errors, latency. */
  metric(
    name: 'Count' | '4xx' | '5xx' | 'Latency' | 'IntegrationLatency',
    options?: cloudwatch.MetricOptions,
  ): cloudwatch.Metric {
    return this.gateway.stage.metric(name, options);
  }

  /** A metric that the API's function publishes. */
  countMetric(name: keyof typeof API_METRICS, options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return new cloudwatch.Metric({
      namespace: WATCH_NAMESPACE,
      metricName: API_METRICS[name].name,
      dimensionsMap: { [STACK_DIMENSION]: shopOf(this).name },
      statistic: 'Sum',
      ...options,
    });
  }

  /** @internal Makes the API assign visitors to arms and log their impressions, clicks and purchases. */
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
    // AWS's samples grant this for filters; the documentation does not say whether it is needed.
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

/** Creates an HMAC key that is deleted with the stack. */
const tokenKey = (scope: Construct, id: string, description: string): kms.Key =>
  new kms.Key(scope, id, {
    description,
    keySpec: kms.KeySpec.HMAC_256,
    keyUsage: kms.KeyUsage.GENERATE_VERIFY_MAC,
    removalPolicy: RemovalPolicy.DESTROY,
    pendingWindow: Duration.days(7),
  });
