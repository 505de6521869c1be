import type { Decision } from './decide';

/** Why a call is refused; each protocol has its own error for each kind. */
export interface Refusal {
  readonly kind: 'accessDenied' | 'expiredToken' | 'invalidToken';
  readonly message: string;
}

/** Code and status of the refusal errors. */
export type RefusalErrors = Readonly<Record<Refusal['kind'], readonly [code: string, status: number]>>;

/** An access-denied message in AWS's words. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
export function denial(
  callerArn: string,
  action: string,
  resource: string,
  { isExplicit, because }: Extract<Decision, { isAllowed: false }>,
): Refusal {
  // Only S3 quotes the resource.
  const on = action.startsWith('s3:') ? `"${resource}"` : resource;
  const article = because === 'identity-based policy' ? 'an' : 'a';
  const why = isExplicit
    ? `with an explicit deny in ${article} ${because}`
    : `because no ${because} allows the ${action} action`;
  return {
    kind: 'accessDenied',
    message: `User: ${callerArn} is not authorized to perform: ${action} on resource: ${on} ${why}`,
  };
}
