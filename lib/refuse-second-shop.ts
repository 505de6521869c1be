import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

const shops = new WeakMap<Stack, Construct>();

/**
 * Keeps a stack to one shop: what Personalize has of it is named for the stack, and the functions behind it are shared.
 *
 * @throws an error that names the shop that is there already
 */
export function refuseSecondShop(shop: Construct): void {
  const stack = Stack.of(shop);
  const first = shops.get(stack);
  if (first)
    throw new Error(
      `${shop.node.path} is the second shop of the stack ${stack.stackName}, which ${first.node.path} is in, and a stack ` +
        `holds one. Put it into a stack of its own.`,
    );
  shops.set(stack, shop);
}
