import { AwsError } from '../aws-error';
import type { Clock } from '../clock';
import type { Caller, ServicePrincipal } from './principal';
import { askerOf, type Asker } from './asker';
import { contextOf, lazyContext, type Context } from './context';
import { decide, type Decision } from './decide';
import type { Need } from './permission';
import type { PermissionUses } from './permission-uses';
import { denial, type Refusal } from './refusal';
import type { Authority, IdentityDirectory, RoleAuthority } from './identity-directory';

/** Dependencies of an {@link Authorizer}. */
export interface AuthorizerOptions {
  readonly accountId: string;
  readonly clock: Clock;
  /** Undefined in an account without IAM, where everything is allowed. */
  readonly identities: () => IdentityDirectory | undefined;
  readonly uses: PermissionUses;
}

/** A call to authorize. */
export interface IntendedCall {
  readonly caller: Caller;
  readonly region: string;
  /** Adds a line to the request log. */
  note(text: string): void;
}

/** An attempt to assume a role. */
export interface Assumption {
  readonly roleArn: string;
  readonly by: Caller | ServicePrincipal;
  readonly externalId?: string;
}

/** A caller, with the role behind its session, or its user. */
interface Party {
  readonly asker: Asker;
  /** Undefined for the account itself, for services, and for a session whose role is gone. */
  readonly authority: Authority | undefined;
  /** The role behind the session, if any. */
  readonly role?: RoleAuthority;
}

const REVOKED: Refusal = {
  kind: 'invalidToken',
  message: 'The security token included in the request is invalid.',
};

/** Authorizes calls by the account's policies at the moment of the call. */
export class Authorizer {
  /** Cached by caller, because sessions make many calls. */
  private readonly askers = new WeakMap<Caller | ServicePrincipal, Asker>();

  constructor(private readonly options: AuthorizerOptions) {}

  /** Why a call is denied, or undefined. Counts the role permissions that it used. */
  refusal(call: IntendedCall, needs: readonly Need[]): Refusal | undefined {
    const { caller } = call;
    if (caller.kind === 'revoked') return REVOKED;
    const directory = this.options.identities();
    if (!directory || needs.length === 0) return undefined;
    return (
      this.denialOf(this.partyOf(caller, directory), needs, call) ??
      (caller.alongside && this.denialOf(this.partyOf(caller.alongside, directory), needs, call))
    );
  }

  /**
   * Checks that a role's trust policy, and where needed the caller's own policies, allow the assumption.
   *
   * @throws AwsError `AccessDenied`, `ValidationError`
   */
  checkAssumption({ roleArn, by, externalId }: Assumption, durationSeconds: number, region: string): void {
    const directory = this.options.identities();
    if (!directory) return;
    const party = this.partyOf(by, directory);
    const refused = new AwsError(
      'AccessDenied',
      `User: ${party.asker.name} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
      403,
    );
    const role = directory.find(roleArn);
    if (!role) throw refused;
    const need: Need = {
      action: 'sts:AssumeRole',
      resources: [roleArn],
      resourcePolicy: role.trust,
      resourcePolicyMustAllow: true,
      ...(externalId !== undefined && { context: { 'sts:ExternalId': externalId } }),
    };
    if (!this.decideOn(party, need, roleArn, region).isAllowed) throw refused;
    if (durationSeconds > role.maxSessionSeconds)
      throw new AwsError(
        'ValidationError',
        `The requested DurationSeconds exceeds the MaxSessionDuration set for this role: ` +
          `${durationSeconds} > ${role.maxSessionSeconds}`,
      );
  }

  private denialOf(party: Party, needs: readonly Need[], call: IntendedCall): Refusal | undefined {
    for (const need of needs)
      for (const resource of need.resources) {
        const decision = this.decideOn(party, need, resource, call.region);
        if (decision.isAllowed) continue;
        for (const arn of party.authority?.unknownPolicies ?? [])
          call.note(`${arn} grants nothing: the embedded AWS does not have its document`);
        return denial(party.asker.name, need.action, resource, decision);
      }
    return undefined;
  }

  private partyOf(who: Caller | ServicePrincipal, directory: IdentityDirectory): Party {
    let asker = this.askers.get(who);
    if (!asker) this.askers.set(who, (asker = askerOf(who, this.options.accountId)));
    if (asker.principal.kind === 'user')
      return { asker, authority: directory.findUser(asker.principal.userArn) };
    if (asker.principal.kind !== 'role') return { asker, authority: undefined };
    const role = directory.findCaller(asker.principal.roleArn);
    return { asker, authority: role, role };
  }

  private decideOn(
    { asker, authority, role }: Party,
    need: Need,
    resource: string,
    region: string,
  ): Decision {
    const { action, resourcePolicy, resourcePolicyMustAllow } = need;
    // Only resource policies can deny the account itself.
    if (asker.principal.kind === 'account' && !resourcePolicy) return { isAllowed: true };
    const context = lazyContext(() => this.contextFor(asker, region, need.context));
    const decision = decide(
      { principal: asker.principal, action, resource, context },
      {
        identity: authority?.policies ?? [],
        boundary: authority?.boundary,
        resource: resourcePolicy,
        resourceMustAllow: resourcePolicyMustAllow,
      },
    );
    if (role && !role.isBootstrap) {
      this.options.uses.know(role);
      if (decision.isAllowed && decision.by) this.options.uses.add(role.arn, decision.by, action);
    }
    return decision;
  }

  private contextFor(asker: Asker, region: string, more: Need['context'] = {}): Context {
    const now = this.options.clock.now();
    return contextOf({
      'aws:CurrentTime': new Date(now).toISOString(),
      'aws:EpochTime': String(Math.floor(now / 1_000)),
      'aws:RequestedRegion': region,
      'aws:ResourceAccount': this.options.accountId,
      // Nothing is between a client and 127.0.0.1, so plain HTTP counts as secure.
      'aws:SecureTransport': 'true',
      'aws:SourceIp': '127.0.0.1',
      ...asker.context(),
      ...more,
    });
  }
}
