import { GenerateMacCommand, type KMSClient } from '@aws-sdk/client-kms';
import { isGuestId } from '@ecommerce-recommenders/shop-data/data/our-ids';
import {
  isUserHash,
  USER_KEY_MESSAGE,
  userHash,
} from '@ecommerce-recommenders/shop-data/data/mapping/user-hash';
import type { StackOutputs } from '../deployed/stack-outputs';

/** The id by which the stack knows a user: a hash if the shop hashes ids. An id that is already a hash stays unchanged. */
export async function knownUserId(
  kms: KMSClient,
  outputs: StackOutputs,
  userId: string | undefined,
): Promise<string | undefined> {
  return userId === undefined || isUserHash(userId) ? userId : (await personIds(kms, outputs, userId))[0];
}

/**
 * All ids by which the stack may know a user, the most likely one first. If the shop hashes ids, an id that looks
 * like a hash may also be an original id.
 */
export async function personIds(
  kms: KMSClient,
  { UserKeyArn: KeyId }: StackOutputs,
  userId: string,
): Promise<readonly string[]> {
  // Ids of guests come from the API and are never hashed.
  if (KeyId === undefined || isGuestId(userId)) return [userId];
  const Message = Buffer.from(USER_KEY_MESSAGE);
  const { Mac } = await kms.send(new GenerateMacCommand({ KeyId, Message, MacAlgorithm: 'HMAC_SHA_256' }));
  const hash = userHash(Mac!)(userId);
  return isUserHash(userId) ? [hash, userId] : [hash];
}
