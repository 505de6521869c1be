import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { EcommerceRecommenders } from './ecommerce-recommenders';
import { invalid } from './validation-error';

/** Add-ons of shops by their kind: names of what they deploy go by the shop's stack, so a shop has one of each. */
const taken = new WeakMap<EcommerceRecommenders, Map<unknown, Construct>>();

/**
 * Lets an add-on have its shop.
 *
 * @throws ValidationError if it is no shop of the add-on's stack, or has an add-on of this kind
 */
export function takeShop(addOn: Construct, shop: unknown): EcommerceRecommenders {
  const at = addOn.node.path;
  if (!(shop instanceof EcommerceRecommenders))
    throw invalid(
      addOn,
      'NoShop',
      `Property shop of ${at} is no shop that this app deploys. Give it the EcommerceRecommenders of its stack.`,
    );
  const [own, other] = [Stack.of(addOn), Stack.of(shop)];
  if (own !== other)
    throw invalid(
      addOn,
      'ShopOfAnotherStack',
      `${at} is in the stack ${own.node.path}, and its shop in ${other.node.path}: names of both begin with the name of one stack. ` +
        `Put it into ${other.node.path}.`,
    );
  const kinds = taken.get(shop) ?? new Map<unknown, Construct>();
  taken.set(shop, kinds);
  const first = kinds.get(addOn.constructor);
  if (first)
    throw invalid(
      addOn,
      'SecondAddOn',
      `${at} is the second ${addOn.constructor.name} of ${shop.node.path}, which already has ${first.node.path}; a shop can have ` +
        `one. Put what both are for into the first.`,
    );
  kinds.set(addOn.constructor, addOn);
  return shop;
}
