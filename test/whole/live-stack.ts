import { localStack, type LocalStack } from '@ecommerce-recommenders/tools/start/local-stack';
import { expectLive, type Expected } from '@ecommerce-recommenders/tools/deployed/expect-live';

/**
 * The stack, deployed by the CDK CLI, whose `deploy` looks by {@link expectLive} whenever an update has ended, also one that was
 * rolled back.
 *
 * @param looking - runs a look while faults are set; by default there are none
 */
export function liveStack(
  endpoint: string,
  folder: string,
  looking: <Result>(look: () => Promise<Result>) => Promise<Result> = (look) => look(),
): LocalStack {
  const stack = localStack(endpoint, folder);
  const live = (expected?: Expected): Promise<unknown> =>
    looking(async () => expectLive({ endpoint, outputs: await stack.outputs() }, expected));
  return {
    ...stack,
    deploy: async (...args) => {
      const before = await looking(() => stack.outputs().catch(() => undefined));
      try {
        await stack.deploy(...args);
      } catch (error) {
        if (before !== undefined) await live({ before });
        throw error;
      }
      if (before !== undefined) await live();
    },
  };
}
