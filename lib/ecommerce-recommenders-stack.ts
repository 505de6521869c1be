import { EXPERIMENT_OUTPUT } from '@ecommerce-recommenders/shop-data/contracts/experiment';
import { RANKING_OUTPUT, RECOMMENDER_OUTPUTS } from '@ecommerce-recommenders/shop-data/stack-outputs';
import { CfnOutput, Stack, Tags, Token, type StackProps } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import { EcommerceRecommenders } from './ecommerce-recommenders';
import type { Settings } from '@ecommerce-recommenders/shop-data/settings/settings';
import { propsOfSettings } from './settings-props';
import { SizedSynthesizer } from './sized-synthesizer';
import { warnWithoutPersonalize } from './warn-without-personalize';

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
    super(scope, id, {
      synthesizer: new SizedSynthesizer(),
      ...props,
      tags: { ...props.tags, ...settings.stackTags },
    });

    // CDK omits the id Default from logical ids.
    const shop = new EcommerceRecommenders(this, 'Default', propsOfSettings(this, settings));
    this.shop = shop;

    const outputs: Record<string, string | undefined> = {
      DatasetGroupArn: shop.datasetGroup.datasetGroupArn,
      DataBucketName: shop.dataBucket.bucket.bucketName,
      ImportRoleArn: shop.importRole.roleArn,
      AnalystRoleArn: shop.analystRole?.roleArn,
      EventTrackerArn: shop.eventTracker?.eventTrackerArn,
      TrackingId: shop.eventTracker?.trackingId,
      FilterArns: shop.filters.arnsAsJson,
      ...(shop.ranking && { [RANKING_OUTPUT]: shop.ranking.campaign.campaignArn }),
      ListsPrefix: shop.lists?.prefix,
      ...(shop.lists && { ListsStateMachineArn: shop.lists.stateMachine.stateMachineArn }),
      ...batchOutputs(shop),
      UserKeyArn: shop.userKey?.keyArn,
      [EXPERIMENT_OUTPUT]: shop.experiment?.asJson,
      ...(shop.api && { ApiUrl: shop.api.url, UserTokenKeyArn: shop.api.userTokenKey.keyArn }),
      ...(shop.freshData && { FreshDataStateMachineArn: shop.freshData.stateMachine.stateMachineArn }),
    };
    for (const [useCase, { recommenderArn }] of shop.recommenders) {
      outputs[RECOMMENDER_OUTPUTS[useCase]] = recommenderArn;
    }
    for (const [key, value] of Object.entries(outputs)) {
      if (value !== undefined) new CfnOutput(this, key, { value });
    }

    tagAsStage(this, settings);
    warnWithoutPersonalize(this, Token.isUnresolved(this.region) ? props.likelyRegion : undefined);
  }
}

/** Where results of batch jobs are, and what makes them. */
const batchOutputs = ({ segments, batches }: EcommerceRecommenders): Record<string, string> => ({
  ...(segments && {
    SegmentsPrefix: segments.prefix,
    SegmentsStateMachineArn: segments.stateMachine.stateMachineArn,
  }),
  ...(batches && {
    BatchesPrefix: batches.prefix,
    BatchesStateMachineArn: batches.stateMachine.stateMachineArn,
  }),
});

/** Resource type of stacks in the CDK's tag filters. */
const STACK_TYPE = 'aws:cdk:stack';

/**
 * Applies the setting tags to all resources below a construct, and the stage as a tag, so that the bill can be split
 * by stage.
 *
 * The stack itself is not tagged: CloudFormation would propagate its tags to datasets and schemas, whose tags are
 * create-only.
 */
function tagAsStage(scope: IConstruct, { stage, tags }: Pick<Settings, 'stage' | 'tags'>): void {
  const all = { ...(stage !== '' && { stage }), ...tags };
  for (const [key, value] of Object.entries(all))
    Tags.of(scope).add(key, value, { excludeResourceTypes: [STACK_TYPE] });
}
