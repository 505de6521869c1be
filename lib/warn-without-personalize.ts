import { Annotations, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/**
 * Regions that have Amazon Personalize.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/personalize.html
 */
const PERSONALIZE_REGIONS: readonly string[] = [
  'us-east-1',
  'us-east-2',
  'us-west-2',
  'ca-central-1',
  'eu-west-1',
  'eu-central-1',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'cn-north-1',
];

/**
 * Warns at synth if Personalize is not available in a region.
 *
 * @param region that something goes to; a token, or none, is not known yet
 */
export function warnWithoutPersonalize(scope: Construct, region: string | undefined): void {
  if (region === undefined || Token.isUnresolved(region) || PERSONALIZE_REGIONS.includes(region)) return;
  Annotations.of(scope).addWarningV2(
    'ecommerce-recommenders:region',
    `Amazon Personalize is not known to be in ${region}: the deployment will fail there. ` +
      `Set AWS_REGION to one of ${PERSONALIZE_REGIONS.join(', ')}.`,
  );
}
