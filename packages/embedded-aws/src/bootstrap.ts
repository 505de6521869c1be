/** Qualifier of the `cdk bootstrap` resources, which every region has from the start. */
export const BOOTSTRAP_QUALIFIER = 'hnb659fds';

/** Version of the pinned CDK CLI's bootstrap template. */
export const BOOTSTRAP_VERSION = '33';

/** Name of the SSM parameter that holds {@link BOOTSTRAP_VERSION}. */
export const BOOTSTRAP_PARAMETER = `/cdk-bootstrap/${BOOTSTRAP_QUALIFIER}/version`;

/** Name of the repository for container images. */
export const bootstrapRepository = (accountId: string, region: string): string =>
  `cdk-${BOOTSTRAP_QUALIFIER}-container-assets-${accountId}-${region}`;

const ROLES = ['cfn-exec', 'deploy', 'file-publishing', 'image-publishing', 'lookup'];

/** Matches the name of a bootstrap bucket; group 1 is its region. */
export const bootstrapBucketPattern = (accountId: string): RegExp =>
  new RegExp(`^cdk-${BOOTSTRAP_QUALIFIER}-assets-${accountId}-([a-z]{2}(?:-[a-z]+)+-\\d)$`);

/** Matches the name of a bootstrap role, in any region. */
export const bootstrapRolePattern = (accountId: string): RegExp =>
  new RegExp(
    `^cdk-${BOOTSTRAP_QUALIFIER}-(?:${ROLES.join('|')})-role-${accountId}-[a-z]{2}(?:-[a-z]+)+-\\d$`,
  );
