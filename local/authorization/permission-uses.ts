import type { PolicyStatement } from '../policy-document';
import { contextOf } from './context';
import { matchesPattern } from './matches-pattern';
import type { RoleAuthority } from './role-directory';

/** A role and what its policies allow it, as `GET /_local/permissions` shows it. */
export interface PermissionReport {
  /** ARN */
  readonly role: string;
  readonly allowed: readonly AllowedAction[];
}

/** One action pattern of one statement, and how many calls it was that allowed them. */
export interface AllowedAction {
  readonly action: string;
  readonly resources: readonly string[];
  readonly uses: number;
}

/** Counts what of its roles' policies an account uses; roles that are gone are remembered. */
export interface PermissionUses {
  /** Notes a role's policies, used or not. */
  know(role: RoleAuthority): void;
  /** Counts an action that a statement allowed. */
  add(roleArn: string, statement: PolicyStatement, action: string): void;
  report(): PermissionReport[];
  clear(): void;
}

/** A count that begins with nothing. */
export function createPermissionUses(): PermissionUses {
  const uses = new Map<string, Map<string, AllowedAction>>();
  let known = new WeakSet<object>();

  function count(roleArn: string, { Resource = [] }: PolicyStatement, action: string, more: number): void {
    let allowed = uses.get(roleArn);
    if (!allowed) uses.set(roleArn, (allowed = new Map<string, AllowedAction>()));
    const key = JSON.stringify([action, Resource]);
    allowed.set(key, { action, resources: Resource, uses: (allowed.get(key)?.uses ?? 0) + more });
  }

  return {
    know: ({ arn, policies }) => {
      for (const policy of policies) {
        if (known.has(policy)) continue;
        known.add(policy);
        for (const statement of policy.statements)
          if (statement.Effect === 'Allow')
            for (const action of statement.Action ?? []) count(arn, statement, action, 0);
      }
    },
    add: (roleArn, statement, action) => count(roleArn, statement, patternFor(action, statement), 1),
    report: () => [...uses].map(([role, allowed]) => ({ role, allowed: [...allowed.values()] })),
    clear: () => {
      uses.clear();
      known = new WeakSet();
    },
  };
}

const NO_VARIABLES = contextOf({});

/** The first of a statement's action patterns that an action matches. */
const patternFor = (action: string, { Action = [] }: PolicyStatement): string =>
  Action.find((pattern) => matchesPattern(action.toLowerCase(), pattern.toLowerCase(), NO_VARIABLES)) ??
  action;
