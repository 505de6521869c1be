import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { EcommerceRecommenders } from './ecommerce-recommenders';
import { belongTo, findShopOf } from './shop-of';
import { invalid } from './validation-error';

/** Add-ons of each shop by kind. A shop can have one of each, because their resources' names begin with the shop's. */
const taken = new WeakMap<EcommerceRecommenders, Map<unknown, Construct>>();

/**
 * Registers an add-on with its shop.
 *
 * @param props of the add-on
 * @throws ValidationError if `shop` is no shop of the add-on's stack or already has an add-on of this kind, or if
 * another property belongs to another shop
 */
export function takeShop(addOn: Construct, props: { readonly shop: unknown }): EcommerceRecommenders {
  const { shop } = props;
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
  refuseOtherShops(addOn, shop, props);
  kinds.set(addOn.constructor, addOn);
  belongTo(shop, addOn);
  return shop;
}

/** For example, an API with the filters of another shop would name filters that its recommenders reject. */
function refuseOtherShops(addOn: Construct, shop: EcommerceRecommenders, props: object): void {
  for (const [name, value] of Object.entries(props) as [string, unknown][])
    for (const one of [value].flat()) {
      const theirs = Construct.isConstruct(one) ? findShopOf(one) : undefined;
      if (theirs === undefined || theirs === shop) continue;
      throw invalid(
        addOn,
        'PartOfAnotherShop',
        `Property ${name} of ${addOn.node.path} is of the shop ${theirs.node.path}, and its own shop is ${shop.node.path}. Give it one of ` +
          `its own shop, or of none.`,
      );
    }
}
