import { Duration, Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import {
  experimentName,
  totalsPrefix,
  type DeployedExperiment,
  type Experiment,
  type ExperimentEnvironment,
} from '@ecommerce-recommenders/shop-data/contracts/functions/experiment';
import type { ShopApi } from '../api/api';
import { allow } from '../shop/allow';
import { functionRole, handlerFunction } from '../shop/functions/handler-function';
import { shopLogGroup } from '../shop/functions/log-groups';
import { checkedAddOn, type AddOnRules } from '../add-ons/checked-add-on';
import type { EcommerceRecommenders } from '../shop/ecommerce-recommenders';

/**
 * An A/B test of the shop's recommendations. A share of the consenting visitors gets best sellers or nothing instead,
 * so that `npm run effect` can measure what recommendations bring. See docs/effect.md.
 */
export interface ShopExperimentProps {
  readonly shop: EcommerceRecommenders;
  /** The API that assigns visitors to arms and logs their impressions, clicks and purchases. */
  readonly api: ShopApi;
  /** Share of the visitors in the control arm, 0.01 to 0.5. */
  readonly share: number;
  /**
   * What visitors of the control arm get.
   *
   * @default 'best-sellers'
   */
  readonly control?: Experiment['control'];
  /**
   * A purchase counts if it follows an impression or a click within this many days.
   *
   * @default 7
   */
  readonly windowDays?: number;
}

const RULES: AddOnRules<ShopExperimentProps> = {
  shop: 'object',
  api: 'object',
  share: 'experiment.share',
  control: 'experiment.control',
  windowDays: 'experiment.windowDays',
};

/** A function that adds the API's log lines to totals by arm and bucket, every hour. */
export class ShopExperiment extends Construct {
  /** The experiment's settings for the commands, as JSON. */
  readonly asJson: string;

  constructor(scope: Construct, id: string, props: ShopExperimentProps) {
    super(scope, id);
    const { shop, api } = props;
    const { experiment } = checkedAddOn(this, props, RULES, { checked: api?.checked });
    api.divideVisitors(experiment!);
    this.asJson = this.deploy(shop, api, experiment!);
  }

  private deploy(shop: EcommerceRecommenders, api: ShopApi, experiment: Experiment): string {
    const { dataBucket } = shop;
    const countedIn = api.logGroup;
    const name = experimentName(experiment);
    const { bucket, keyStatements } = dataBucket;
    const logGroup = shopLogGroup(this, 'Logs');
    const role = functionRole(this, 'Role', logGroup);
    role.node.addDependency(dataBucket.emptying);
    const statements = [
      allow(['logs:FilterLogEvents'], countedIn.logGroupArn),
      allow(['s3:GetObject', 's3:PutObject'], bucket.arnForObjects(`${totalsPrefix(name)}*`)),
      // Also makes S3 answer NoSuchKey, instead of AccessDenied, for the first object of a day.
      allow(['s3:ListBucket'], bucket.bucketArn),
      ...keyStatements,
    ];
    for (const statement of statements) role.addToPolicy(statement);
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
      // At that minute, the log lines of the previous hour have arrived.
      schedule: events.Schedule.cron({ minute: '5' }),
      targets: [new targets.LambdaFunction(adding)],
    });
    const deployed: DeployedExperiment = {
      ...experiment,
      logGroup: countedIn.logGroupName,
      currency: api.currency,
    };
    return Stack.of(this).toJsonString(deployed);
  }
}
