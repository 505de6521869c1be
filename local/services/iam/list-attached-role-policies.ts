import { iamAction, onRole } from './iam-action';
import { iamPage } from './iam-page';
import { PAGE_MEMBERS, PATH_PREFIX, ROLE_NAME } from './iam-shapes';

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedRolePolicies.html */
export const listAttachedRolePolicies = iamAction({
  input: { RoleName: ROLE_NAME, PathPrefix: PATH_PREFIX, ...PAGE_MEMBERS },
  permissions: onRole('iam:ListAttachedRolePolicies'),
  run: ({ RoleName, PathPrefix = '/', ...page }, store) => {
    const { attachedPolicies } = store.mustFindRole(RoleName);
    const found = [...attachedPolicies].filter((arn) => pathOf(arn).startsWith(PathPrefix));
    const { items, next } = iamPage(found, (arn) => arn, page);
    const AttachedPolicies = items.map((arn) => ({
      PolicyName: arn.slice(arn.lastIndexOf('/') + 1),
      PolicyArn: arn,
    }));
    return { AttachedPolicies, ...next };
  },
});

const pathOf = (arn: string): string => arn.slice(arn.indexOf('/'), arn.lastIndexOf('/') + 1);
