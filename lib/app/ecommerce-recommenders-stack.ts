import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { STACK_OUTPUTS, type StackOutputName } from '@ecommerce-recommenders/shop-data/stack-outputs';
import type { Settings } from '@ecommerce-recommenders/shop-data/settings/settings';
import { CfnOutput, Stack, Tags, Token, type StackProps } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import { EcommerceRecommenders } from '../shop/ecommerce-recommenders';
import { warnWithoutPersonalize } from '../shop/warn-without-personalize';
import { makeAddOns, type AddOns } from './add-ons';
import { coreProps } from './props-of-settings';
import { SizedSynthesizer } from './sized-synthesizer';

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

/** The stack of one shop: its core, the add-ons that the settings ask for, and their outputs. */
export class EcommerceRecommendersStack extends Stack {
  readonly shop: EcommerceRecommenders;
  readonly addOns: AddOns;

  constructor(scope: Construct, id: string, props: EcommerceRecommendersStackProps) {
    const { settings } = props;
    super(scope, id, { synthesizer: new SizedSynthesizer(), ...props });

    // CDK omits the id Default from logical ids.
    this.shop = new EcommerceRecommenders(this, 'Default', coreProps(this, settings));
    this.addOns = makeAddOns(this.shop, settings);

    const outputs = outputsOf(this.shop, this.addOns);
    for (const name of Object.keys(STACK_OUTPUTS) as StackOutputName[]) {
      const value = outputs[name];
      if (value !== undefined) new CfnOutput(this, name, { value, description: STACK_OUTPUTS[name] });
    }

    tagAsStage(this, settings);
    warnWithoutPersonalize(this, Token.isUnresolved(this.region) ? props.likelyRegion : undefined);
  }
}

/** Values of the outputs; undefined for what the shop does not have. */
function outputsOf(shop: EcommerceRecommenders, addOns: AddOns): Record<StackOutputName, string | undefined> {
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
    Experiment: experiment?.asJson,
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
