/**
 * Start of every user id that the stack itself sends to Personalize. Whoever had such an id as a customer would write the
 * history by which others are answered, so that every door refuses it: the API's tokens and JWTs, and the preparation of users
 * and interactions. The SQL of the Glue job and the rows program cannot read this file; tests hold them to it.
 */
export const OUR_PREFIX = 'anonymous:';

/** Placeholder user ids without history. Their second colon is in no session's id. */
export const OUR_IDS = {
  /** Of answers that are for nobody in particular. */
  nobody: `${OUR_PREFIX}:nobody`,
  /** Of lists. */
  lists: `${OUR_PREFIX}:lists`,
} as const;

/** Id by which Personalize knows a session, as a user and as the session of events. */
export const anonymousId = (session: string): string => `${OUR_PREFIX}${session}`;

/** Whether no customer may have an id. */
export const isOurId = (id: string): boolean => id.startsWith(OUR_PREFIX);

/** Why a value is refused, for messages. */
export const OUR_ID_PROBLEM = `begins with ${OUR_PREFIX}, as the ids of this stack’s own sessions do; give the user another id`;
