import type { CustomResource } from 'aws-cdk-lib';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import {
  LISTS_RUN_TYPE,
  LISTS_WAIT_MINUTES,
  type ListsRunAttributes,
  type ListsRunProperties,
} from '@ecommerce-recommenders/shop-data/contracts/functions/lists-run';
import { LISTS_LOCK_KEY, LISTS_PREFIX } from '@ecommerce-recommenders/shop-data/contracts/lists/list-places';
import { addOnsProvider } from '../add-ons/add-ons-provider';
import { allow } from '../shop/allow';
import { letDelete, type DataBucket } from '../shop/data-bucket';
import { temporaryRecommenderStatements } from './lists-functions';

/** State machine and settings of a {@link ListsRun}. */
export interface ListsRunProps {
  readonly stateMachine: StateMachine;
  /** ARN of its executions, with a wildcard. */
  readonly executionArns: string;
  readonly dataBucket: DataBucket;
  readonly temporaryArns: readonly string[];
  /** If it changes, the deployment starts a run. */
  readonly madeOf: unknown;
  /** Maximum hours that a deployment waits. */
  readonly timeoutHours: number;
}

/**
 * Makes a deployment wait for the lists, as {@link Training} waits for recommenders. One custom resource can wait for
 * less than an hour, so several are chained.
 */
export class ListsRun extends Construct {
  constructor(scope: Construct, id: string, props: ListsRunProps) {
    super(scope, id);
    const { stateMachine, dataBucket, timeoutHours } = props;
    const { bucket } = dataBucket;
    const provider = addOnsProvider(this);
    const statements = [
      allow(['states:StartExecution', 'states:ListExecutions'], stateMachine.stateMachineArn),
      allow(['states:DescribeExecution', 'states:StopExecution'], props.executionArns),
      ...temporaryRecommenderStatements(this),
      ...letDelete(dataBucket, provider.handlerRole, `${LISTS_PREFIX}*`, LISTS_LOCK_KEY),
    ];
    const resource = (
      name: string,
      properties: Pick<ListsRunProperties, 'MadeOf' | 'Wait'>,
    ): CustomResource =>
      provider.resource(this, name, {
        resourceType: LISTS_RUN_TYPE,
        properties: {
          StateMachineArn: stateMachine.stateMachineArn,
          DataBucket: bucket.bucketName,
          RecommenderArns: props.temporaryArns,
          ...properties,
        } satisfies ListsRunProperties,
        statements,
        policy: 'ListsRuns',
      });
    const run = resource('Start', { MadeOf: props.madeOf });
    let previous = run;
    const waits = Math.ceil((timeoutHours * 60) / LISTS_WAIT_MINUTES);
    for (let wait = 1; wait <= waits; wait++) {
      const waiting = resource(`Wait${wait}`, {
        MadeOf: undefined,
        Wait: {
          ExecutionArn: run.getAttString('ExecutionArn' satisfies keyof ListsRunAttributes),
          Last: wait === waits ? 'true' : 'false',
          TimeoutHours: String(timeoutHours),
        },
      });
      waiting.node.addDependency(previous);
      previous = waiting;
    }
  }
}
