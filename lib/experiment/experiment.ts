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
 * The share of consenting visitors that gets best sellers, or nothing, in place of recommendations, so that `npm run effect` can
 * say what these bring. See docs/effect.md.
 */
export interface ShopExperimentProps {
  readonly shop: EcommerceRecommenders;
  /** The API that divides the visitors, and whose log has their lines. */
  readonly api: ShopApi;
  /** Share of the visitors in the control arm, 0.01 to 0.5. */
  readonly share: number;
  /**
   * What the control arm gets.
   *
   * @default 'best-sellers'
   */
  readonly control?: Experiment['control'];
  /**
   * Days after an impression or a click during which a purchase counts.
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

/** A function that adds the lines of the API's log to totals by arm and bucket every hour. */
export class ShopExperiment extends Construct {
  /** What the commands need to know, as JSON. */
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
      // Also so that S3 answers NoSuchKey, not AccessDenied, for the first object of a day.
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
      // By then the log lines of the previous hour have arrived.
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
