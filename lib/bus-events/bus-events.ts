import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import {
  batchRunManifestKey,
  type BatchFolder,
} from '@ecommerce-recommenders/shop-data/contracts/batch/batch-places';
import {
  EVENT_SOURCE,
  type DetailType,
} from '@ecommerce-recommenders/shop-data/contracts/bus-events/bus-events';
import {
  TRAININGS_SEEN_KEY,
  type BusEventsEnvironment,
  type PublishedRuns,
  type PublishedTrainings,
} from '@ecommerce-recommenders/shop-data/contracts/functions/bus-events';
import { RUNS_PREFIX } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/places';
import { runManifestKey } from '@ecommerce-recommenders/shop-data/contracts/lists/list-places';
import type { BatchRuns } from '../batch/batch-runs';
import type { ShopBatches } from '../batch/batches';
import type { ShopSegments } from '../batch/segments';
import type { ShopFreshData } from '../fresh-data/fresh-data';
import { allow } from '../shop/allow';
import { functionRole, handlerFunction } from '../shop/functions/handler-function';
import type { ShopLists } from '../lists/lists';
import { shopLogGroup } from '../shop/functions/log-groups';
import { checkedAddOn, type AddOnRules } from '../add-ons/checked-add-on';
import { recommenderArns } from '../shop/personalize-arn';
import type { ShopRanking } from '../ranking/ranking';
import type { EcommerceRecommenders } from '../shop/ecommerce-recommenders';

/** Sources of the events of {@link ShopBusEvents}. Add-ons that the shop does not have are absent. See docs/bus-events.md. */
export interface ShopBusEventsProps {
  readonly shop: EcommerceRecommenders;
  /** @default - none */
  readonly ranking?: ShopRanking;
  /** @default - none */
  readonly freshData?: ShopFreshData;
  /** @default - none */
  readonly lists?: ShopLists;
  /** @default - none */
  readonly segments?: ShopSegments;
  /** @default - none */
  readonly batches?: ShopBatches;
}

const RULES: AddOnRules<ShopBusEventsProps> = {
  shop: 'object',
  ranking: 'object',
  freshData: 'object',
  lists: 'object',
  segments: 'object',
  batches: 'object',
};

/** The events of one part of the shop, with the permissions to find their details. */
interface PublishedPart {
  readonly detailTypes: readonly DetailType[];
  readonly statements: readonly iam.PolicyStatement[];
}

/** Trainings are polled, because Personalize publishes no event for them. */
const INTERVAL = Duration.hours(1);

const ENDED = ['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'];

/**
 * Publishes events of runs and trainings on the account's default event bus. Step Functions reports the end of a run; trainings
 * are polled every hour. Nothing else in the stack depends on this construct, so its failure affects nothing else.
 */
export class ShopBusEvents extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: ShopBusEventsProps,
  ) {
    super(scope, id);
    checkedAddOn(this, props, RULES);
    const { shop, ranking, freshData, lists, segments, batches } = props;
    const { recommenders } = shop;
    const published = [
      ...(freshData ? [this.ofImports(freshData)] : []),
      ...(lists ? [this.ofLists(lists)] : []),
      ...(segments ? [this.ofBatch(segments, 'segments', ['Segments Published', 'Segments Failed'])] : []),
      ...(batches ? [this.ofBatch(batches, 'batches', ['Batches Published', 'Batches Failed'])] : []),
      ...(recommenders.size > 0 || ranking ? [this.ofTrainings()] : []),
    ];
    const logGroup = shopLogGroup(this, 'Logs');
    const role = functionRole(this, 'Role', logGroup);
    role.node.addDependency(shop.dataBucket.emptying);
    for (const statement of this.statements(published)) role.addToPolicy(statement);
    const ofKind = (handler: string): lambda.Function =>
      handlerFunction(this, handler, {
        kind: 'bus-events',
        handler,
        memoryMiB: 256,
        timeout: Duration.minutes(1),
        role,
        logGroup,
        environment: { ...this.environment() },
      });
    const stateMachineArns = Object.values(this.runs());
    if (stateMachineArns.length > 0)
      new events.Rule(this, 'RunEnded', {
        description: 'Tells the default event bus how runs have ended',
        eventPattern: {
          source: ['aws.states'],
          detailType: ['Step Functions Execution Status Change'],
          detail: { stateMachineArn: stateMachineArns, status: ENDED },
        },
        targets: [new targets.LambdaFunction(ofKind('run'))],
      });
    if (recommenders.size > 0 || ranking)
      new events.Rule(this, 'Hourly', {
        description: 'Looks for trainings that have ended',
        schedule: events.Schedule.rate(INTERVAL),
        targets: [new targets.LambdaFunction(ofKind('look'))],
      });
  }

  private ofImports({ stateMachine: machine }: ShopFreshData): PublishedPart {
    return {
      detailTypes: ['Import Succeeded', 'Import Refused', 'Import Failed'],
      statements: [this.onObject('s3:GetObject', `${RUNS_PREFIX}*`), this.onExecutions(machine)],
    };
  }

  private ofLists({ stateMachine: machine }: ShopLists): PublishedPart {
    return {
      detailTypes: ['Lists Published', 'Lists Refused', 'Lists Failed'],
      statements: [this.onObject('s3:GetObject', runManifestKey('*')), this.onExecutions(machine)],
    };
  }

  private ofBatch(
    { stateMachine: machine }: BatchRuns,
    folder: BatchFolder,
    detailTypes: readonly DetailType[],
  ): PublishedPart {
    return {
      detailTypes,
      statements: [
        this.onObject('s3:GetObject', batchRunManifestKey(folder, '*')),
        this.onExecutions(machine),
      ],
    };
  }

  private ofTrainings(): PublishedPart {
    const { ranking, shop } = this.props;
    const { recommenders } = shop;
    return {
      detailTypes: ['Training Completed', 'Training Failed'],
      statements: [
        this.onObject('s3:GetObject', TRAININGS_SEEN_KEY),
        this.onObject('s3:PutObject', TRAININGS_SEEN_KEY),
        ...(recommenders.size > 0
          ? [allow(['personalize:DescribeRecommender'], ...recommenderArns(this))]
          : []),
        ...(ranking ? [allow(['personalize:DescribeSolution'], ranking.solution.solutionArn)] : []),
      ],
    };
  }

  /** Allows reading why an execution failed. */
  private onExecutions({ stateMachineName }: sfn.StateMachine): iam.PolicyStatement {
    const arn = Stack.of(this).formatArn({
      service: 'states',
      resource: 'execution',
      resourceName: `${stateMachineName}:*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    return allow(['states:DescribeExecution'], arn);
  }

  private onObject(action: string, key: string): iam.PolicyStatement {
    const { bucket } = this.props.shop.dataBucket;
    return allow([action], bucket.arnForObjects(key));
  }

  private statements(published: readonly PublishedPart[]): iam.PolicyStatement[] {
    const { bucket, keyStatements } = this.props.shop.dataBucket;
    return [
      new iam.PolicyStatement({
        actions: ['events:PutEvents'],
        resources: [
          Stack.of(this).formatArn({
            service: 'events',
            resource: 'event-bus',
            resourceName: 'default',
            arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
          }),
        ],
        conditions: {
          StringEquals: {
            'events:source': EVENT_SOURCE,
            'events:detail-type': published.flatMap(({ detailTypes }) => detailTypes),
          },
        },
      }),
      // Without it, S3 answers AccessDenied for a missing object.
      allow(['s3:ListBucket'], bucket.bucketArn),
      ...published.flatMap(({ statements }) => statements),
      ...keyStatements,
    ];
  }

  /** State machines of the add-ons that the shop has. */
  private runs(): PublishedRuns {
    const { freshData, lists, segments, batches } = this.props;
    const parts = Object.entries({ freshData, lists, segments, batches } satisfies Record<
      keyof PublishedRuns,
      unknown
    >);
    return Object.fromEntries(
      parts.flatMap(([name, part]) => (part ? [[name, part.stateMachine.stateMachineArn]] : [])),
    );
  }

  private environment(): BusEventsEnvironment {
    const { shop, ranking } = this.props;
    const { dataBucket, datasetGroup, recommenders } = shop;
    const stack = Stack.of(this);
    const arns = [...recommenders].map(([useCase, { recommenderArn }]) => [useCase, recommenderArn]);
    const trainings: PublishedTrainings = {
      recommenders: Object.fromEntries(arns) as PublishedTrainings['recommenders'],
      solutionArn: ranking?.solution.solutionArn,
    };
    return {
      STACK_NAME: shop.name,
      DATASET_GROUP_ARN: datasetGroup.datasetGroupArn,
      DATA_BUCKET: dataBucket.bucket.bucketName,
      RUNS: stack.toJsonString(this.runs()),
      TRAININGS: stack.toJsonString(trainings),
    };
  }
}
