import type { PolicyStatement } from '../policy-document';
import { contextOf } from './context';
import { matchesPattern } from './matches-pattern';
import type { RoleAuthority } from './identity-directory';

/** A role's permissions, as `GET /_local/permissions` shows them. */
export interface PermissionReport {
  /** ARN */
  readonly role: string;
  readonly allowed: readonly AllowedAction[];
}

/** One action pattern of one statement, and the number of calls it allowed. */
export interface AllowedAction {
  readonly action: string;
  readonly resources: readonly string[];
  readonly uses: number;
}

/** Counts which role permissions are used; deleted roles are kept. */
export interface PermissionUses {
  /** Registers a role's policies, used or not. */
  know(role: RoleAuthority): void;
  /** Counts an action allowed by a statement. */
  add(roleArn: string, statement: PolicyStatement, action: string): void;
  report(): PermissionReport[];
  clear(): void;
}

/** A counter at zero. */
export function createPermissionUses(): PermissionUses {
  const roles = new Map<string, RoleUses>();
  let known = new WeakSet<object>();

  function usesOf(roleArn: string): RoleUses {
    let uses = roles.get(roleArn);
    if (!uses) roles.set(roleArn, (uses = new RoleUses()));
    return uses;
  }

  return {
    know: ({ arn, policies }) => {
      for (const policy of policies) {
        if (known.has(policy)) continue;
        known.add(policy);
        for (const statement of policy.statements)
          if (statement.Effect === 'Allow')
            for (const action of statement.Action ?? []) usesOf(arn).allowed(statement, action);
      }
    },
    add: (roleArn, statement, action) => void usesOf(roleArn).used(statement, action).uses++,
    report: () => [...roles].map(([role, uses]) => ({ role, allowed: uses.list() })),
    clear: () => {
      roles.clear();
      known = new WeakSet();
    },
  };
}

type Counted = AllowedAction & { uses: number };

/** Usage of one role. */
class RoleUses {
  private readonly byText = new Map<string, Counted>();
  /** Cache: statement and action to their counter. */
  private readonly byAction = new WeakMap<PolicyStatement, Map<string, Counted>>();

  allowed({ Resource = [] }: PolicyStatement, pattern: string): Counted {
    const text = JSON.stringify([pattern, Resource]);
    let counted = this.byText.get(text);
    if (!counted) this.byText.set(text, (counted = { action: pattern, resources: Resource, uses: 0 }));
    return counted;
  }

  used(statement: PolicyStatement, action: string): Counted {
    let byAction = this.byAction.get(statement);
    if (!byAction) this.byAction.set(statement, (byAction = new Map<string, Counted>()));
    let counted = byAction.get(action);
    if (!counted) byAction.set(action, (counted = this.allowed(statement, patternFor(action, statement))));
    return counted;
  }

  list(): AllowedAction[] {
    return Array.from(this.byText.values(), (counted) => ({ ...counted }));
  }
}

const NO_VARIABLES = contextOf({});

/** The first action pattern of a statement that matches an action. */
const patternFor = (action: string, { Action = [] }: PolicyStatement): string =>
  Action.find((pattern) => matchesPattern(action.toLowerCase(), pattern.toLowerCase(), NO_VARIABLES)) ??
  action;
