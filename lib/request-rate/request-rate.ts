import { Duration, Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import type {
  BoundedRecommenders,
  RequestRateEnvironment,
} from '@ecommerce-recommenders/shop-data/contracts/functions/request-rate';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { RequestBounds } from '@ecommerce-recommenders/shop-data/contracts/request-bounds';
import {
  requestBounds,
  type RequestRateBounds,
} from '@ecommerce-recommenders/shop-data/contracts/request-rate';
import { checkedAddOn, type AddOnRules } from '../add-ons/checked-add-on';
import { functionRole, handlerFunction } from '../shop/functions/handler-function';
import { shopLogGroup } from '../shop/functions/log-groups';
import type { EcommerceRecommenders } from '../shop/ecommerce-recommenders';
import { allow } from '../shop/allow';

/** Bounds of the request rates of a shop's recommenders. See docs/request-rate.md. */
export interface ShopRequestRateProps {
  readonly shop: EcommerceRecommenders;
  /** Bounds of a recommender's provisioned requests per second, `{ min: 1, max: 10 }`, for all recommenders or by use case. */
  readonly bounds: RequestRateBounds;
}

const RULES: AddOnRules<ShopRequestRateProps> = {
  shop: 'object',
  bounds: 'requestRate',
};

/** Personalize takes minutes to change a rate, and bills by the hour. */
const INTERVAL = Duration.hours(1);

/**
 * Adjusts the provisioned requests per second of recommenders to their use, every hour and within bounds. It does
 * nothing during a deployment, and a deployment keeps a rate that is within the bounds.
 */
export class ShopRequestRate extends Construct {
  /** @internal Bounds by use case. */
  readonly bounds: ReadonlyMap<UseCaseName, RequestBounds>;

  constructor(scope: Construct, id: string, props: ShopRequestRateProps) {
    super(scope, id);
    const { shop } = props;
    const stack = Stack.of(this);
    this.bounds = requestBounds(checkedAddOn(this, props, RULES));
    shop.keepRatesWithin(this.bounds);
    const bounded = [...this.bounds].map(([useCase, bounds]) => {
      const { recommenderArn } = shop.recommenders.get(useCase)!;
      return [useCase, { recommenderArn, ...bounds }] as const;
    });
    const logGroup = shopLogGroup(this, 'Logs');
    const role = functionRole(this, 'Role', logGroup);
    role.addToPolicy(
      allow(
        ['personalize:DescribeRecommender', 'personalize:UpdateRecommender'],
        ...bounded.map(([, { recommenderArn }]) => recommenderArn),
      ),
    );
    role.addToPolicy(allow(['cloudformation:DescribeStacks'], Stack.of(this).stackId));
    role.addToPolicy(
      // GetMetricStatistics supports no resource-level permissions.
      allow(['cloudwatch:GetMetricStatistics'], '*'),
    );
    const environment: RequestRateEnvironment = {
      STACK_ID: stack.stackId,
      STACK_NAME: shop.name,
      RECOMMENDERS: stack.toJsonString(Object.fromEntries(bounded) satisfies BoundedRecommenders),
      USERS: shop.profile.users,
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
