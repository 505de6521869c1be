import type { PolicyDocument } from '../policy-document';

/** What authorization needs to know about a role. */
export interface RoleAuthority {
  readonly arn: string;
  /** Whether it is a CDK bootstrap role. */
  readonly isBootstrap: boolean;
  readonly trust: PolicyDocument;
  /** Inline and attached policies. */
  readonly policies: readonly PolicyDocument[];
  readonly boundary: PolicyDocument | undefined;
  /** AWS managed policies unknown to the embedded AWS: they grant nothing. */
  readonly unknownPolicies: readonly string[];
  readonly maxSessionSeconds: number;
}

/** The account's current roles. */
export interface RoleDirectory {
  find(roleArn: string): RoleAuthority | undefined;
  list(): readonly RoleAuthority[];
}
