import { GenerateMacCommand, type KMSClient } from '@aws-sdk/client-kms';
import { isUserHash, USER_KEY_MESSAGE, userHash } from '@ecommerce-recommenders/shop-data/mapping/user-hash';
import type { StackOutputs } from './stack-outputs';

/** The id by which the stack knows a user: a hash where it hashes personal ids. An id that is a hash already stays. */
export async function knownUserId(
  kms: KMSClient,
  { UserKeyArn: KeyId }: StackOutputs,
  userId: string | undefined,
): Promise<string | undefined> {
  if (userId === undefined || KeyId === undefined || isUserHash(userId)) return userId;
  const Message = Buffer.from(USER_KEY_MESSAGE);
  const { Mac } = await kms.send(new GenerateMacCommand({ KeyId, Message, MacAlgorithm: 'HMAC_SHA_256' }));
  return userHash(Mac!)(userId);
}
