/**
 * Prefix of every user id that the stack itself sends to Personalize. A customer with such an id would affect the
 * recommendations of others, so all entry points reject it: tokens and JWTs of the API, and the preparation of users
 * and interactions. The SQL of the Glue job and the rows program cannot import this file; tests keep them in sync.
 */
export const OUR_PREFIX = 'anonymous:';

/** Placeholder user ids without history. Their second colon distinguishes them from sessions. */
export const OUR_IDS = {
  /** Used for answers that are the same for everybody. */
  nobody: `${OUR_PREFIX}:nobody`,
  /** Used for lists. */
  lists: `${OUR_PREFIX}:lists`,
} as const;

/** Id of a session in Personalize. It serves both as a user id and as the session of events. */
export const anonymousId = (session: string): string => `${OUR_PREFIX}${session}`;

/** Prefix of the ids of guests: users whom the API has admitted, without an account of the shop. */
const GUEST_PREFIX = 'guest:';

/** Id of a guest in Personalize. */
export const guestId = (random: string): string => `${GUEST_PREFIX}${random}`;

/** Whether a user is a guest. */
export const isGuestId = (id: string): boolean => id.startsWith(GUEST_PREFIX);

const ORDER_PREFIX = 'order:';

/** User id for the rows of an order that name no user. */
export const orderUserId = (order: string): string => `${ORDER_PREFIX}${order}`;

/** Whether a user id was made from an order. */
export const isOrderUserId = (id: string): boolean => id.startsWith(ORDER_PREFIX);

/** Whether an id is reserved for the stack. */
export const isOurId = (id: string): boolean => id.startsWith(OUR_PREFIX);

/** Why a value is rejected, for messages. */
export const OUR_ID_PROBLEM = `begins with ${OUR_PREFIX}, as the ids of this stack’s own sessions do; give the user another id`;
