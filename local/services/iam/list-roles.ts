import { onAnything } from '../../authorization/permission';
import { iamAction } from './iam-action';
import { iamPage } from './iam-page';
import { PAGE_MEMBERS, PATH_PREFIX } from './iam-shapes';
import { roleMembers } from './role';

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html */
export const listRoles = iamAction({
  input: { PathPrefix: PATH_PREFIX, ...PAGE_MEMBERS },
  permissions: onAnything('iam:ListRoles'),
  run: ({ PathPrefix = '/', ...page }, store) => {
    const found = [...store.roles.values()].filter(({ path }) => path.startsWith(PathPrefix));
    const { items, next } = iamPage(found, ({ name }) => name, page);
    return { Roles: items.map((role) => roleMembers(role, true)), ...next };
  },
});
