import type { DeploymentLog } from './deployment-log';
import { Refusal } from './requests';
import { remembered, type Shop } from './shop';

/**
 * The deployed shop. It is read again after each deployment.
 *
 * @param read - gets the previous shop, to keep its visitors' events
 * @param coming - the shop while its stack is deployed for the first time
 */
export function followedShop(
  log: DeploymentLog,
  read: (before: Shop | undefined) => Promise<Shop>,
  coming?: () => Promise<Shop>,
): () => Promise<Shop> {
  let before: Shop | undefined;
  let isUp = false;
  const renewed = (): (() => Promise<Shop>) =>
    remembered(async () => {
      before = await read(before);
      isUp = true;
      return before;
    });
  let shop = renewed();
  log.watch((message) => {
    if (message.kind !== 'stage' || message.stage === 'deploying') return;
    shop = renewed();
    if (!log.hasStack) isUp = false;
  });
  return async () => {
    if (coming && log.isDeploying && !isUp) return coming();
    if (log.hasStack) return shop();
    throw new Refusal(
      503,
      'The stack is destroyed, or about to be. The shop opens again with the next deployment.',
      { kind: 'destroyed' },
    );
  };
}
