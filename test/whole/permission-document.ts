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
  { role, action }: StackPermission,
  exceptions: readonly UnusedPermission[],
): string | undefined =>
  exceptions.find((exception) => exception.role.test(role) && exception.action.test(action))?.because;

/** The permissions as Markdown, per role. */
export function permissionDocument(
  permissions: readonly StackPermission[],
  exceptions: readonly UnusedPermission[],
): string {
  const roles = [...new Set(permissions.map(({ role }) => role))].sort();
  const row = (permission: StackPermission): string => {
    const used = permission.isUsed ? 'yes' : `no: ${reasonFor(permission, exceptions) ?? 'nobody knows'}`;
    return `| \`${permission.action}\` | ${permission.resources.map((one) => `\`${one}\``).join('<br>')} | ${used} |`;
  };
  return [
    '# What each role of the stack is allowed',
    '',
    'Every action of every statement, and whether the scenarios of `test/whole/least-privilege.long.test.ts` use it: they',
    'deploy, update, fail, leave things behind, do what an analyst does, and destroy, on the embedded AWS, which',
    'denies what no policy allows. An action that nothing uses fails that test unless it is listed with its reason.',
    'Made by `UPDATE_DOCS=1 npx jest test/whole/least-privilege`.',
    '',
    'The role whose name begins with `CoreProviderHandlerRole` may delete filters, event trackers and metric attributions of any name,',
    'because those that somebody has added by hand block the deletion of the dataset group. Its function deletes only what is in the',
    'dataset group of the stack, when the stack is deleted or its creation is rolled back; of recommenders only those that its owner tag',
    'names as the stack’s.',
    ...roles.flatMap((role) => [
      '',
      `## ${role}`,
      '',
      '| action | on | used |',
      '| --- | --- | --- |',
      ...permissions
        .filter((permission) => permission.role === role)
        .map(row)
        .sort(),
    ]),
    '',
  ].join('\n');
}
