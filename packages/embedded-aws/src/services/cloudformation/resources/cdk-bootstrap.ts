import type { Platform } from '../../../platform';
import { ResourceError, resourceType } from './resource-type';

/** Placeholder type for bucket, repository, roles and policies of a bootstrap's template. */
export const BOOTSTRAP_TYPE = 'EmbeddedAWS::CDK::Bootstrap';

/** Attributes of a bootstrap: the names of its resources. */
export const bootstrapAttributes = (
  qualifier: string,
  { accountId, region }: Platform,
): Record<string, string> => {
  const bucket = `cdk-${qualifier}-assets-${accountId}-${region}`;
  return {
    BucketName: bucket,
    BucketDomainName: `${bucket}.s3.${region}.amazonaws.com`,
    ImageRepositoryName: `cdk-${qualifier}-container-assets-${accountId}-${region}`,
  };
};

/**
 * Registers a bootstrap, whose resources the services create on first use. The bucket outlives it, as in the template.
 */
export const cdkBootstrap = resourceType({
  // A bucket's name has no capitals.
  properties: { Qualifier: { type: 'string', required: true, pattern: /[a-z0-9-]{1,10}/ } },
  createOnly: ['Qualifier'],
  create: async ({ Qualifier }, { platform }) => {
    const { bootstraps, region } = platform;
    if (bootstraps.has(region, Qualifier))
      throw new ResourceError(
        `The environment already has a bootstrap with the qualifier ${Qualifier}: roles with its names exist.`,
      );
    bootstraps.add(region, Qualifier);
    return { physicalId: Qualifier, attributes: bootstrapAttributes(Qualifier, platform) };
  },
  remove: async (qualifier, { platform: { bootstraps, region } }) => bootstraps.remove(region, qualifier),
});
