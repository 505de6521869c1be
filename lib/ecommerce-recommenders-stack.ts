import { CfnOutput, Stack, Tags, Token, type StackProps } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import { USE_CASES } from '../domain/use-cases';
import { EcommerceRecommenders } from './ecommerce-recommenders';
import type { Settings } from './settings';
import { SizedSynthesizer } from './sized-synthesizer';
import { warnWithoutPersonalize } from './warn-without-personalize';

/** What a shop decides, see `cdk.json`. */
export interface EcommerceRecommendersStackProps extends StackProps {
  readonly settings: Settings;
  /**
   * Region that the stack is about to be deployed to, where the stack itself names none.
   *
   * @default - unknown: no warning where Personalize is missing
   */
  readonly likelyRegion?: string;
}

/** The stack of one shop: its {@link EcommerceRecommenders}, and what to know of them as outputs. */
export class EcommerceRecommendersStack extends Stack {
  readonly shop: EcommerceRecommenders;

  constructor(scope: Construct, id: string, props: EcommerceRecommendersStackProps) {
    const { settings } = props;
    super(scope, id, {
      synthesizer: new SizedSynthesizer(),
      ...props,
      tags: { ...props.tags, ...settings.stackTags },
    });

    // Default: the shop is all of the stack, so its name is left out of the logical ids.
    const shop = new EcommerceRecommenders(this, 'Default', settings);
    this.shop = shop;

    const outputs: Record<string, string | undefined> = {
      DatasetGroupArn: shop.datasetGroup.datasetGroupArn,
      DataBucketName: shop.dataBucket.bucket.bucketName,
      ImportRoleArn: shop.importRole.roleArn,
      AnalystRoleArn: shop.analystRole.roleArn,
      EventTrackerArn: shop.eventTracker?.eventTrackerArn,
      TrackingId: shop.eventTracker?.trackingId,
      FilterArns: shop.filters.arnsAsJson,
      ...(shop.freshData && { FreshDataStateMachineArn: shop.freshData.stateMachine.stateMachineArn }),
    };
    for (const [useCase, { recommenderArn }] of shop.recommenders) {
      outputs[USE_CASES[useCase].output] = recommenderArn;
    }
    for (const [key, value] of Object.entries(outputs)) {
      if (value !== undefined) new CfnOutput(this, key, { value });
    }

    tagAsStage(this, settings);
    warnWithoutPersonalize(this, Token.isUnresolved(this.region) ? props.likelyRegion : undefined);
  }
}

/** What the CDK calls a stack where tags are asked for the type of what they are put on. */
const STACK_TYPE = 'aws:cdk:stack';

/**
 * Tags everything below a construct as the settings say; a stage with a name is a tag of its own, to tell its bill apart.
 *
 * The stack itself goes without: CloudFormation hands its tags on to datasets and schemas, whose tags are create-only.
 */
export function tagAsStage(scope: IConstruct, { stage, tags }: Pick<Settings, 'stage' | 'tags'>): void {
  const all = { ...(stage !== '' && { stage }), ...tags };
  for (const [key, value] of Object.entries(all))
    Tags.of(scope).add(key, value, { excludeResourceTypes: [STACK_TYPE] });
}
