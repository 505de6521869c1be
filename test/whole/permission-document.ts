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

/** Actions by their resources, which commas separate. */
type Grants = Readonly<Record<string, readonly string[]>>;

/** permissions.json: what each role may do, by its logical id. */
export type PermissionSnapshot = Readonly<
  Record<string, { readonly used?: Grants; readonly unused?: Grants }>
>;

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

/** The permissions by role and resources, all of it in order: a change of one permission is one changed line. */
export function snapshotOf(permissions: readonly StackPermission[]): PermissionSnapshot {
  const snapshot: Record<string, Partial<Record<'used' | 'unused', Record<string, string[]>>>> = {};
  const key = ({ role, action, resources }: StackPermission): string =>
    [role, action, ...resources].join(' ');
  for (const one of permissions.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))) {
    const grants = ((snapshot[one.role] ??= {})[one.isUsed ? 'used' : 'unused'] ??= {});
    (grants[one.resources.join(', ')] ??= []).push(one.action);
  }
  return snapshot;
}

const INTRODUCTION = `# What each role of the stack is allowed

\`test/whole/least-privilege.long.test.ts\` deploys a stack with everything on the embedded AWS, which denies what no policy allows. It
updates, fails, leaves things behind, does what an analyst does, and destroys. An action that nothing uses fails that test unless it is
listed with its reason, and so does a permission that is not in \`test/whole/permissions.json\`, which
\`UPDATE_DOCS=1 npx jest test/whole/least-privilege\` writes.

The role whose name begins with \`CoreProviderHandlerRole\` may delete filters, event trackers and metric attributions of any name,
because those that somebody has added by hand block the deletion of the dataset group. Its function deletes only what is in the
dataset group of the stack, when the stack is deleted or its creation is rolled back; of recommenders only those that its owner tag
names as the stack’s.`;

const code = (text: string): string => `\`${text}\``;

/** docs/permissions.md: what roles may do on any resource. */
export function permissionSummary(snapshot: PermissionSnapshot): string {
  const grants = Object.values(snapshot).flatMap(({ used = {}, unused = {} }) => [used, unused]);
  const actions = grants.flatMap((one) => Object.values(one)).reduce((sum, { length }) => sum + length, 0);
  const rows = Object.entries(snapshot).flatMap(([role, { used = {}, unused = {} }]) => {
    const wide = [used, unused].flatMap((one) => one['*'] ?? []);
    return wide.length === 0 ? [] : [`| ${code(role)} | ${wide.map(code).join(', ')} |`];
  });
  return `${INTRODUCTION}

The ${Object.keys(snapshot).length} roles of that stack have ${actions} permissions. The page of the same name on the site
(\`npm run site\`) lists each with its resources. Any resource is allowed to these alone, whose actions know no resource, or none that
could be named:

| role | on any resource |
| --- | --- |
${rows.join('\n')}
`;
}

/** The page of the site: all permissions. */
export function permissionDocument(
  snapshot: PermissionSnapshot,
  exceptions: readonly UnusedPermission[],
): string {
  const rows = (grants: Grants = {}, used: (action: string) => string): string[] =>
    Object.entries(grants).flatMap(([resources, actions]) =>
      actions.map(
        (action) => `| ${code(action)} | ${resources.split(', ').map(code).join('<br>')} | ${used(action)} |`,
      ),
    );
  const sections = Object.entries(snapshot).map(([role, { used, unused }]) => {
    const all = [
      ...rows(used, () => 'yes'),
      ...rows(unused, (action) => `no: ${reasonFor({ role, action }, exceptions) ?? 'nobody knows'}`),
    ];
    return `## ${role}\n\n| action | on | used |\n| --- | --- | --- |\n${all.sort().join('\n')}`;
  });
  return `${[INTRODUCTION, ...sections].join('\n\n')}\n`;
}
