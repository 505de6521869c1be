import { createHash } from 'node:crypto';

/** Default name of the stack. The app has only one, so `cdk deploy` and `cdk destroy` need no argument. */
export const STACK_NAME = 'EcommerceRecommenders';

/** Stack name of a stage, so that stages can be deployed next to each other; {@link STACK_NAME} for the stage `''`. */
export const stackNameOf = (stage: string): string => (stage === '' ? STACK_NAME : `${STACK_NAME}-${stage}`);

/** Ids that are omitted from a shop's name. The CDK omits `Default` from logical ids, too. */
const PLAIN_IDS: readonly string[] = ['Shop', 'Default'];

/**
 * Name of a shop: the stack's name if its id is `Shop`, otherwise `<stack>_<id>`. Stack names contain no underscore,
 * so no other stack has such a name, and `<stack>-*` in a policy matches none of the stack's other shops.
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

/** Personalize allows 63 characters. This leaves room for the longest use case. */
const MAX_SHOP_PART = 28;

/**
 * Prefix of the names of a shop's resources in Personalize: the shop's name, or its start with a digest if it is
 * long. All resources have the same prefix, so that policies can match them.
 */
export function resourcePrefix(shopName: string): string {
  if (shopName.length <= MAX_SHOP_PART) return shopName;
  const digest = createHash('sha256').update(shopName).digest('hex').slice(0, 8);
  return `${shopName.slice(0, MAX_SHOP_PART - digest.length)}${digest}`;
}
