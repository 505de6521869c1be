import { Annotations, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { PERSONALIZE_REGIONS } from '@ecommerce-recommenders/personalize/regions';

/**
 * Warns at synth if Personalize is not available in a region.
 *
 * @param region of the deployment; ignored if it is a token or undefined
 */
export function warnWithoutPersonalize(scope: Construct, region: string | undefined): void {
  if (region === undefined || Token.isUnresolved(region) || PERSONALIZE_REGIONS.includes(region)) return;
  Annotations.of(scope).addWarningV2(
    'ecommerce-recommenders:region',
    `Amazon Personalize is not known to be in ${region}: the deployment will fail there. ` +
      `Set AWS_REGION to one of ${PERSONALIZE_REGIONS.join(', ')}.`,
  );
}
