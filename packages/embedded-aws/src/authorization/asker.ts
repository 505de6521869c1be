import type { Caller, Principal, ServicePrincipal } from './principal';

/** A caller as policies see it: principal and condition keys. */
export interface Asker {
  /** Name in messages: an ARN or a service. */
  readonly name: string;
  readonly principal: Principal;
  context(): Readonly<Record<string, string>>;
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
export function askerOf(who: Caller | ServicePrincipal, accountId: string): Asker {
  return 'service' in who ? service(who, accountId) : caller(who, accountId);
}

const service = ({ service, sourceArn, namesNoSource }: ServicePrincipal, accountId: string): Asker => ({
  name: service,
  principal: { kind: 'service', service },
  context: () => ({
    'aws:PrincipalIsAWSService': 'true',
    'aws:PrincipalServiceName': service,
    ...(!namesNoSource && {
      'aws:SourceAccount': accountId,
      // Older synonym, used in SNS's default topic policy.
      'aws:SourceOwner': accountId,
      ...(sourceArn !== undefined && { 'aws:SourceArn': sourceArn }),
    }),
  }),
});

const TYPES = { account: 'Account', role: 'AssumedRole', user: 'User' } as const;

function caller({ arn, kind, roleArn, userId }: Caller, accountId: string): Asker {
  const principal =
    roleArn !== undefined
      ? ({ kind: 'role', accountId, roleArn, sessionArn: arn } as const)
      : kind === 'user'
        ? ({ kind, accountId, userArn: arn } as const)
        : ({ kind: 'account', accountId } as const);
  return {
    name: arn,
    principal,
    context: () => ({
      'aws:PrincipalIsAWSService': 'false',
      'aws:PrincipalAccount': accountId,
      'aws:PrincipalArn': roleArn ?? arn,
      'aws:PrincipalType': TYPES[principal.kind],
      'aws:userid': userId,
      ...(principal.kind === 'user' && { 'aws:username': arn.slice(arn.lastIndexOf('/') + 1) }),
    }),
  };
}
