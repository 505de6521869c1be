import { createHash } from 'node:crypto';
import { bootstrapRegion } from '../../bootstrap';
import type { Platform } from '../../platform';
import { iamError } from './iam-errors';
import { IDENTITY_KINDS, type Identity, type IdentityKind } from './identity';
import type { ManagedPolicy } from './managed-policy';
import { FormerPolicies } from './former-policies';
import type { Role } from './role';
import { storedPolicy } from './stored-policy';
import type { Group, User } from './user';

interface Identities {
  readonly Role: Role;
  readonly User: User;
  readonly Group: Group;
}

/** The account's roles, users, groups and managed policies. */
export class IamStore {
  readonly roles = new Map<string, Role>();
  readonly users = new Map<string, User>();
  readonly groups = new Map<string, Group>();
  /** By ARN. */
  readonly policies = new Map<string, ManagedPolicy>();
  /** Ids of all access keys ever created. */
  readonly knownKeys = new Set<string>();

  readonly formerPolicies: FormerPolicies;
  /** Creation time of the account. */
  readonly createdAt: Date;

  constructor(readonly platform: Platform) {
    this.createdAt = this.now();
    this.formerPolicies = new FormerPolicies(platform);
  }

  now(): Date {
    return new Date(this.platform.clock.now());
  }

  arn(kind: 'role' | 'user' | 'group' | 'policy', path: string, name: string): string {
    return `arn:aws:iam::${this.platform.accountId}:${kind}${path}${name}`;
  }

  /** A unique id with IAM's prefix for its kind: `AROA`, `ANPA`. */
  newId(prefix: string): string {
    const digest = createHash('sha256').update(this.platform.newId()).digest('hex');
    return prefix + digest.slice(0, 17).toUpperCase();
  }

  /** An identity without policies, not stored yet. @throws AwsError `EntityAlreadyExists` */
  newIdentity(kind: IdentityKind, name: string, path = '/'): Identity {
    if (this.find(kind, name))
      throw iamError('EntityAlreadyExists', `${kind} with name ${name} already exists.`);
    const { word, prefix } = IDENTITY_KINDS[kind];
    return {
      path,
      name,
      id: this.newId(prefix),
      arn: this.arn(word, path, name),
      createdAt: this.now(),
      inlinePolicies: new Map(),
      attachedPolicies: new Set(),
    };
  }

  find<Kind extends IdentityKind>(kind: Kind, name: string): Identities[Kind] | undefined;
  find(kind: IdentityKind, name: string): Identity | undefined {
    if (kind === 'Role') return this.findRole(name);
    return (kind === 'User' ? this.users : this.groups).get(name);
  }

  /** @throws AwsError `NoSuchEntity` */
  mustFind<Kind extends IdentityKind>(kind: Kind, name: string): Identities[Kind] {
    const found = this.find(kind, name);
    if (found) return found;
    throw iamError('NoSuchEntity', `The ${IDENTITY_KINDS[kind].word} with name ${name} cannot be found.`);
  }

  /** Creates bootstrap roles on first access, and drops those whose bootstrap is gone. */
  findRole(name: string): Role | undefined {
    const role = this.roles.get(name);
    if (role && !role.isBootstrap) return role;
    const exists = bootstrapRegion('role', name, this.platform) !== undefined;
    if (!exists) this.roles.delete(name);
    return exists ? (role ?? this.addBootstrapRole(name)) : undefined;
  }

  /** Changes the path of a user or group. @throws AwsError `NoSuchEntity` */
  move(kind: 'User' | 'Group', name: string, path: string | undefined): undefined {
    const identity: Identity = this.mustFind(kind, name);
    identity.path = path ?? identity.path;
    identity.arn = this.arn(IDENTITY_KINDS[kind].word, identity.path, name);
  }

  groupsOf(userName: string): Group[] {
    return [...this.groups.values()].filter(({ users }) => users.has(userName));
  }

  /** @throws AwsError `DeleteConflict` */
  checkWithoutPolicies({ inlinePolicies, attachedPolicies }: Identity): void {
    if (attachedPolicies.size > 0)
      throw iamError('DeleteConflict', 'Cannot delete entity, must detach all policies first.');
    if (inlinePolicies.size > 0)
      throw iamError('DeleteConflict', 'Cannot delete entity, must delete policies first.');
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

  /** Number of roles, users and groups that a managed policy is attached to. */
  attachmentCount(arn: string): number {
    const identities = [...this.roles.values(), ...this.users.values(), ...this.groups.values()];
    return identities.filter(({ attachedPolicies }) => attachedPolicies.has(arn)).length;
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
