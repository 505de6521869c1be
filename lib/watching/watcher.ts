import { Duration, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type {
  RankingArns,
  WatchedShelves,
  WatchEnvironment,
} from '@ecommerce-recommenders/shop-data/contracts/functions/watch';
import {
  SHOP_METRICS,
  STACK_DIMENSION,
  TRAINING_METRICS,
  USE_CASE_DIMENSION,
  WATCH_NAMESPACE,
  type ShopMetricName,
  type TrainingMetricName,
} from '@ecommerce-recommenders/shop-data/contracts/watch-metrics';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { functionRole, handlerFunction } from '../shop/functions/handler-function';
import { shopLogGroup } from '../shop/functions/log-groups';
import type { EcommerceRecommenders } from '../shop/ecommerce-recommenders';
import { recommenderArns } from '../shop/personalize-arn';
import { shopOf } from '../shop/shop-of';
import type { ShopApi } from '../api/api';
import type { ShopRanking } from '../ranking/ranking';
import { allow } from '../shop/allow';

/** Resources that a {@link Watcher} monitors. */
export interface WatcherProps {
  readonly shop: EcommerceRecommenders;
  /** @default - none */
  readonly ranking?: ShopRanking;
  /** @default - none */
  readonly api?: ShopApi;
}

/** How often the function runs, which is also the period of its metrics. */
const INTERVAL = Duration.hours(1);

/** A function that publishes hourly metrics that AWS does not provide. */
export class Watcher extends Construct {
  readonly function: lambda.Function;

  constructor(scope: Construct, id: string, props: WatcherProps) {
    super(scope, id);
    const logGroup = shopLogGroup(this, 'Logs');
    const role = functionRole(this, 'Role', logGroup);
    for (const statement of this.statements(props)) role.addToPolicy(statement);
    this.function = handlerFunction(this, 'Function', {
      kind: 'watching',
      handler: 'handler',
      memoryMiB: 256,
      timeout: Duration.minutes(1),
      role,
      logGroup,
      environment: { ...this.environment(props) },
    });
    new events.Rule(this, 'Rule', {
      description: 'Looks after the shop every hour',
      schedule: events.Schedule.rate(INTERVAL),
      targets: [new targets.LambdaFunction(this.function)],
    });
  }

  /** A metric of the whole shop. */
  shopMetric(metric: ShopMetricName): cloudwatch.Metric {
    return this.metric(SHOP_METRICS[metric].name);
  }

  /** A metric of one recommender's latest training. */
  trainingMetric(metric: TrainingMetricName, useCase: UseCaseName): cloudwatch.Metric {
    return this.metric(TRAINING_METRICS[metric].name, { [USE_CASE_DIMENSION]: useCase }, useCase);
  }

  private metric(metricName: string, dimensions = {}, label?: string): cloudwatch.Metric {
    return new cloudwatch.Metric({
      namespace: WATCH_NAMESPACE,
      metricName,
      dimensionsMap: { [STACK_DIMENSION]: shopOf(this).name, ...dimensions },
      statistic: 'Maximum',
      period: INTERVAL,
      label,
    });
  }

  private environment({ shop, ranking, api }: WatcherProps): WatchEnvironment {
    const { recommenders, imports, profile } = shop;
    const arns = [...recommenders].map(([useCase, { recommenderArn }]) => [useCase, recommenderArn]);
    const stack = Stack.of(this);
    return {
      STACK_NAME: shop.name,
      RECOMMENDER_ARNS: stack.toJsonString(Object.fromEntries(arns)),
      DATASET_ARNS: stack.toJsonString(imports.map(({ dataset }) => dataset.datasetArn)),
      USERS: profile.users,
      ...(ranking && {
        RANKING_ARNS: stack.toJsonString({
          solutionArn: ranking.solution.solutionArn,
          campaignArn: ranking.campaign.campaignArn,
        } satisfies RankingArns),
      }),
      ...(api?.hasShelves && {
        SHELVES: stack.toJsonString({
          shelves: api.shelves,
          functionName: api.function.functionName,
        } satisfies WatchedShelves),
      }),
    };
  }

  private statements({ shop, ranking, api }: WatcherProps): iam.PolicyStatement[] {
    return [
      allow(['personalize:DescribeRecommender'], ...recommenderArns(this)),
      ...(ranking
        ? [
            allow(['personalize:DescribeSolution'], ranking.solution.solutionArn),
            allow(['personalize:DescribeCampaign'], ranking.campaign.campaignArn),
          ]
        : []),
      ...shop.imports.flatMap(({ listStatements }) => listStatements),
      // PutMetricData supports no resource-level permissions.
      new iam.PolicyStatement({
        actions: ['cloudwatch:PutMetricData'],
        resources: ['*'],
        conditions: { StringEquals: { 'cloudwatch:namespace': WATCH_NAMESPACE } },
      }),
      // GetMetricData supports none either, and has no condition key for the namespace.
      ...(api?.hasShelves ? [allow(['cloudwatch:GetMetricData'], '*')] : []),
    ];
  }
}
