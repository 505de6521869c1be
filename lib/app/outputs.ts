import { CfnOutput, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import {
  STACK_OUTPUTS,
  type StackOutputName,
} from '@ecommerce-recommenders/shop-data/contracts/stack-outputs';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { ShopApi } from '../api/api';
import type { ShopBatches } from '../batch/batches';
import type { ShopSegments } from '../batch/segments';
import type { ShopEventTracker } from '../event-tracker/event-tracker';
import type { ShopExperiment } from '../experiment/experiment';
import type { ShopFilters } from '../filters/filters';
import type { ShopFreshData } from '../fresh-data/fresh-data';
import type { ShopLists } from '../lists/lists';
import type { ShopRanking } from '../ranking/ranking';
import { checkedAddOn, type AddOnRules } from '../add-ons/checked-add-on';
import type { EcommerceRecommenders } from '../shop/ecommerce-recommenders';

/** Sources of {@link ShopOutputs}. Add-ons that the shop does not have are absent. */
export interface ShopOutputsProps {
  readonly shop: EcommerceRecommenders;
  /** @default - none */
  readonly eventTracker?: ShopEventTracker;
  /** @default - none */
  readonly filters?: ShopFilters;
  /** @default - none */
  readonly ranking?: ShopRanking;
  /** @default - none */
  readonly freshData?: ShopFreshData;
  /** @default - none */
  readonly lists?: ShopLists;
  /** @default - none */
  readonly segments?: ShopSegments;
  /** @default - none */
  readonly batches?: ShopBatches;
  /** @default - none */
  readonly api?: ShopApi;
  /** @default - none */
  readonly experiment?: ShopExperiment;
}

const RULES: AddOnRules<ShopOutputsProps> = {
  shop: 'object',
  eventTracker: 'object',
  filters: 'object',
  ranking: 'object',
  freshData: 'object',
  lists: 'object',
  segments: 'object',
  batches: 'object',
  api: 'object',
  experiment: 'object',
};

/**
 * The outputs of a shop, which the commands read. Example: `BestSellersRecommenderArn`, or
 * `OutletBestSellersRecommenderArn` for a shop with the id `Outlet`.
 */
export class ShopOutputs extends Construct {
  constructor(scope: Construct, id: string, props: ShopOutputsProps) {
    super(scope, id);
    checkedAddOn(this, props, RULES);
    const values = valuesOf(props);
    const prefix = props.shop.name.slice(Stack.of(this).stackName.length).replaceAll('_', '');
    for (const name of Object.keys(STACK_OUTPUTS) as StackOutputName[]) {
      const value = values[name];
      if (value === undefined) continue;
      new CfnOutput(this, name, { value, description: STACK_OUTPUTS[name] }).overrideLogicalId(
        `${prefix}${name}`,
      );
    }
  }
}

/** Values of the outputs; undefined for add-ons that the shop does not have. */
function valuesOf({ shop, ...addOns }: ShopOutputsProps): Record<StackOutputName, string | undefined> {
  const arnOf = (useCase: UseCaseName): string | undefined => shop.recommenders.get(useCase)?.recommenderArn;
  const { ranking, filters, lists, segments, batches, eventTracker, api, freshData, experiment } = addOns;
  return {
    MostViewedRecommenderArn: arnOf('most-viewed'),
    BestSellersRecommenderArn: arnOf('best-sellers'),
    FrequentlyBoughtTogetherRecommenderArn: arnOf('frequently-bought-together'),
    CustomersWhoViewedXAlsoViewedRecommenderArn: arnOf('customers-who-viewed-x-also-viewed'),
    RecommendedForYouRecommenderArn: arnOf('recommended-for-you'),
    RankingCampaignArn: ranking?.campaignArn,
    FilterArns: filters?.arnsAsJson,
    ListsPrefix: lists?.prefix,
    ListsStateMachineArn: lists?.stateMachine.stateMachineArn,
    SegmentsPrefix: segments?.prefix,
    SegmentsStateMachineArn: segments?.stateMachine.stateMachineArn,
    BatchesPrefix: batches?.prefix,
    BatchesStateMachineArn: batches?.stateMachine.stateMachineArn,
    TrackingId: eventTracker?.trackingId,
    EventTrackerArn: eventTracker?.eventTrackerArn,
    ApiUrl: api?.url,
    UserTokenKeyArn: api?.userTokenKey.keyArn,
    RulesPrefix: api?.rulesPrefix,
    DatasetGroupArn: shop.datasetGroup.datasetGroupArn,
    DataBucketName: shop.dataBucket.bucket.bucketName,
    FreshDataStateMachineArn: freshData?.stateMachine.stateMachineArn,
    AnalystRoleArn: shop.analystRole?.roleArn,
    ImportRoleArn: shop.importRole.roleArn,
    UserKeyArn: shop.userKey?.keyArn,
    Shelves: api?.shelvesAsJson,
    Experiment: experiment?.asJson,
  };
}
