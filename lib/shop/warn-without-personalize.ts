import { Annotations, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { PERSONALIZE_REGIONS } from '@ecommerce-recommenders/personalize/regions';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';

/**
 * Warns at synth if Personalize is not available in the region.
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

/**
 * Rejects metadata in recommendations in China, where Personalize does not return it.
 *
 * @param region of the deployment; ignored if it is a token or undefined
 * @see https://docs.amazonaws.cn/en_us/aws/latest/userguide/personalize.html
 */
export function refuseMetadataInChina(
  region: string | undefined,
  useCases: ReadonlyMap<UseCaseName, { readonly metadata?: boolean }>,
): void {
  if (region === undefined || Token.isUnresolved(region) || !region.startsWith('cn-')) return;
  const asking = [...useCases].filter(([, { metadata }]) => metadata).map(([name]) => name);
  if (asking.length > 0)
    throw new Error(
      `Amazon Personalize returns no metadata with recommendations in ${region}. ` +
        `Leave out metadata of ${asking.join(', ')} in useCases.`,
    );
}
