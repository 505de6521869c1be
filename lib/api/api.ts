import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { apiFilters } from '@ecommerce-recommenders/shop-data/api/api-filters';
import {
  BEST_SELLERS_KEY,
  type ApiConfig,
  type ApiEnvironment,
} from '@ecommerce-recommenders/shop-data/contracts/api';
import { DATASET_PREFIX, DATASETS } from '@ecommerce-recommenders/shop-data/datasets';
import { LISTS_PREFIX } from '@ecommerce-recommenders/shop-data/lists/list-places';
import { datasetsOf } from '@ecommerce-recommenders/shop-data/mapping/datasets-of';
import type { ApiSettings } from '@ecommerce-recommenders/shop-data/settings/api-setting';
import type { Settings } from '@ecommerce-recommenders/shop-data/settings/settings';
import {
  API_METRICS,
  STACK_DIMENSION,
  WATCH_NAMESPACE,
} from '@ecommerce-recommenders/shop-data/watch-metrics';
import type { EventTracker } from '../event-tracker/event-tracker';
import type { Filters } from '../filters/filter';
import { functionRole, handlerFunction } from '../shop/functions/handler-function';
import { shopLogGroup } from '../shop/functions/log-groups';
import { personalizeArn } from '../shop/personalize-arn';
import type { Shop } from '../shop/shop';
import type { Ranking } from '../ranking/ranking';
import { HttpGateway } from './http-gateway';

/** What an {@link Api} answers from, and where it sends events. */
export interface ApiProps extends Pick<
  Settings,
  'data' | 'filters' | 'useCases' | 'experiment' | 'diversify'
> {
  readonly api: ApiSettings;
  readonly shop: Shop;
  readonly shopFilters: Filters;
  readonly eventTracker: EventTracker;
  /** Absent without the setting. */
  readonly rankedBy?: Ranking;
}

/** More memory is more CPU: below, a new execution environment takes seconds to start. It holds the items, too. */
const MEMORY_MIB = 1024;

/** A large catalogue is read before the first answer of an execution environment. */
const TIMEOUT = Duration.seconds(20);

/**
 * The shop's API: an HTTP API in front of one function, which answers with recommendations and takes events.
 *
 * Users prove who they are with tokens that the shop's back end signs with an HMAC key. The key never leaves KMS, so neither the
 * template nor the function has a secret.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/hmac.html
 */
export class Api extends Construct {
  readonly function: lambda.Function;
  /** Log group of the function, with the lines of the experiment. */
  readonly logGroup: LogGroup;
  /** HMAC key of the tokens that prove users. */
  readonly userTokenKey: kms.IKey;
  private readonly gateway: HttpGateway;

  constructor(scope: Construct, id: string, props: ApiProps) {
    super(scope, id);
    this.userTokenKey = new kms.Key(this, 'UserTokenKey', {
      description: 'Signs the tokens that prove the users of this stack’s API',
      keySpec: kms.KeySpec.HMAC_256,
      keyUsage: kms.KeyUsage.GENERATE_VERIFY_MAC,
      // Tokens live for a day at most.
      removalPolicy: RemovalPolicy.DESTROY,
      pendingWindow: Duration.days(7),
    });
    const logGroup = (this.logGroup = shopLogGroup(this, 'Logs'));
    const role = functionRole(this, 'Role', logGroup);
    role.node.addDependency(props.shop.dataBucket.emptying);
    for (const statement of this.statements(props)) role.addToPolicy(statement);
    props.eventTracker.grantPutEvents(role);
    this.function = handlerFunction(this, 'Function', {
      kind: 'api',
      handler: 'handler',
      memoryMiB: MEMORY_MIB,
      timeout: TIMEOUT,
      role,
      logGroup,
      reservedConcurrentExecutions: props.api.concurrency,
      environment: { ...this.environment(props) },
    });
    this.gateway = new HttpGateway(this, 'Gateway', {
      ...props.api,
      handler: this.function,
      hasRanking: props.rankedBy !== undefined,
    });
  }

  /** Where it answers, `https://…`, as a token. */
  get url(): string {
    return this.gateway.httpApi.apiEndpoint;
  }

  /** Allows making tokens that prove users: docs/api.md says how. */
  grantSignUsers(grantee: iam.IGrantable): iam.Grant {
    return this.userTokenKey.grantGenerateMac(grantee);
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
      dimensionsMap: { [STACK_DIMENSION]: Stack.of(this).stackName },
      statistic: 'Sum',
      ...options,
    });
  }

  private environment(props: ApiProps): ApiEnvironment {
    return {
      DATA_BUCKET: props.shop.dataBucket.bucket.bucketName,
      STACK_NAME: Stack.of(this).stackName,
      TRACKING_ID: props.eventTracker.trackingId,
      USER_TOKEN_KEY_ARN: this.userTokenKey.keyArn,
      FILTERS_ARN: personalizeArn(this, 'filter', ''),
      CONFIG: Stack.of(this).toJsonString(configOf(props)),
    };
  }

  private statements({ shop, shopFilters, data, rankedBy }: ApiProps): iam.PolicyStatement[] {
    const { dataBucket, recommenders } = shop;
    const { bucket, keyStatements } = dataBucket;
    const allow = (actions: string[], ...resources: string[]): iam.PolicyStatement =>
      new iam.PolicyStatement({ actions, resources });
    const asked = [...recommenders.values()].map(({ recommenderArn }) => recommenderArn);
    // Whether filters need it is not documented; AWS's samples allow it.
    const filtered = [...shopFilters.byName.values()].map(({ filterArn }) => filterArn);
    const { file } = DATASETS.ITEMS;
    const items = [`${DATASET_PREFIX}${file}`, `${DATASET_PREFIX}*/${file}/*`];
    return [
      ...(asked.length > 0 ? [allow(['personalize:GetRecommendations'], ...asked, ...filtered)] : []),
      ...(rankedBy ? [allow(['personalize:GetPersonalizedRanking'], rankedBy.campaignArns)] : []),
      allow(['kms:VerifyMac'], this.userTokenKey.keyArn),
      allow(['s3:GetObject'], bucket.arnForObjects(`${LISTS_PREFIX}*`)),
      allow(['s3:GetObject', 's3:PutObject'], bucket.arnForObjects(BEST_SELLERS_KEY)),
      ...keyStatements,
      ...(hasItems(data)
        ? [
            allow(['s3:GetObject'], ...items.map((key) => bucket.arnForObjects(key))),
            new iam.PolicyStatement({
              actions: ['s3:ListBucket'],
              resources: [bucket.bucketArn],
              conditions: { StringEquals: { 's3:prefix': DATASET_PREFIX } },
            }),
          ]
        : []),
    ];
  }
}

const hasItems = (data: ApiProps['data']): boolean => datasetsOf(data).ITEMS !== undefined;

function configOf(props: ApiProps): ApiConfig {
  const { api, data, useCases, filters, shop, shopFilters } = props;
  const { experiment, diversify, rankedBy } = props;
  const { filter, show, currency, soldOut, jwt } = api;
  const usable = Object.entries(apiFilters(filters));
  return {
    recommenders: Object.fromEntries(
      [...useCases.keys()].map((name) => [name, shop.recommenders.get(name)?.recommenderArn ?? '']),
    ),
    filters: Object.fromEntries(
      usable.map(([name, needs]) => [name, { ...needs, name: shopFilters.byName.get(name)!.fullName }]),
    ),
    hasItems: hasItems(data),
    filter,
    show,
    currency,
    soldOut,
    claim: jwt?.claim,
    ...(rankedBy && { campaign: rankedBy.campaign.campaignArn }),
    ...(experiment && { experiment }),
    ...(diversify && { diversify }),
  };
}
