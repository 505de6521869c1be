import type { PolicyDocument } from '../policy-document';

/** What IAM knows of a role that decides over its calls. */
export interface RoleAuthority {
  readonly arn: string;
  /** One of the CDK's bootstrap. */
  readonly isBootstrap: boolean;
  readonly trust: PolicyDocument;
  /** Inline and attached policies. */
  readonly policies: readonly PolicyDocument[];
  readonly boundary: PolicyDocument | undefined;
  /** AWS managed policies whose documents the embedded AWS does not have: they grant nothing. */
  readonly unknownPolicies: readonly string[];
  readonly maxSessionSeconds: number;
}

/** The account's roles as they are at this moment. */
export interface RoleDirectory {
  find(roleArn: string): RoleAuthority | undefined;
  list(): readonly RoleAuthority[];
}
