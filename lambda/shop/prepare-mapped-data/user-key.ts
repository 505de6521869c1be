import { GenerateMacCommand, type KMSClient } from '@aws-sdk/client-kms';
import { USER_KEY_MESSAGE } from '@ecommerce-recommenders/shop-data/mapping/user-hash';

/** The key of the hashes of users' ids, made by the stack's KMS key; `undefined` where the shop has none. */
export async function userKey(kms: KMSClient, KeyId: string | undefined): Promise<Uint8Array | undefined> {
  if (KeyId === undefined) return undefined;
  const Message = Buffer.from(USER_KEY_MESSAGE);
  const { Mac } = await kms.send(new GenerateMacCommand({ KeyId, Message, MacAlgorithm: 'HMAC_SHA_256' }));
  return Mac;
}
