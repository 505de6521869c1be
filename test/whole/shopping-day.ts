import { KMSClient } from '@aws-sdk/client-kms';
import {
  RULES_HISTORY_PREFIX,
  RULES_KEY,
  type Rule,
} from '@ecommerce-recommenders/shop-data/contracts/rules/rules';
import { BEST_SELLERS_KEY } from '@ecommerce-recommenders/shop-data/contracts/functions/api';
import { httpShopApi } from '@ecommerce-recommenders/tools/shoppers/shop-api';
import { userTokens } from '@ecommerce-recommenders/tools/shoppers/user-tokens';
import type { Ranked } from '../../lambda/api/rank';
import type { ShopAccount } from '../storm/shop-account';

/** Settings of an API with an experiment. */
export const IN_FRONT_OF_SHOPPERS = {
  api: { origins: ['https://shop.example'], filter: 'cheap', rules: true },
  guests: { perDay: 10 },
  shelves: { home: 'best-sellers' },
  experiment: { share: 0.1 },
  ranking: { minRequestsPerSecond: 2, schedule: 'rate(3 days)' },
};

/** A visitor gets former rules in place of unreadable ones, looks at shelves, is admitted as a guest, logs in and buys; resolves once the experiment has added up the hour. */
export async function shoppingDay(account: ShopAccount, outputs: Record<string, string>): Promise<void> {
  const tokenOf = userTokens(account.client(KMSClient), outputs.UserTokenKeyArn, () =>
    account.aws.clock.now(),
  );
  const api = httpShopApi(outputs.ApiUrl, { tokenOf, onThrottled: () => {} });
  const visitor = 2 ** 31;
  await account.put(RULES_KEY, 'of a newer version');
  const former = [{ name: 'former', action: 'pin', items: ['i3'] }] satisfies Rule[];
  await account.put(`${RULES_HISTORY_PREFIX}2026-01-01T00:00:00.000Z.json`, JSON.stringify(former));
  // On a busy machine reading them may exceed its time limit; the API tries again five seconds later.
  await account.until(async () => {
    const { items } = await api.recommendations({ useCase: 'best-sellers', visitor });
    return items[0].rule === 'former';
  });
  await account.s3.deleteObject({ Bucket: outputs.DataBucketName, Key: RULES_KEY });
  const { items } = await api.recommendations({ useCase: 'best-sellers', visitor });
  const [{ itemId }] = items;
  const admitted = await fetch(`${outputs.ApiUrl}/guests`, { method: 'POST' });
  const { token } = (await admitted.json()) as { readonly token: string };
  await fetch(`${outputs.ApiUrl}/events`, {
    method: 'POST',
    headers: { 'x-user-token': token },
    body: JSON.stringify({ session: 'session-of-a-guest', events: [{ type: 'View', itemId }] }),
  });
  // On a busy machine the write may exceed its time limit; the API tries again a minute later.
  await account.until(async () => {
    await api.recommendations({ useCase: 'best-sellers', visitor });
    return (await account.keys(BEST_SELLERS_KEY)).length === 1;
  });
  await api.recommendations({
    useCase: 'customers-who-viewed-x-also-viewed',
    item: itemId,
    session: 'session-of-day-one',
  });
  // Lists, if there are any, replace a recommender that fails.
  account.aws.faults.set([{ fault: 'server-error', operation: 'GetRecommendations' }]);
  await api.recommendations({ useCase: 'frequently-bought-together', item: itemId });
  account.aws.faults.set([]);
  await account.until(async () => {
    const ranking = await fetch(`${outputs.ApiUrl}/ranking`, {
      method: 'POST',
      body: JSON.stringify({ items: items.map((item) => item.itemId), session: 'session-of-day-one' }),
    });
    return ((await ranking.json()) as Ranked).from === 'live';
  });
  const told = { session: 'session-of-day-one', visitor, first: true };
  await api.events({ ...told, events: [{ type: 'View', itemId }] });
  await api.events(
    { ...told, first: false, events: [{ type: 'Purchase', itemId, price: 9.5 }] },
    { user: 'u1' },
  );
  await account.until(async () => (await account.keys('experiment/')).length > 0);
}
