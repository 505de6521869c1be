import type { AnyAction, Actions, Output } from '../../gateway/action';
import type { Fields, InputOf } from '../../gateway/shape';
import { onIdentity } from './iam-action';
import { keepFormerPolicies } from './identity-directory';
import { iamError } from './iam-errors';
import {
  POLICY_ARN,
  iamPage,
  identityName,
  PAGE_MEMBERS,
  PATH_PREFIX,
  POLICY_DOCUMENT,
  POLICY_NAME,
} from './iam-shapes';
import type { IamStore } from './iam-store';
import { IDENTITY_KINDS, type Identity, type IdentityKind } from './identity';
import { policySize, storedPolicy, encodedPolicy } from './stored-policy';

const MAX_ATTACHED = 10;

/**
 * The operations on the policies of one kind of identity: AttachRolePolicy, PutUserPolicy, …
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutUserPolicy.html
 */
export const identityPolicyActions = (kind: IdentityKind): Actions<IamStore> =>
  Object.fromEntries([...attachedPolicyActions(kind), ...inlinePolicyActions(kind)]);

type NamedAction = [operation: string, AnyAction<IamStore>];

/** Makes operations on the policies of the identity that an input names. */
const policyOperations =
  (kind: IdentityKind) =>
  <const F extends Fields>(
    operation: string,
    input: F,
    run: (identity: Identity, input: InputOf<F>, store: IamStore) => Output,
  ): NamedAction => [
    operation,
    {
      input: { [`${kind}Name`]: identityName(kind), ...input },
      permissions: onIdentity(kind, `iam:${operation}`),
      run: (given: InputOf<F> & Readonly<Record<string, string>>, store: IamStore) =>
        run(store.mustFind(kind, given[`${kind}Name`]), given, store),
    },
  ];

function attachedPolicyActions(kind: IdentityKind): NamedAction[] {
  const onPolicies = policyOperations(kind);
  return [
    onPolicies(`Attach${kind}Policy`, { PolicyArn: POLICY_ARN }, (identity, { PolicyArn }, store) => {
      const { attachedPolicies } = identity;
      store.checkAttachable(PolicyArn);
      if (attachedPolicies.size >= MAX_ATTACHED && !attachedPolicies.has(PolicyArn))
        throw iamError('LimitExceeded', `Cannot exceed quota for PoliciesPer${kind}: ${MAX_ATTACHED}`);
      willChange(identity, store);
      attachedPolicies.add(PolicyArn);
      return changed(identity, store);
    }),
    onPolicies(`Detach${kind}Policy`, { PolicyArn: POLICY_ARN }, (identity, { PolicyArn }, store) => {
      const { attachedPolicies } = identity;
      if (!attachedPolicies.has(PolicyArn))
        throw iamError('NoSuchEntity', `Policy ${PolicyArn} was not found.`);
      willChange(identity, store);
      attachedPolicies.delete(PolicyArn);
      return undefined;
    }),
    onPolicies(
      `ListAttached${kind}Policies`,
      { PathPrefix: PATH_PREFIX, ...PAGE_MEMBERS },
      ({ attachedPolicies }, { PathPrefix = '/', ...page }) => {
        const found = [...attachedPolicies].filter((arn) => pathOf(arn).startsWith(PathPrefix));
        const { items, next } = iamPage(found, (arn) => arn, page);
        const AttachedPolicies = items.map((arn) => ({
          PolicyName: arn.slice(arn.lastIndexOf('/') + 1),
          PolicyArn: arn,
        }));
        return { AttachedPolicies, ...next };
      },
    ),
  ];
}

function inlinePolicyActions(kind: IdentityKind): NamedAction[] {
  const { word, maxInline } = IDENTITY_KINDS[kind];
  const onPolicies = policyOperations(kind);
  const noInline = (name: string): Error =>
    iamError('NoSuchEntity', `The ${word} policy with name ${name} cannot be found.`);
  return [
    onPolicies(
      `Put${kind}Policy`,
      { PolicyName: POLICY_NAME, PolicyDocument: POLICY_DOCUMENT },
      (identity, { PolicyName, PolicyDocument }, store) => {
        const { name, inlinePolicies } = identity;
        const policy = storedPolicy(PolicyDocument, 'identity');
        const policies = new Map(inlinePolicies).set(PolicyName, policy);
        const size = [...policies.values()].reduce((sum, one) => sum + policySize(one), 0);
        if (size > maxInline)
          throw iamError(
            'LimitExceeded',
            `Maximum policy size of ${maxInline} bytes exceeded for ${word} ${name}`,
          );
        willChange(identity, store);
        inlinePolicies.set(PolicyName, policy);
        return changed(identity, store);
      },
    ),
    onPolicies(
      `Get${kind}Policy`,
      { PolicyName: POLICY_NAME },
      ({ name, inlinePolicies }, { PolicyName }) => {
        const policy = inlinePolicies.get(PolicyName);
        if (!policy) throw noInline(PolicyName);
        return { [`${kind}Name`]: name, PolicyName, PolicyDocument: encodedPolicy(policy) };
      },
    ),
    onPolicies(`Delete${kind}Policy`, { PolicyName: POLICY_NAME }, (identity, { PolicyName }, store) => {
      const { inlinePolicies } = identity;
      if (!inlinePolicies.has(PolicyName)) throw noInline(PolicyName);
      willChange(identity, store);
      inlinePolicies.delete(PolicyName);
      return undefined;
    }),
    onPolicies(`List${kind}Policies`, PAGE_MEMBERS, ({ inlinePolicies }, page) => {
      const { items, next } = iamPage(inlinePolicies.keys(), (name) => name, page);
      return { PolicyNames: items, ...next };
    }),
  ];
}

function willChange(identity: Identity, store: IamStore): void {
  const role = store.roles.get(identity.name);
  if (role === identity) keepFormerPolicies(role, store);
}

const changed = ({ arn }: Identity, { platform }: IamStore): undefined => {
  platform.faults.changed(arn);
  platform.changes.notify();
};

const pathOf = (arn: string): string => arn.slice(arn.indexOf('/'), arn.lastIndexOf('/') + 1);
