import { Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { shopNameOf } from '@ecommerce-recommenders/shop-data/contracts/stack-name';
import { invalid } from './validation-error';

/**
 * Rejects a nested stack. CloudFormation generates its name on deployment, and the name is too long for Personalize.
 *
 * @throws ValidationError that names the stack
 */
export function refuseNestedStack(shop: Construct): void {
  const stack = Stack.of(shop);
  if (!Token.isUnresolved(stack.stackName)) return;
  throw invalid(
    shop,
    'ShopInNestedStack',
    `${shop.node.path} is in ${stack.node.path}, whose name is known on deployment only; the names of Personalize resources ` +
      `begin with it and have 63 characters at most. Put the shop into a stack that is not nested: ` +
      `new Stack(app, 'Shop').`,
  );
}

/** Shops of each stack by name. */
const shops = new WeakMap<Stack, Map<string, Construct>>();

/**
 * Registers the shop's name, which must be unique in its stack.
 *
 * @throws ValidationError that names the shop that already has it
 */
export function takeName(shop: Construct): string {
  const stack = Stack.of(shop);
  const { scopes } = shop.node;
  const name = shopNameOf(
    stack.stackName,
    scopes.slice(scopes.indexOf(stack) + 1).map(({ node }) => node.id),
  );
  const named = shops.get(stack) ?? new Map<string, Construct>();
  shops.set(stack, named);
  const first = named.get(name);
  if (first)
    throw invalid(
      shop,
      'SecondShopOfName',
      `${shop.node.path} has the name ${name}, which ${first.node.path} has already: names of shops are made of the ids in their ` +
        `stack, without Shop and Default, in which only letters and digits differ. Give it another id.`,
    );
  named.set(name, shop);
  return name;
}
