import type { Construct } from 'constructs';
import { QUERY_INTERVAL_SECONDS } from '@ecommerce-recommenders/shop-data/contracts/functions/custom-resource-time';
import { LambdaProvider } from '../shop/functions/lambda-provider';

const PROVIDER = { kind: 'add-ons/resources', id: 'AddOns', querySeconds: QUERY_INTERVAL_SECONDS };

/** The provider of the custom resources of all add-ons in the shop of a construct. Each add-on has a policy of its own there. */
export const addOnsProvider = (scope: Construct): LambdaProvider =>
  LambdaProvider.getOrCreate(scope, PROVIDER);
