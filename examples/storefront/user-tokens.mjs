import { GenerateMacCommand } from '@aws-sdk/client-kms';

const LIFE_SECONDS = 3600;

/**
 * Signs who a user is, which proves it to the API: `base64url(JSON).base64url(HMAC)`. The key stays in KMS. A token serves
 * until half of its life is over, so that a page that is open has some left.
 *
 * @returns a function from a user's id to a token
 */
export function userTokens({ kms, keyArn, now = Date.now }) {
  const kept = new Map();
  return async (user) => {
    const seconds = Math.floor(now() / 1000);
    const known = kept.get(user);
    if (known && known.expires - LIFE_SECONDS / 2 > seconds) return known.token;
    const expires = seconds + LIFE_SECONDS;
    const content = Buffer.from(JSON.stringify({ user, expires })).toString('base64url');
    const { Mac } = await kms.send(
      new GenerateMacCommand({ KeyId: keyArn, MacAlgorithm: 'HMAC_SHA_256', Message: Buffer.from(content) }),
    );
    const token = `${content}.${Buffer.from(Mac).toString('base64url')}`;
    kept.set(user, { token, expires });
    return token;
  };
}
