/** What `cdk bootstrap` leaves in an account; the embedded AWS has it from the start, in every region. */
export const BOOTSTRAP_QUALIFIER = 'hnb659fds';

/** The version that the pinned CDK CLI's own bootstrap template has. */
export const BOOTSTRAP_VERSION = '33';

/** Name of the SSM parameter that holds the version. */
export const BOOTSTRAP_PARAMETER = `/cdk-bootstrap/${BOOTSTRAP_QUALIFIER}/version`;

/** Name of the repository for container images. */
export const bootstrapRepository = (accountId: string, region: string): string =>
  `cdk-${BOOTSTRAP_QUALIFIER}-container-assets-${accountId}-${region}`;

const ROLES = ['cfn-exec', 'deploy', 'file-publishing', 'image-publishing', 'lookup'];

/** Matches the name of a bootstrap bucket; the group is its region. */
export const bootstrapBucketPattern = (accountId: string): RegExp =>
  new RegExp(`^cdk-${BOOTSTRAP_QUALIFIER}-assets-${accountId}-([a-z]{2}(?:-[a-z]+)+-\\d)$`);

/** Matches the name of a bootstrap role, in any region. */
export const bootstrapRolePattern = (accountId: string): RegExp =>
  new RegExp(
    `^cdk-${BOOTSTRAP_QUALIFIER}-(?:${ROLES.join('|')})-role-${accountId}-[a-z]{2}(?:-[a-z]+)+-\\d$`,
  );
