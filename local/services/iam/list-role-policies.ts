import { iamAction, onRole } from './iam-action';
import { iamPage } from './iam-page';
import { PAGE_MEMBERS, ROLE_NAME } from './iam-shapes';

/** The names of the inline policies. @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRolePolicies.html */
export const listRolePolicies = iamAction({
  input: { RoleName: ROLE_NAME, ...PAGE_MEMBERS },
  permissions: onRole('iam:ListRolePolicies'),
  run: ({ RoleName, ...page }, store) => {
    const { items, next } = iamPage(store.mustFindRole(RoleName).inlinePolicies.keys(), (name) => name, page);
    return { PolicyNames: items, ...next };
  },
});
