import { Duration, Lazy, Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type {
  BoundedRecommenders,
  RequestRateEnvironment,
} from '@ecommerce-recommenders/shop-data/contracts/request-rate';
import { requestBounds, type BoundedShop } from '@ecommerce-recommenders/shop-data/request-bounds';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { functionRole, handlerFunction } from './handler-function';
import { ownStackStatement } from './lambda-provider';
import { shopLogGroup } from './log-groups';
import type { Recommender } from './recommender';

/** Whose rates follow their use. */
export interface RequestRateProps extends BoundedShop {
  readonly recommenders: ReadonlyMap<UseCaseName, Recommender>;
}

/** Personalize changes a rate in minutes, and bills by the hour. */
const INTERVAL = Duration.hours(1);

/**
 * A function that lets the provisioned requests a second of recommenders follow their use, every hour and within bounds. It does
 * nothing while the stack is deployed, and a deployment leaves a rate within the bounds as it is.
 */
export class RequestRate extends Construct {
  /** `undefined` without the setting. */
  static ofSettings(scope: Construct, id: string, props: RequestRateProps): RequestRate | undefined {
    return props.requestRate ? new RequestRate(scope, id, props) : undefined;
  }

  /** Users in the archive, by which AWS includes requests; set at synth. */
  users = 0;

  private constructor(scope: Construct, id: string, props: RequestRateProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const bounded = [...requestBounds(props)].map(([useCase, bounds]) => {
      const { recommenderArn } = props.recommenders.get(useCase)!;
      return [useCase, { recommenderArn, ...bounds }] as const;
    });
    const logGroup = shopLogGroup(this, 'Logs');
    const role = functionRole(this, 'Role', logGroup);
    role.addToPolicy(
      new iam.PolicyStatement({
        actions: ['personalize:DescribeRecommender', 'personalize:UpdateRecommender'],
        resources: bounded.map(([, { recommenderArn }]) => recommenderArn),
      }),
    );
    role.addToPolicy(ownStackStatement(this));
    role.addToPolicy(
      // GetMetricStatistics supports no resource-level permissions.
      new iam.PolicyStatement({ actions: ['cloudwatch:GetMetricStatistics'], resources: ['*'] }),
    );
    const environment: RequestRateEnvironment = {
      STACK_ID: stack.stackId,
      STACK_NAME: stack.stackName,
      RECOMMENDERS: stack.toJsonString(Object.fromEntries(bounded) satisfies BoundedRecommenders),
      USERS: Lazy.uncachedString({ produce: () => String(this.users) }),
    };
    const follow = handlerFunction(this, 'Function', {
      kind: 'request-rate',
      handler: 'follow',
      memoryMiB: 256,
      timeout: Duration.minutes(1),
      role,
      logGroup,
      environment: { ...environment },
    });
    new events.Rule(this, 'Rule', {
      description: 'Lets the provisioned rates follow their use',
      schedule: events.Schedule.rate(INTERVAL),
      targets: [new targets.LambdaFunction(follow)],
    });
  }
}
