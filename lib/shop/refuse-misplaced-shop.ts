import { Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { invalid } from './validation-error';

/**
 * Refuses a nested stack: CloudFormation generates its name on deployment, of more characters than names of Personalize
 * have room for.
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

const shops = new WeakMap<Stack, Construct>();

/**
 * Refuses a second shop in a stack: names of Personalize resources derive from the stack's name, and the functions are
 * shared.
 *
 * @throws ValidationError that names the shop that is there already
 */
export function refuseSecondShop(shop: Construct): void {
  const stack = Stack.of(shop);
  const first = shops.get(stack);
  if (first)
    throw invalid(
      shop,
      'SecondShopInStack',
      `${shop.node.path} is the second shop of the stack ${stack.stackName}, which already has ${first.node.path}; a stack ` +
        `can have one. Put it into another stack.`,
    );
  shops.set(stack, shop);
}
