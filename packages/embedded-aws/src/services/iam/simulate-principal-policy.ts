import { contextOf } from '../../authorization/context';
import { decide, type Decision } from '../../authorization/decide';
import type { Principal } from '../../authorization/principal';
import { iamAction } from './iam-action';
import { iamError } from './iam-errors';
import type { IamStore } from './iam-store';
import { iamIdentities } from './identity-directory';

const TEXTS = { type: 'list', of: { type: 'string', min: 1, max: 2_048 } } as const;

/**
 * Evaluates the current policies of a role or user, without resource policies and condition keys.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
 */
export const simulatePrincipalPolicy = iamAction({
  input: {
    PolicySourceArn: { type: 'string', required: true, min: 20, max: 2_048 },
    ActionNames: { ...TEXTS, required: true },
    ResourceArns: TEXTS,
  },
  permissions: ({ PolicySourceArn }) => [
    { action: 'iam:SimulatePrincipalPolicy', resources: [PolicySourceArn] },
  ],
  run: ({ PolicySourceArn, ActionNames, ResourceArns = ['*'] }, store) => {
    const { principal, authority } = partyOf(PolicySourceArn, store);
    const context = contextOf({});
    const EvaluationResults = ActionNames.flatMap((action) =>
      ResourceArns.map((resource) => {
        const policies = { identity: authority.policies, boundary: authority.boundary };
        const decision = decide({ principal, action, resource, context }, policies);
        return { EvalActionName: action, EvalResourceName: resource, EvalDecision: inWords(decision) };
      }),
    );
    return { EvaluationResults, IsTruncated: false };
  },
});

function partyOf(arn: string, store: IamStore) {
  const { accountId } = store.platform;
  const identities = iamIdentities(store);
  const role = identities.find(arn);
  const user = identities.findUser(arn);
  const authority = role ?? user;
  if (!authority) throw iamError('NoSuchEntity', `The entity with ARN ${arn} cannot be found.`);
  const principal: Principal = role
    ? { kind: 'role', accountId, roleArn: arn, sessionArn: arn }
    : { kind: 'user', accountId, userArn: arn };
  return { principal, authority };
}

const inWords = (decision: Decision): string => {
  if (decision.isAllowed) return 'allowed';
  return decision.isExplicit ? 'explicitDeny' : 'implicitDeny';
};
