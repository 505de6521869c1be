import { createHash } from 'node:crypto';
import { bootstrapRolePattern } from '../../bootstrap';
import type { Platform } from '../../platform';
import { iamError } from './iam-errors';
import type { ManagedPolicy } from './managed-policy';
import type { Role } from './role';
import { storedPolicy } from './stored-policy';

/** The account's roles and managed policies. */
export class IamStore {
  readonly roles = new Map<string, Role>();
  /** By ARN. */
  readonly policies = new Map<string, ManagedPolicy>();

  constructor(readonly platform: Platform) {}

  now(): Date {
    return new Date(this.platform.clock.now());
  }

  arn(kind: 'role' | 'policy', path: string, name: string): string {
    return `arn:aws:iam::${this.platform.accountId}:${kind}${path}${name}`;
  }

  /** A unique id with IAM's prefix for its kind: `AROA`, `ANPA`. */
  newId(prefix: string): string {
    const digest = createHash('sha256').update(this.platform.newId()).digest('hex');
    return prefix + digest.slice(0, 17).toUpperCase();
  }

  /** Creates bootstrap roles on first access. */
  findRole(name: string): Role | undefined {
    const role = this.roles.get(name);
    if (role || !bootstrapRolePattern(this.platform.accountId).test(name)) return role;
    return this.addBootstrapRole(name);
  }

  /** @throws AwsError `NoSuchEntity` */
  mustFindRole(name: string): Role {
    const role = this.findRole(name);
    if (!role) throw iamError('NoSuchEntity', `The role with name ${name} cannot be found.`);
    return role;
  }

  /** @throws AwsError `NoSuchEntity` */
  mustFindPolicy(arn: string): ManagedPolicy {
    const policy = this.policies.get(arn);
    if (policy) return policy;
    const why = arn.startsWith(AWS_POLICIES)
      ? ': the embedded AWS knows AWS managed policies only by ARN'
      : '';
    throw iamError('NoSuchEntity', `Policy ${arn} does not exist or is not attachable${why}.`);
  }

  /** Checks that a policy can be attached: an existing customer policy, or any AWS managed one. */
  checkAttachable(arn: string): void {
    if (!arn.startsWith('arn:')) throw iamError('ValidationError', 'Invalid ARN:  Could not be parsed!');
    if (!arn.startsWith(AWS_POLICIES)) this.mustFindPolicy(arn);
  }

  /** Number of roles that a managed policy is attached to. */
  attachmentCount(arn: string): number {
    return [...this.roles.values()].filter(({ attachedPolicies }) => attachedPolicies.has(arn)).length;
  }

  private addBootstrapRole(name: string): Role {
    const trust = {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Principal: name.includes('cfn-exec')
            ? { Service: 'cloudformation.amazonaws.com' }
            : { AWS: this.platform.accountId },
        },
      ],
    };
    const role: Role = {
      path: '/',
      name,
      id: this.newId('AROA'),
      arn: this.arn('role', '/', name),
      createdAt: this.now(),
      isBootstrap: true,
      trustPolicy: storedPolicy(JSON.stringify(trust), 'trust'),
      description: undefined,
      maxSessionSeconds: 3_600,
      permissionsBoundary: undefined,
      tags: [],
      inlinePolicies: new Map(),
      attachedPolicies: new Set([`${AWS_POLICIES}AdministratorAccess`]),
    };
    this.roles.set(name, role);
    return role;
  }
}

const AWS_POLICIES = 'arn:aws:iam::aws:policy/';
