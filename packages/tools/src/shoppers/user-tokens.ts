import { GenerateMacCommand, type KMSClient } from '@aws-sdk/client-kms';

const HOUR_SECONDS = 3_600;

/**
 * Creates tokens that authenticate users to the API, as a shop's back end does: `base64url(JSON).base64url(HMAC of
 * the first part)`.
 *
 * With a token that names items, the shop confirms that the user has bought them.
 *
 * @param KeyId - the stack's key
 * @param now - milliseconds since 1970
 */
export const userTokens =
  (kms: KMSClient, KeyId: string, now: () => number) =>
  async (user: string, purchases?: readonly string[]): Promise<string> => {
    const expires = Math.floor(now() / 1_000) + HOUR_SECONDS;
    const content = Buffer.from(JSON.stringify({ user, expires, purchases })).toString('base64url');
    const { Mac = new Uint8Array() } = await kms.send(
      new GenerateMacCommand({ KeyId, Message: Buffer.from(content), MacAlgorithm: 'HMAC_SHA_256' }),
    );
    return `${content}.${Buffer.from(Mac).toString('base64url')}`;
  };
