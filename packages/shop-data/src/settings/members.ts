import { SettingProblem } from './setting-kinds';

/** A wrong value of a member of a setting that is an object; `undefined` is a member that is missing. */
export const memberProblem = (member: string, got: unknown, allowed: string): SettingProblem =>
  new SettingProblem(
    `${member} is ${got === undefined ? 'absent' : JSON.stringify(got)}, allowed is ${allowed}.`,
  );

/**
 * Refuses members that a setting does not have.
 *
 * @param inWords - what a member is called in the message
 * @throws SettingProblem that names the first of them
 */
export function refuseUnknownMembers(
  given: object,
  members: readonly string[],
  inWords = (name: string): string => name,
): void {
  for (const [name, got] of Object.entries(given))
    if (!members.includes(name))
      throw memberProblem(inWords(name), got, `one of the members ${members.join(', ')}`);
}
