import type { PermissionReport } from 'embedded-aws/authorization/permission-uses';

/** A permission that a deployment has but does not use. */
export interface UnusedPermission {
  /** Matches the logical ids of the roles. */
  readonly role: RegExp;
  readonly action: RegExp;
  readonly because: string;
}

/** A permission of the stack, with names as the template has them. */
export interface StackPermission {
  /** Logical id. */
  readonly role: string;
  readonly action: string;
  readonly resources: readonly string[];
  readonly isUsed: boolean;
}

/**
 * The permissions of a stack's roles among the account's, without what differs between stacks.
 *
 * @param names - `<LogicalId>` by physical id, of roles and of everything else with a generated name
 */
export function stackPermissions(
  reports: readonly PermissionReport[],
  names: ReadonlyMap<string, string>,
): StackPermission[] {
  const stable = (text: string): string =>
    [...names]
      .reduce((all, [physicalId, name]) => all.replaceAll(physicalId, name), text)
      .replace(/[0-9a-f]{64}/, '<hash>');
  return reports.flatMap(({ role, allowed }) => {
    const roleId = names.get(role.slice(role.lastIndexOf('/') + 1));
    if (roleId === undefined) return [];
    return allowed.map(({ action, resources, uses }) => ({
      role: roleId.slice(1, -1),
      action,
      resources: resources.map(stable),
      isUsed: uses > 0,
    }));
  });
}

/** Why an unused permission exists, or undefined. */
export const reasonFor = (
  { role, action }: Pick<StackPermission, 'role' | 'action'>,
  exceptions: readonly UnusedPermission[],
): string | undefined =>
  exceptions.find((exception) => exception.role.test(role) && exception.action.test(action))?.because;

const INTRODUCTION = `# What each role of the stack is allowed

\`test/lib/policies.txt\` has every statement of every policy of five shops, from the defaults to everything at once, and
\`npx jest test/lib/policies\` fails for one that is not in it. \`test/whole/least-privilege.long.test.ts\` deploys a stack with everything on the
embedded AWS, which denies what no policy allows: it updates, fails, does what an analyst does, and destroys. An action that nothing uses
fails that test unless it is listed with its reason.

The role whose name begins with \`CoreProviderHandlerRole\` may delete filters, event trackers and metric attributions of any name,
because those that somebody has added by hand block the deletion of the dataset group. Its function deletes only what is in the
dataset group of the stack, when the stack is deleted or its creation is rolled back; of recommenders only those that its owner tag
names as the stack’s.`;

const code = (text: string): string => `\`${text.replaceAll('|', String.raw`\|`)}\``;

/** More policies than these are counted. */
const SHOWN_POLICIES = 4;

/**
 * docs/permissions.md: what roles may do on any resource.
 *
 * @param policies - the text of policies.txt
 */
export function permissionSummary(policies: string): string {
  const wide = new Map<string, string[]>();
  // A statement with a principal is one of a key, which is its resource.
  for (const [, policy, actions] of policies.matchAll(/^(\w+): Allow (\S+(?:, \S+)*) on \*(?: if .*)?$/gm)) {
    const role = policy.replace(/(DefaultPolicy)?[0-9A-F]{8}$/, '');
    wide.set(actions, [...(wide.get(actions) ?? []), role]);
  }
  const rows = [...wide].map(([actions, roles]) => {
    const named = [...new Set(roles)];
    const others = named.length > SHOWN_POLICIES ? ` and ${named.length - 1} others` : '';
    const shown = named
      .slice(0, others ? 1 : SHOWN_POLICIES)
      .map(code)
      .join(', ');
    return `| ${actions.split(', ').map(code).join(', ')} | ${shown}${others} |`;
  });
  return `${INTRODUCTION}

The page of the same name on the site (\`npm run site\`) lists all statements. Only these actions are allowed on any resource; most
of them cannot be limited to one. Those of EC2 are what Lambda asks of functions in a VPC, whose code is denied them.

| on any resource | policies of |
| --- | --- |
${rows.join('\n')}
`;
}

/** The page of the site: all statements, and the permissions that no scenario uses. */
export function permissionDocument(policies: string, exceptions: readonly UnusedPermission[]): string {
  const sections = policies
    .split(/^# /m)
    .slice(1)
    .map((section) => {
      const [title, ...lines] = section.trim().split('\n');
      const rows = lines.map((line) => {
        const [policy, statement] = line.split(/: (.*)/);
        return `| ${code(policy)} | ${code(statement)} |`;
      });
      return `## A shop with ${title}\n\n| policy | statement |\n| --- | --- |\n${rows.join('\n')}`;
    });
  const unused = exceptions.map(
    ({ role, action, because }) => `| ${code(role.source)} | ${code(action.source)} | ${because} |`,
  );
  const reasons = `## Not used by the scenarios\n\n| role | action | why it is there |\n| --- | --- | --- |\n${unused.join('\n')}`;
  return `${[INTRODUCTION, ...sections, reasons].join('\n\n')}\n`;
}
