import { GenerateMacCommand, type KMSClient } from '@aws-sdk/client-kms';
import { isGuestId } from '@ecommerce-recommenders/shop-data/data/our-ids';
import {
  isUserHash,
  USER_KEY_MESSAGE,
  userHash,
} from '@ecommerce-recommenders/shop-data/data/mapping/user-hash';
import type { StackOutputs } from '../deployed/stack-outputs';

/** The id by which the stack knows a user: a hash where it hashes personal ids. An id that is a hash already stays. */
export async function knownUserId(
  kms: KMSClient,
  outputs: StackOutputs,
  userId: string | undefined,
): Promise<string | undefined> {
  return userId === undefined || isUserHash(userId) ? userId : (await personIds(kms, outputs, userId))[0];
}

/**
 * All ids by which the stack may know a user, the most likely one first. Where it hashes ids, one that looks like a hash is
 * either a hash or an id of the shop that happens to look like one: nothing tells them apart.
 */
export async function personIds(
  kms: KMSClient,
  { UserKeyArn: KeyId }: StackOutputs,
  userId: string,
): Promise<readonly string[]> {
  // The API makes the ids of guests, and hashes none.
  if (KeyId === undefined || isGuestId(userId)) return [userId];
  const Message = Buffer.from(USER_KEY_MESSAGE);
  const { Mac } = await kms.send(new GenerateMacCommand({ KeyId, Message, MacAlgorithm: 'HMAC_SHA_256' }));
  const hash = userHash(Mac!)(userId);
  return isUserHash(userId) ? [hash, userId] : [hash];
}
