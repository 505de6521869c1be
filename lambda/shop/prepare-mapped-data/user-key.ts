import { GenerateMacCommand, type KMSClient } from '@aws-sdk/client-kms';
import { USER_KEY_MESSAGE } from '@ecommerce-recommenders/shop-data/data/mapping/user-hash';

/** The key that user ids are hashed with, derived from the stack's KMS key; `undefined` if the shop does not hash them. */
export async function userKey(kms: KMSClient, KeyId: string | undefined): Promise<Uint8Array | undefined> {
  if (KeyId === undefined) return undefined;
  const Message = Buffer.from(USER_KEY_MESSAGE);
  const { Mac } = await kms.send(new GenerateMacCommand({ KeyId, Message, MacAlgorithm: 'HMAC_SHA_256' }));
  return Mac;
}
