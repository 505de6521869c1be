import type { CustomResource } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import type { CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import {
  FRESH_DATA_RUN_TYPE,
  type FreshDataRunProperties,
} from '@ecommerce-recommenders/shop-data/contracts/functions/fresh-data-run';
import { INCOMING_PREFIX } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/places';
import { addOnsProvider } from '../add-ons/add-ons-provider';
import { checkedAddOn, type AddOnRules } from '../add-ons/checked-add-on';
import { allow } from '../shop/allow';
import { resourceName } from '../shop/personalize-arn';
import type { EcommerceRecommenders } from '../shop/ecommerce-recommenders';
import { startOf } from '../runs/rule-target';
import { runMachine } from '../runs/run-machine';
import { FreshDataFunctions } from './fresh-data-functions';
import { freshDataDefinition } from './fresh-data-definition';

/** Schedule, topic and target of {@link ShopFreshData}. See docs/data.md. */
export interface ShopFreshDataProps {
  readonly shop: EcommerceRecommenders;
  /**
   * When files are imported.
   *
   * @default - on arrival
   */
  readonly schedule?: events.Schedule;
  /**
   * Topic for notices of data that was not imported.
   *
   * @default - no notice; the execution fails with the reason
   */
  readonly topic?: ITopic;
}

const RULES: AddOnRules<ShopFreshDataProps> = {
  shop: 'object',
  schedule: 'freshDataSchedule',
  topic: 'object',
};

/**
 * Imports files that are put under `incoming/` in the data bucket, on arrival or on a schedule. Rejected data changes nothing.
 */
export class ShopFreshData extends Construct {
  /** One execution is one import. */
  readonly stateMachine: sfn.StateMachine;

  constructor(scope: Construct, id: string, props: ShopFreshDataProps) {
    super(scope, id);
    const { shop, topic } = props;
    const { data, maxBadRows, freshDataSchedule } = checkedAddOn(this, props, RULES, {
      given: () => ({ freshData: true }),
      names: { freshData: '' },
    });
    const stateMachineName = resourceName(this, 'fresh-data');
    const functions = new FreshDataFunctions(this, 'Functions', { shop, stateMachineName });
    this.stateMachine = runMachine(this, {
      name: 'fresh-data',
      comment: 'Imports what is dropped under incoming/ in the data bucket',
      definition: freshDataDefinition(this, functions, { data, maxBadRows, userKey: shop.hashKey, topic }),
      topic,
      remedy:
        ', so fresh data may not have been imported. The reason is in the execution, and mostly in runs/ of the data bucket. ' +
        'Execute the state machine: it takes what is below incoming/.',
    });
    // Incremental imports are possible only after the first full import, and not while the datasets are being deleted.
    this.stateMachine.node.addDependency(functions, shop.order.imported);
    const rule = new events.Rule(this, 'Rule', {
      description: 'Starts an import of fresh data',
      ...this.occasion(shop, freshDataSchedule),
      targets: [startOf(this.stateMachine)],
    });
    const run = this.run(freshDataSchedule === '');
    // Otherwise a file that arrives between the two would be part of no run.
    run.node.addDependency(rule);
    shop.order.take([run]);
    shop.analystRole?.mayWriteBelow(INCOMING_PREFIX);
  }

  /** Starts a run on each deployment, because files may have arrived while no events were sent. */
  private run(isOnArrival: boolean): CustomResource {
    const { stateMachineArn: StateMachineArn } = this.stateMachine;
    return addOnsProvider(this).resource(this, 'Run', {
      resourceType: FRESH_DATA_RUN_TYPE,
      properties: {
        StateMachineArn,
        OnArrival: isOnArrival ? 'true' : 'false',
      } satisfies FreshDataRunProperties,
      statements: [allow(['states:StartExecution'], StateMachineArn)],
      policy: 'FreshDataRuns',
    });
  }

  private occasion(shop: EcommerceRecommenders, freshDataSchedule: string): events.RuleProps {
    const { bucket } = shop.dataBucket;
    if (freshDataSchedule !== '') return { schedule: events.Schedule.expression(freshDataSchedule) };
    // CDK's own option would add a custom resource and a function.
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
