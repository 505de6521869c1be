import type { Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { Stack, Tags, Token, type StackProps } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import { EcommerceRecommenders } from '../shop/ecommerce-recommenders';
import { warnWithoutPersonalize } from '../shop/warn-without-personalize';
import { annotateEndpoints } from './annotate-endpoints';
import { makeAddOns, type AddOns } from './add-ons';
import { coreProps } from './props-of-settings';
import { ShopOutputs } from './outputs';
import { SizedSynthesizer } from './sized-synthesizer';

/** Settings and deployment target of the stack. */
export interface EcommerceRecommendersStackProps extends StackProps {
  readonly settings: Settings;
  /**
   * Region of the deployment, for a stack that is region-agnostic.
   *
   * @default - unknown: no warning if the region lacks Personalize
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

    new ShopOutputs(this, 'Outputs', { shop: this.shop, ...this.addOns });

    tagAsStage(this, settings);
    annotateEndpoints(this, settings);
    warnWithoutPersonalize(this, Token.isUnresolved(this.region) ? props.likelyRegion : undefined);
  }
}

/** Resource type of stacks in the CDK's tag filters. */
const STACK_TYPE = 'aws:cdk:stack';

/**
 * Tags all resources below a construct with the setting `tags`, and with the stage, so that the bill can be split by stage.
 *
 * The stack itself is tagged by `cdk deploy --tags`.
 */
function tagAsStage(scope: IConstruct, { stage, tags }: Pick<Settings, 'stage' | 'tags'>): void {
  const all = { ...(stage !== '' && { stage }), ...tags };
  for (const [key, value] of Object.entries(all))
    Tags.of(scope).add(key, value, { excludeResourceTypes: [STACK_TYPE] });
}
