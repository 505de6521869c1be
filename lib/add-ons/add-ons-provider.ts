import type { Construct } from 'constructs';
import { QUERY_INTERVAL_SECONDS } from '@ecommerce-recommenders/shop-data/contracts/functions/custom-resource-time';
import { LambdaProvider } from '../shop/functions/lambda-provider';

const PROVIDER = { kind: 'add-ons/resources', id: 'AddOns', querySeconds: QUERY_INTERVAL_SECONDS };

/** Provider of the custom resources of all add-ons of a shop. In its role, each add-on has a policy of its own. */
export const addOnsProvider = (scope: Construct): LambdaProvider =>
  LambdaProvider.getOrCreate(scope, PROVIDER);
