import { GenerateMacCommand } from '@aws-sdk/client-kms';

const LIFE_SECONDS = 3600;
const PURCHASE_SECONDS = 600;

/**
 * Signs who a user is, which proves it to the API: `base64url(JSON).base64url(HMAC)`. The key stays in KMS. A token serves
 * until half of its life is over, so that a page that is open has some left.
 *
 * With items it is the shop's word that the user has bought them: made when an order is taken, for ten minutes.
 *
 * @returns a function from a user's id, and the ids of the items, to a token
 */
export function userTokens({ kms, keyArn, now = Date.now }) {
  const kept = new Map();
  const sign = async (said) => {
    const content = Buffer.from(JSON.stringify(said)).toString('base64url');
    const { Mac } = await kms.send(
      new GenerateMacCommand({ KeyId: keyArn, MacAlgorithm: 'HMAC_SHA_256', Message: Buffer.from(content) }),
    );
    return `${content}.${Buffer.from(Mac).toString('base64url')}`;
  };
  return async (user, purchases) => {
    const seconds = Math.floor(now() / 1000);
    if (purchases) return sign({ user, purchases, expires: seconds + PURCHASE_SECONDS });
    const known = kept.get(user);
    if (known && known.expires - LIFE_SECONDS / 2 > seconds) return known.token;
    const expires = seconds + LIFE_SECONDS;
    const token = await sign({ user, expires });
    kept.set(user, { token, expires });
    return token;
  };
}
