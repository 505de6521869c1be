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
