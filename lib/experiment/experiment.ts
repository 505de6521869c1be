import { Duration, Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import {
  experimentName,
  totalsPrefix,
  type DeployedExperiment,
  type Experiment as ExperimentSettings,
  type ExperimentEnvironment,
} from '@ecommerce-recommenders/shop-data/contracts/experiment';
import type { Api } from '../api/api';
import { functionRole, handlerFunction } from '../shop/functions/handler-function';
import { shopLogGroup } from '../shop/functions/log-groups';
import type { Shop } from '../shop/shop';

/** An experiment, whose lines it reads and where the totals go. */
export interface ExperimentProps {
  readonly experiment: ExperimentSettings;
  /** The API, whose log has the visitors' lines. */
  readonly api: Api;
  readonly shop: Shop;
  /**
   * Of the revenue.
   *
   * @default - not told
   */
  readonly currency?: string;
}

/** A function that adds the lines of the API's log to totals by arm and bucket every hour. */
export class Experiment extends Construct {
  /** What the commands need to know, as JSON. */
  readonly asJson: string;

  constructor(scope: Construct, id: string, props: ExperimentProps) {
    super(scope, id);
    const { experiment, shop, currency } = props;
    const { dataBucket } = shop;
    const countedIn = props.api.logGroup;
    const name = experimentName(experiment);
    const { bucket, keyStatements } = dataBucket;
    const logGroup = shopLogGroup(this, 'Logs');
    const role = functionRole(this, 'Role', logGroup);
    role.node.addDependency(dataBucket.emptying);
    const allow = (actions: string[], resource: string, conditions?: Record<string, unknown>): void =>
      void role.addToPolicy(new iam.PolicyStatement({ actions, resources: [resource], conditions }));
    allow(['logs:FilterLogEvents'], countedIn.logGroupArn);
    allow(['s3:GetObject', 's3:PutObject'], bucket.arnForObjects(`${totalsPrefix(name)}*`));
    // Also so that S3 answers NoSuchKey, not AccessDenied, for the first object of a day.
    allow(['s3:ListBucket'], bucket.bucketArn);
    for (const statement of keyStatements) role.addToPolicy(statement);
    const environment: ExperimentEnvironment = {
      DATA_BUCKET: bucket.bucketName,
      LOG_GROUP: countedIn.logGroupName,
      EXPERIMENT: name,
    };
    const adding = handlerFunction(this, 'Function', {
      kind: 'experiment',
      handler: 'handler',
      memoryMiB: 512,
      timeout: Duration.minutes(15),
      role,
      logGroup,
      environment: { ...environment },
    });
    new events.Rule(this, 'Rule', {
      description: 'Adds up what visitors with and without recommendations did',
      // By then the log lines of the previous hour have arrived.
      schedule: events.Schedule.cron({ minute: '5' }),
      targets: [new targets.LambdaFunction(adding)],
    });
    const deployed: DeployedExperiment = { ...experiment, logGroup: countedIn.logGroupName, currency };
    this.asJson = Stack.of(this).toJsonString(deployed);
  }
}
