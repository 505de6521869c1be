import { iamAction, onRole } from './iam-action';
import { iamPage } from './iam-page';
import { PAGE_MEMBERS, ROLE_NAME } from './iam-shapes';

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoleTags.html */
export const listRoleTags = iamAction({
  input: { RoleName: ROLE_NAME, ...PAGE_MEMBERS },
  permissions: onRole('iam:ListRoleTags'),
  run: ({ RoleName, ...page }, store) => {
    const { items, next } = iamPage(store.mustFindRole(RoleName).tags, ({ Key }) => Key, page);
    return { Tags: items, ...next };
  },
});
