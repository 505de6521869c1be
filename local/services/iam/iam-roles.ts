import type { RoleDirectory } from '../../authorization/role-directory';
import type { IamStore } from './iam-store';
import { roleAuthority } from './role-authority';

/** The account's roles, for whoever decides over calls. */
export const iamRoles = (store: IamStore): RoleDirectory => ({
  find: (roleArn) => {
    const role = store.findRole(roleArn.slice(roleArn.lastIndexOf('/') + 1));
    return role?.arn === roleArn ? roleAuthority(role, store) : undefined;
  },
  list: () => [...store.roles.values()].map((role) => roleAuthority(role, store)),
});
