import type { PersonalizeApi } from './personalize-api';

/**
 * Why a Create fails that would change a resource of another logical id. A rollback would send that logical id no
 * request, so nothing would undo the change.
 *
 * @param keeper the other logical id
 * @param what would change, as a sentence
 */
export const changeInMove = (arn: string, keeper: string, what: string): Error =>
  new Error(
    `${arn} moves from the logical id ${keeper}, and ${what}. A deployment that moves a resource must leave it as it is, because a ` +
      `rollback could not restore it. Nothing that is live has been changed. Deploy the other changes first, without the move; then move ` +
      `in a deployment of its own.`,
  );

/** A command class that changes nothing. */
export type Reading = abstract new (...input: never[]) => object;

/** A client for a resource that moves. It executes only these reading commands, and rejects all others. */
export const unchanging = (
  client: PersonalizeApi,
  reads: readonly Reading[],
  arn: string,
  keeper: string,
): PersonalizeApi => ({
  send: (async (command: object) => {
    if (!reads.some((reading) => command instanceof reading))
      throw changeInMove(arn, keeper, 'its options, columns or tags would change');
    return client.send(command as never);
  }) as PersonalizeApi['send'],
});
