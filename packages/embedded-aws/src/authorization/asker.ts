import type { Caller, Principal, ServicePrincipal } from './principal';

/** Somebody who asks: who it is to policies, and what their conditions may ask about it. */
export interface Asker {
  /** As messages name it: an ARN, or a service. */
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
      // The older name of the same, in the policy that SNS gives every topic.
      'aws:SourceOwner': accountId,
      ...(sourceArn !== undefined && { 'aws:SourceArn': sourceArn }),
    }),
  }),
});

const caller = ({ arn, roleArn, userId }: Caller, accountId: string): Asker => ({
  name: arn,
  principal:
    roleArn === undefined
      ? { kind: 'account', accountId }
      : { kind: 'role', accountId, roleArn, sessionArn: arn },
  context: () => ({
    'aws:PrincipalIsAWSService': 'false',
    'aws:PrincipalAccount': accountId,
    'aws:PrincipalArn': roleArn ?? arn,
    'aws:PrincipalType': roleArn === undefined ? 'Account' : 'AssumedRole',
    'aws:userid': userId,
  }),
});
