import type { Authority } from '../../authorization/identity-directory';
import type { Platform } from '../../platform';
import type { Role } from './role';

/** The part of a role's authority that a policy change affects. */
export type RolePolicies = Pick<Authority, 'policies' | 'unknownPolicies' | 'boundary'>;

interface Former extends RolePolicies {
  /** When they were replaced, in milliseconds since the Unix epoch. */
  readonly untilMs: number;
}

/** Changes per role that are kept. */
const MAX_KEPT = 50;

/** Former policies of roles in use, for the fault policy-propagation. */
export class FormerPolicies {
  private readonly used = new WeakSet<Role>();
  /** Oldest first. */
  private readonly former = new WeakMap<Role, Former[]>();

  constructor(private readonly platform: Pick<Platform, 'clock' | 'faults'>) {}

  /** Records a request that is made with a role. */
  use(role: Role): void {
    this.used.add(role);
  }

  /** Keeps the policies of a role that are about to change, unless nobody has used it yet. */
  keep(role: Role, policies: RolePolicies): void {
    if (!this.used.has(role)) return;
    const kept = this.former.get(role) ?? [];
    kept.push({ ...policies, untilMs: this.platform.clock.now() });
    this.former.set(role, kept.slice(-MAX_KEPT));
    this.platform.faults.changed(ageKey(role));
  }

  /** The policies by which a request is evaluated where a fault hides their changes; undefined for the current ones. */
  struck(role: Role): RolePolicies | undefined {
    const { faults, clock } = this.platform;
    const kept = faults.isEmpty ? undefined : this.former.get(role);
    const fault = kept && faults.strike('policy-propagation', { role: role.name, arn: ageKey(role) });
    return fault && kept.find(({ untilMs }) => untilMs > clock.now() - fault.seconds * 1_000);
  }
}

/** Not the role's ARN, whose age is that of the role or of any change, used or not. */
const ageKey = ({ arn }: Role): string => `${arn} policies`;
