import { createHmac } from 'node:crypto';

/**
 * What the KMS key of the stack makes a code of. The code is the key of the hashes: one request to KMS for any number of
 * users. A back end that asks for recommendations or sends events makes the same one.
 */
export const USER_KEY_MESSAGE = 'ids of users';

/** Turns a personal id of a user into one that is none; the empty id stays empty. */
export type HashUser = (id: string) => string;

/** HMAC-SHA256 of an id in hexadecimal. @param key - the code of {@link USER_KEY_MESSAGE} */
export const userHash =
  (key: Uint8Array): HashUser =>
  (id) =>
    id === '' ? '' : createHmac('sha256', key).update(id).digest('hex');

/** Whether an id is such a hash. */
export const isUserHash = (id: string): boolean => /^[0-9a-f]{64}$/.test(id);
