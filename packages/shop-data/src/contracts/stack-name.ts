import { createHash } from 'node:crypto';

/** Name of the stack, so that `cdk deploy` and `cdk destroy` need no argument. */
export const STACK_NAME = 'EcommerceRecommenders';

/** Stack name of a stage, so that stages can be deployed side by side; {@link STACK_NAME} for the stage `''`. */
export const stackNameOf = (stage: string): string => (stage === '' ? STACK_NAME : `${STACK_NAME}-${stage}`);

/** Ids that are left out of a shop's name; the CDK leaves `Default` out of logical ids, too. */
const PLAIN_IDS: readonly string[] = ['Shop', 'Default'];

/**
 * Name of a shop: the stack's name for the id `Shop`, and `<stack>_<id>` for any other. No stack's name has an underscore, so no
 * other stack has such a name, and `<stack>-*` in a policy covers none of the stack's other shops.
 *
 * @param ids of the constructs from the stack to the shop
 */
export const shopNameOf = (stackName: string, ids: readonly string[]): string =>
  [
    stackName,
    ...ids.filter((id) => !PLAIN_IDS.includes(id)).map((id) => id.replace(/[^A-Za-z0-9]/g, '_')),
  ].join('_');

/** Name of a shop's dataset group. */
export const datasetGroupOf = (shopName: string): string => `${resourcePrefix(shopName)}-shop`;

/** Leaves room for the longest use case: Personalize allows 63 characters. */
const MAX_SHOP_PART = 28;

/**
 * Prefix of the names of a shop's resources in Personalize: the shop's name; a long one is truncated and completed
 * with a digest. It is the same for all of them, so that policies can match them.
 */
export function resourcePrefix(shopName: string): string {
  if (shopName.length <= MAX_SHOP_PART) return shopName;
  const digest = createHash('sha256').update(shopName).digest('hex').slice(0, 8);
  return `${shopName.slice(0, MAX_SHOP_PART - digest.length)}${digest}`;
}
