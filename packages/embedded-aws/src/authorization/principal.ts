/** Who asks, as policies see it: the account itself, a session of one of its roles, or a service of AWS. */
export type Principal =
  | { readonly kind: 'account'; readonly accountId: string }
  | {
      readonly kind: 'role';
      readonly accountId: string;
      readonly roleArn: string;
      /** `arn:aws:sts::…:assumed-role/NAME/SESSION` */
      readonly sessionArn: string;
    }
  | { readonly kind: 'service'; readonly service: string };

/** A service of AWS that acts on its own account. */
export interface ServicePrincipal {
  /** `personalize.amazonaws.com` */
  readonly service: string;
  /** The resource on whose behalf it acts: `aws:SourceArn`. */
  readonly sourceArn?: string;
  /** Says nothing of whom it acts for, not even the account: conditions on that do not hold. */
  readonly namesNoSource?: true;
}

/** Who signed a request. Signatures are not verified: only the user whose embedded AWS it is gets this far. */
export interface Caller {
  readonly accessKeyId: string;
  /** `arn:aws:iam::…:root`, or `arn:aws:sts::…:assumed-role/NAME/SESSION`. */
  readonly arn: string;
  /** The unique id that GetCallerIdentity reports. */
  readonly userId: string;
  /** Role behind an assumed-role session. */
  readonly roleArn?: string;
  /** A service that makes the call on its own account as well: the policies of what it touches must allow both. */
  readonly alongside?: ServicePrincipal;
}

/**
 * A service that calls another on its own account, with no role: the policy of what it touches must allow it.
 *
 * @param service - `cloudwatch.amazonaws.com`
 * @param sourceArn - the resource on whose behalf it calls
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-services
 */
export const serviceCaller = (service: string, sourceArn?: string): Caller => ({
  accessKeyId: service,
  arn: service,
  userId: service,
  alongside: { service, sourceArn },
});
