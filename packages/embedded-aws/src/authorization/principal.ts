/** A caller as policies see it: the account itself, a user, a role session, or an AWS service. */
export type Principal =
  | { readonly kind: 'account'; readonly accountId: string }
  | {
      readonly kind: 'role';
      readonly accountId: string;
      readonly roleArn: string;
      /** `arn:aws:sts::…:assumed-role/NAME/SESSION` */
      readonly sessionArn: string;
    }
  | { readonly kind: 'user'; readonly accountId: string; readonly userArn: string }
  | { readonly kind: 'service'; readonly service: string };

/** An AWS service acting by itself, without a role. */
export interface ServicePrincipal {
  /** `personalize.amazonaws.com` */
  readonly service: string;
  /** The resource it acts for: `aws:SourceArn`. */
  readonly sourceArn?: string;
  /** Omits the source, even the account: conditions on it fail. */
  readonly namesNoSource?: true;
}

/** Who signed a request. Signatures are not verified: only the owner of this embedded AWS gets this far. */
export interface Caller {
  readonly accessKeyId: string;
  /** `arn:aws:iam::…:root`, `arn:aws:iam::…:user/NAME`, or `arn:aws:sts::…:assumed-role/NAME/SESSION`. */
  readonly arn: string;
  /** Unique id, as GetCallerIdentity reports it. */
  readonly userId: string;
  /** A user, or the signer with an inactive or deleted access key. */
  readonly kind?: 'user' | 'revoked';
  /** Role behind a session. */
  readonly roleArn?: string;
  /** A service that makes the call together with the role: resource policies must allow both. */
  readonly alongside?: ServicePrincipal;
}

/**
 * A service that calls another without a role: the target's resource policy must allow it.
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
