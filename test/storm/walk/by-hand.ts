import { OWNER_TAG } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';
import { RECOMMENDER_OUTPUTS } from '@ecommerce-recommenders/shop-data/contracts/stack-outputs';
import type { StackOutputs } from '@ecommerce-recommenders/tools/deployed/stack-outputs';
import type { ShopAccount } from '../shop-account';
import type { Given } from './walk';

/** What somebody, or something else in the account, does before a step. */
export const BY_HAND = {
  /** As taggers of companies do, which leave only their own tags. */
  'tags are lost': async ({ personalize }, outputs) => {
    for (const resourceArn of [...arnsOf(outputs), ...filterArns(outputs)])
      await personalize.untagResource({ resourceArn, tagKeys: [OWNER_TAG] });
  },
  /** As the schedule does at the end of the running hours. */
  'recommenders are stopped': async (account, outputs) => {
    for (const recommenderArn of arnsOf(outputs))
      if ((await account.described(recommenderArn)).status === 'ACTIVE')
        await account.personalize.stopRecommender({ recommenderArn });
    await account.until(async () => (await stoppedOf(account, outputs)).length === arnsOf(outputs).length);
  },
} as const satisfies Record<string, (account: ShopAccount, outputs: StackOutputs) => Promise<void>>;

/** Name of one. */
export type ByHand = keyof typeof BY_HAND;

/** Whether recommenders may be stopped at times. */
export const mayBeStopped = ({ runningHours, stopWhenIdleHours }: Given): boolean =>
  runningHours !== undefined || stopWhenIdleHours !== undefined;

/** ARNs of the recommenders that are stopped. */
export async function stoppedOf(account: ShopAccount, outputs: StackOutputs): Promise<string[]> {
  const stopped: string[] = [];
  for (const arn of arnsOf(outputs))
    if ((await account.described(arn)).status === 'INACTIVE') stopped.push(arn);
  return stopped;
}

const arnsOf = (outputs: StackOutputs): string[] =>
  Object.values(RECOMMENDER_OUTPUTS).flatMap((name) => outputs[name] ?? []);

const filterArns = ({ FilterArns = '{}' }: StackOutputs): string[] =>
  Object.values(JSON.parse(FilterArns) as Record<string, string>);
