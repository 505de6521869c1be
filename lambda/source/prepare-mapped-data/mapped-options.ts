import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms';
import type { ShopMapping } from '@ecommerce-recommenders/shop-data/data/mapping/mapping';
import { parseMapping } from '@ecommerce-recommenders/shop-data/data/mapping/parse-mapping';
import { USER_KEY_MESSAGE } from '@ecommerce-recommenders/shop-data/data/mapping/user-hash';

/** Options for mapping a shop's own files. */
export interface MappedOptions {
  readonly mapping: ShopMapping;
  readonly maxBadRows: number;
  /** Absent if user ids are not hashed. */
  readonly userKey?: Uint8Array;
}

/** Parses the mapping options, which a custom resource or the state machine passes as text. */
export const mappedOptions = async (
  given: { readonly mapping: string; readonly maxBadRows: string; readonly userKeyArn?: string },
  kms = new KMSClient({}),
): Promise<MappedOptions> => ({
  mapping: parseMapping(JSON.parse(given.mapping)),
  maxBadRows: Number(given.maxBadRows),
  userKey: await userKey(kms, given.userKeyArn),
});

/** The key with which user ids are hashed, derived from the stack's KMS key; `undefined` if the shop does not hash them. */
async function userKey(kms: KMSClient, KeyId: string | undefined): Promise<Uint8Array | undefined> {
  if (KeyId === undefined) return undefined;
  const Message = Buffer.from(USER_KEY_MESSAGE);
  const { Mac } = await kms.send(new GenerateMacCommand({ KeyId, Message, MacAlgorithm: 'HMAC_SHA_256' }));
  return Mac;
}
