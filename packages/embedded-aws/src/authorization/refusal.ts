import type { Decision } from './decide';

/** Why a call is not let in; each protocol has its own error for either. */
export interface Refusal {
  readonly kind: 'accessDenied' | 'expiredToken';
  readonly message: string;
}

/** Status and code of the errors that refuse a call. */
export type RefusalErrors = Readonly<Record<Refusal['kind'], readonly [code: string, status: number]>>;

/** A denial in AWS's words. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
export function denial(
  callerArn: string,
  action: string,
  resource: string,
  { isExplicit, because }: Extract<Decision, { isAllowed: false }>,
): Refusal {
  // S3 alone puts the resource in quotes.
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
