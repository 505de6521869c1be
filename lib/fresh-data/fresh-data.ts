import * as events from 'aws-cdk-lib/aws-events';
import type { CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import {
  INCOMING_PREFIX,
  PROCESSED_PREFIX,
  PROCESSING_PREFIX,
  REFUSED_PREFIX,
  RUNS_PREFIX,
  STAGING_PREFIX,
} from '@ecommerce-recommenders/shop-data/fresh-data/places';
import { LEFTOVER_DAYS } from '../shop/data-bucket';
import { resourceName } from '../shop/personalize-arn';
import type { Shop } from '../shop/shop';
import { startOf } from '../runs/rule-target';
import type { Settings } from '@ecommerce-recommenders/shop-data/settings/settings';
import { topicKeyStatements } from '../runs/run-notices';
import { alarmOfBrokenRuns } from '../runs/run-alarms';
import { FreshDataFunctions, type FreshDataFunctionsProps } from './fresh-data-functions';
import { freshDataDefinition } from './fresh-data-definition';

/** When {@link FreshData} runs, how files are prepared, and where the data goes. */
export interface FreshDataProps
  extends Omit<FreshDataFunctionsProps, 'stateMachineName'>, Pick<Settings, 'freshDataSchedule'> {
  /**
   * Gets a notice when data was not imported.
   *
   * @default - nowhere but in the execution, which fails and says why
   */
  readonly topic?: ITopic;
}

/** Retention of dropped files in days: they may hold personal data. */
const FILE_DAYS = 30;

/** Retention of reports in days. */
const REPORT_DAYS = 365;

const LIFETIMES: readonly [prefix: string, days: number][] = [
  [PROCESSING_PREFIX, FILE_DAYS],
  [PROCESSED_PREFIX, FILE_DAYS],
  [REFUSED_PREFIX, FILE_DAYS],
  [RUNS_PREFIX, REPORT_DAYS],
  [STAGING_PREFIX, LEFTOVER_DAYS],
];

/** Lets what imports leave expire, whether or not there are any now: it may hold personal data. */
export function expireFreshData({ dataBucket }: Shop): void {
  for (const [prefix, days] of LIFETIMES) dataBucket.expire(prefix, days);
}

/** Imports files put under `incoming/` in the data bucket, on arrival or on a schedule. Refused data changes nothing. */
export class FreshData extends Construct {
  /** Runs once for each import. */
  readonly stateMachine: sfn.StateMachine;

  constructor(scope: Construct, id: string, props: FreshDataProps) {
    super(scope, id);
    // A fixed name, because the functions' policy refers to the state machine before it exists.
    const stateMachineName = resourceName(this, 'fresh-data');
    const functions = new FreshDataFunctions(this, 'Functions', { ...props, stateMachineName });
    this.stateMachine = new sfn.StateMachine(this, 'StateMachine', {
      stateMachineName,
      comment: 'Imports what is dropped under incoming/ in the data bucket',
      definitionBody: sfn.DefinitionBody.fromChainable(freshDataDefinition(this, functions, props)),
    });
    // CDK's task allows sns:Publish alone.
    for (const statement of props.topic ? topicKeyStatements(props.topic) : [])
      this.stateMachine.addToRolePolicy(statement);
    // No incremental import before the first full import, nor while the datasets are being deleted.
    this.stateMachine.node.addDependency(functions, ...props.shop.imports);
    alarmOfBrokenRuns(this, this.stateMachine, {
      name: 'fresh-data',
      topic: props.topic,
      remedy:
        ', so fresh data may not have been imported. The reason is in the execution, and mostly in runs/ of the data bucket. ' +
        'Execute the state machine: it takes what is below incoming/.',
    });
    new events.Rule(this, 'Rule', {
      description: 'Starts an import of fresh data',
      ...this.occasion(props),
      targets: [startOf(this.stateMachine)],
    });
  }

  private occasion({ shop, freshDataSchedule }: FreshDataProps): events.RuleProps {
    const { bucket } = shop.dataBucket;
    if (freshDataSchedule !== '') return { schedule: events.Schedule.expression(freshDataSchedule) };
    // CDK's own option would add a custom resource and its function.
    (bucket.node.defaultChild as CfnBucket).notificationConfiguration = {
      eventBridgeConfiguration: { eventBridgeEnabled: true },
    };
    return {
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: { bucket: { name: [bucket.bucketName] }, object: { key: [{ prefix: INCOMING_PREFIX }] } },
      },
    };
  }
}
