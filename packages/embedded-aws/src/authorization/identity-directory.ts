import type { PolicyDocument } from '../policy-document';
import type { Caller } from './principal';

/** What authorization needs to know about a role or user. */
export interface Authority {
  readonly arn: string;
  /** Inline and attached policies. */
  readonly policies: readonly PolicyDocument[];
  readonly boundary: PolicyDocument | undefined;
  /** AWS managed policies unknown to the embedded AWS: they grant nothing. */
  readonly unknownPolicies: readonly string[];
}

/** What it needs to know about a role only. */
export interface RoleAuthority extends Authority {
  /** Its unique id: `AROA…`. */
  readonly id: string;
  /** Whether it is a CDK bootstrap role. */
  readonly isBootstrap: boolean;
  readonly trust: PolicyDocument;
  readonly maxSessionSeconds: number;
}

/** The account's current roles and users. */
export interface IdentityDirectory {
  find(roleArn: string): RoleAuthority | undefined;
  /** The same role as its requests see it: a fault may hide recent changes of its policies. */
  findCaller(roleArn: string): RoleAuthority | undefined;
  findUser(userArn: string): Authority | undefined;
  /** The user with an access key, or a revoked caller if the key was deleted or is inactive. */
  holderOf(accessKeyId: string): Caller | undefined;
  list(): readonly RoleAuthority[];
}
