import { iamAction, onPolicy } from './iam-action';
import { iamPage } from './iam-page';
import { PAGE_MEMBERS, POLICY_ARN } from './iam-shapes';

/** Roles alone: there are neither users nor groups. @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListEntitiesForPolicy.html */
export const listEntitiesForPolicy = iamAction({
  input: { PolicyArn: POLICY_ARN, EntityFilter: { type: 'string', enum: ['Role'] }, ...PAGE_MEMBERS },
  permissions: onPolicy('iam:ListEntitiesForPolicy'),
  run: ({ PolicyArn, ...page }, store) => {
    store.checkAttachable(PolicyArn);
    const found = [...store.roles.values()].filter(({ attachedPolicies }) => attachedPolicies.has(PolicyArn));
    const { items, next } = iamPage(found, ({ name }) => name, page);
    return {
      PolicyGroups: [],
      PolicyUsers: [],
      PolicyRoles: items.map(({ name, id }) => ({ RoleName: name, RoleId: id })),
      ...next,
    };
  },
});
