import { createHmac } from 'node:crypto';

/**
 * Message whose HMAC by the stack's KMS key is the key of the hashes. So one request to KMS is enough for any number
 * of users. A back end that asks for recommendations or sends events derives the same key.
 */
export const USER_KEY_MESSAGE = 'ids of users';

/** Pseudonymizes a user id. The empty id stays empty. */
export type HashUser = (id: string) => string;

/** HMAC-SHA256 of an id in hexadecimal. @param key - the HMAC of {@link USER_KEY_MESSAGE} */
export const userHash =
  (key: Uint8Array): HashUser =>
  (id) =>
    id === '' ? '' : createHmac('sha256', key).update(id).digest('hex');

/** Whether an id has the form of such a hash. */
export const isUserHash = (id: string): boolean => /^[0-9a-f]{64}$/.test(id);
