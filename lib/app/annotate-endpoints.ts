import { Annotations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';
import type { Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { endpointsUsd, neededEndpoints } from '@ecommerce-recommenders/shop-data/insight/cost/endpoints-cost';
import { inDollars, MORE_ON_COST } from '../add-ons/monthly-cost';

/** Reports at synth the cost of the VPC's interface endpoints, if the functions are in a VPC. */
export function annotateEndpoints(node: IConstruct, settings: Settings): void {
  const count = neededEndpoints(settings);
  if (count === 0) return;
  Annotations.of(node).addInfoV2(
    'ecommerce-recommenders:cost-of-vpc',
    `On AWS the interface endpoints of a VPC without a NAT gateway cost about ${inDollars(endpointsUsd(count))} a month: ` +
      `${count} in ${countInWords(settings.subnetIds.length, 'zone')} (docs/vpc.md; ${MORE_ON_COST}).`,
  );
}
