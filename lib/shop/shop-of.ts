import type { Construct, IConstruct } from 'constructs';

/** A shop. The names of its resources and of its add-ons' begin with its name. */
export interface NamedShop extends Construct {
  /** Prefix of the names of everything that it deploys. */
  readonly name: string;
}

const shops = new WeakMap<IConstruct, NamedShop>();

/** Assigns a construct (the shop itself, or an add-on anywhere in its stack) and everything below it to a shop. */
export function belongTo(shop: NamedShop, construct: IConstruct): void {
  shops.set(construct, shop);
}

/** The shop that a construct belongs to; undefined for constructs of the host app. */
export function findShopOf(construct: IConstruct): NamedShop | undefined {
  for (let scope: IConstruct | undefined = construct; scope; scope = scope.node.scope) {
    const shop = shops.get(scope);
    if (shop) return shop;
  }
  return undefined;
}

/** The shop that a construct belongs to, as `Stack.of` finds its stack; throws an error if it belongs to none. */
export function shopOf(construct: IConstruct): NamedShop {
  const shop = findShopOf(construct);
  if (shop) return shop;
  throw new Error(
    `${construct.node.path} belongs to no shop. Make it below an EcommerceRecommenders or an add-on of one.`,
  );
}
