import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { STACK_OUTPUTS, type StackOutputName } from '@ecommerce-recommenders/shop-data/stack-outputs';
import { CfnOutput, Stack, Tags, Token, type StackProps } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import { EcommerceRecommenders } from './ecommerce-recommenders';
import type { Settings } from '@ecommerce-recommenders/shop-data/settings/settings';
import { propsOfSettings } from './settings-props';
import { SizedSynthesizer } from './sized-synthesizer';
import { warnWithoutPersonalize } from '../shop/warn-without-personalize';

/** Settings and deployment target of the stack. */
export interface EcommerceRecommendersStackProps extends StackProps {
  readonly settings: Settings;
  /**
   * Region of the deployment, for a stack that is region-agnostic.
   *
   * @default - unknown: no warning where Personalize is missing
   */
  readonly likelyRegion?: string;
}

/** The stack of one shop: an {@link EcommerceRecommenders} construct and its outputs. */
export class EcommerceRecommendersStack extends Stack {
  readonly shop: EcommerceRecommenders;

  constructor(scope: Construct, id: string, props: EcommerceRecommendersStackProps) {
    const { settings } = props;
    super(scope, id, { synthesizer: new SizedSynthesizer(), ...props });

    // CDK omits the id Default from logical ids.
    const shop = new EcommerceRecommenders(this, 'Default', propsOfSettings(this, settings));
    this.shop = shop;

    const outputs = outputsOf(shop);
    for (const name of Object.keys(STACK_OUTPUTS) as StackOutputName[]) {
      const value = outputs[name];
      if (value !== undefined) new CfnOutput(this, name, { value, description: STACK_OUTPUTS[name] });
    }

    tagAsStage(this, settings);
    warnWithoutPersonalize(this, Token.isUnresolved(this.region) ? props.likelyRegion : undefined);
  }
}

/** Values of the outputs; undefined for what the shop does not have. */
function outputsOf(shop: EcommerceRecommenders): Record<StackOutputName, string | undefined> {
  const arnOf = (useCase: UseCaseName): string | undefined => shop.recommenders.get(useCase)?.recommenderArn;
  return {
    MostViewedRecommenderArn: arnOf('most-viewed'),
    BestSellersRecommenderArn: arnOf('best-sellers'),
    FrequentlyBoughtTogetherRecommenderArn: arnOf('frequently-bought-together'),
    CustomersWhoViewedXAlsoViewedRecommenderArn: arnOf('customers-who-viewed-x-also-viewed'),
    RecommendedForYouRecommenderArn: arnOf('recommended-for-you'),
    RankingCampaignArn: shop.ranking?.campaign.campaignArn,
    FilterArns: shop.filters.arnsAsJson,
    ListsPrefix: shop.lists?.prefix,
    ListsStateMachineArn: shop.lists?.stateMachine.stateMachineArn,
    SegmentsPrefix: shop.segments?.prefix,
    SegmentsStateMachineArn: shop.segments?.stateMachine.stateMachineArn,
    BatchesPrefix: shop.batches?.prefix,
    BatchesStateMachineArn: shop.batches?.stateMachine.stateMachineArn,
    TrackingId: shop.eventTracker?.trackingId,
    EventTrackerArn: shop.eventTracker?.eventTrackerArn,
    ApiUrl: shop.api?.url,
    UserTokenKeyArn: shop.api?.userTokenKey.keyArn,
    DatasetGroupArn: shop.datasetGroup.datasetGroupArn,
    DataBucketName: shop.dataBucket.bucket.bucketName,
    FreshDataStateMachineArn: shop.freshData?.stateMachine.stateMachineArn,
    AnalystRoleArn: shop.analystRole?.roleArn,
    ImportRoleArn: shop.importRole.roleArn,
    UserKeyArn: shop.userKey?.keyArn,
    Experiment: shop.experiment?.asJson,
  };
}

/** Resource type of stacks in the CDK's tag filters. */
const STACK_TYPE = 'aws:cdk:stack';

/**
 * Applies the setting tags to all resources below a construct, and the stage as a tag, so that the bill can be split
 * by stage.
 *
 * The stack itself is left to `cdk deploy --tags`.
 */
function tagAsStage(scope: IConstruct, { stage, tags }: Pick<Settings, 'stage' | 'tags'>): void {
  const all = { ...(stage !== '' && { stage }), ...tags };
  for (const [key, value] of Object.entries(all))
    Tags.of(scope).add(key, value, { excludeResourceTypes: [STACK_TYPE] });
}
