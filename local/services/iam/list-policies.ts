import { onAnything } from '../../authorization/permission';
import { iamAction } from './iam-action';
import { iamPage } from './iam-page';
import { PAGE_MEMBERS, PATH_PREFIX } from './iam-shapes';
import { policyMembers } from './managed-policy';

/** The customer's policies: AWS's own are not known but by their ARNs. @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicies.html */
export const listPolicies = iamAction({
  input: {
    Scope: { type: 'string', enum: ['All', 'AWS', 'Local'] },
    OnlyAttached: { type: 'boolean' },
    PathPrefix: PATH_PREFIX,
    ...PAGE_MEMBERS,
  },
  permissions: onAnything('iam:ListPolicies'),
  run: ({ Scope = 'All', OnlyAttached = false, PathPrefix = '/', ...page }, store) => {
    const found = [...store.policies.values()].filter(
      ({ path, arn }) =>
        Scope !== 'AWS' && path.startsWith(PathPrefix) && (!OnlyAttached || store.attachmentCount(arn) > 0),
    );
    const { items, next } = iamPage(found, ({ name }) => name, page);
    return {
      Policies: items.map((policy) => policyMembers(policy, store.attachmentCount(policy.arn))),
      ...next,
    };
  },
});
