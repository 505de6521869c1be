import type { Platform } from '../../../platform';
import { ResourceError, resourceType } from './resource-type';

/** Stands for bucket, repository, roles and policies of a bootstrap's template. */
export const BOOTSTRAP_TYPE = 'EmbeddedAWS::CDK::Bootstrap';

/** What a bootstrap is called by others, for Fn::GetAtt. */
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

/** The bucket stays when the bootstrap is removed, as its template says; S3 has it already. */
export const cdkBootstrap = resourceType({
  // A bucket's name has no capitals.
  properties: { Qualifier: { type: 'string', required: true, pattern: /[a-z0-9-]{1,10}/ } },
  createOnly: ['Qualifier'],
  create: async ({ Qualifier }, { platform }) => {
    const { bootstraps, region } = platform;
    if (bootstraps.has(region, Qualifier))
      throw new ResourceError(
        `The environment already has a bootstrap with the qualifier ${Qualifier}: roles of its names exist.`,
      );
    bootstraps.add(region, Qualifier);
    return { physicalId: Qualifier, attributes: bootstrapAttributes(Qualifier, platform) };
  },
  remove: async (qualifier, { platform: { bootstraps, region } }) => bootstraps.remove(region, qualifier),
});
