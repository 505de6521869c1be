import { USE_CASES } from '@ecommerce-recommenders/personalize/use-cases';
import { MANIFEST_KEY } from '@ecommerce-recommenders/shop-data/contracts/lists/list-places';
import { parseManifest, type Shard } from '@ecommerce-recommenders/shop-data/contracts/lists/manifest';
import { servedBy } from '@ecommerce-recommenders/shop-data/contracts/lists/serving';
import { datasetsOf } from '@ecommerce-recommenders/shop-data/data/mapping/datasets-of';
import { dataFiles } from '@ecommerce-recommenders/tools/rehearse/data-files';
import { expectSame, served, type Check, type DeployedStep } from './step';
import { stockOf, type Configuration, type Stock } from './walk';

const USER = 'somebody-new';
const MAX_ITEMS = 25;

const isOf = ({ items }: Stock, id: string): boolean => /^i\d+$/.test(id) && Number(id.slice(1)) < items;

/** What each filter of a walk lets through, by its expression. */
const isLet = (expression: string, { price }: Stock): boolean => {
  const [, below] = /^INCLUDE ItemID WHERE Items\.PRICE < (\d+)$/.exec(expression) ?? [];
  return below === undefined || price < Number(below);
};

async function answers(step: DeployedStep): Promise<void> {
  const { settings, stock, outputs, trained, account } = step;
  const hasItems = datasetsOf(settings.data).ITEMS !== undefined;
  const filterArns = JSON.parse(outputs.FilterArns ?? '{}') as Record<string, string>;
  for (const { useCase, options, arn: recommenderArn } of served(step)) {
    // `expectLive` looks whether it may be stopped.
    if ((await account.described(recommenderArn)).status !== 'ACTIVE') continue;
    const needs: readonly string[] = USE_CASES[useCase].needs;
    const asked = {
      recommenderArn,
      numResults: MAX_ITEMS,
      userId: needs.includes('userId') ? USER : undefined,
      itemId: needs.includes('itemId') ? 'i0' : undefined,
      ...(options.metadata && hasItems && { metadataColumns: { ITEMS: ['PRICE'] } }),
    };
    const { itemList = [] } = await account.runtime.getRecommendations(asked);
    const taught = { ...stock, items: trained[useCase]!.items };
    for (const { itemId = '', metadata } of itemList) {
      if (!isOf(taught, itemId))
        throw new Error(`${useCase} answers ${itemId}, which it was not trained with`);
      if (metadata?.price ?? metadata?.PRICE) {
        const priced = metadata.PRICE ?? metadata.price;
        if (isOf(stock, itemId))
          expectSame(`The price of ${itemId} in ${useCase}`, Number(priced), stock.price);
      } else if (asked.metadataColumns && isOf(stock, itemId))
        throw new Error(`${useCase} answers ${itemId} without its price`);
    }
    const known = itemList.map(({ itemId = '' }) => itemId).filter((id) => isOf(stock, id));
    for (const [name, filterArn] of Object.entries(filterArns)) {
      const expression = settings.filters[name];
      // It needs the user whose purchases it reads.
      if (expression.includes('Interactions.') && asked.userId === undefined) continue;
      const filtered = await account.runtime.getRecommendations({ ...asked, filterArn });
      const ids = (filtered.itemList ?? []).map(({ itemId = '' }) => itemId);
      const passed = isLet(expression, stock) ? known : [];
      expectSame(
        `${useCase} with the filter ${name}`,
        ids.filter((id) => isOf(stock, id)).sort(),
        [...passed].sort(),
      );
    }
  }
}

/** The stock with all items of this stack so far: a recommender may have been trained before the last change of the data. */
const everOf = (attempted: readonly Configuration[], stock: Stock): Stock => ({
  ...stock,
  items: Math.max(stock.items, ...attempted.map(({ given }) => stockOf(given).items)),
});

/** Answers have what the item table says. */
async function api({ outputs, settings, stock, attempted }: DeployedStep): Promise<void> {
  if (outputs.ApiUrl === undefined) return;
  const hasItems = datasetsOf(settings.data).ITEMS !== undefined;
  for (const useCase of settings.useCases.keys()) {
    if (
      !USE_CASES[useCase].needs.every((need: string) => need === 'userId') ||
      useCase === 'recommended-for-you'
    )
      continue;
    const response = await fetch(`${outputs.ApiUrl.replace(/\/$/, '')}/recommendations/${useCase}`);
    // Too many guests.
    if (response.status === 429) continue;
    const text = await response.text();
    expectSame(`The status of the API's ${useCase}, which answers ${text}`, response.status, 200);
    const { items } = JSON.parse(text) as { readonly items: readonly { itemId: string; price?: number }[] };
    for (const { itemId, price } of items) {
      if (!isOf(everOf(attempted, stock), itemId)) throw new Error(`The API answers ${itemId}`);
      if (hasItems && isOf(stock, itemId)) expectSame(`The API's price of ${itemId}`, price, stock.price);
    }
  }
}

/** The lists of a step whose run had no faults. */
async function lists({ account, outputs, settings, stock, attempted, wasCalm }: DeployedStep): Promise<void> {
  if (outputs.ListsPrefix === undefined || !wasCalm) return;
  const { read } = dataFiles(account.s3, async () => outputs.DataBucketName);
  const manifest = parseManifest(await read(MANIFEST_KEY));
  const useCases = new Set(manifest.lists.map(({ useCase }) => useCase));
  const asked = [...servedBy('lists', settings).keys(), ...(settings.similarItems ? ['similar-items'] : [])];
  expectSame('Lists', [...useCases].sort(), asked.sort());
  for (const { prefix, shards, filter } of manifest.lists)
    for (let shard = 0; shard < shards; shard += 1) {
      const entries = Object.values(JSON.parse(await read(`${prefix}${shard}.json`)) as Shard).flat();
      const strange = entries.find((id) => !isOf(everOf(attempted, stock), id));
      if (strange !== undefined) throw new Error(`${prefix} has ${strange}`);
      const expression = filter === undefined ? '' : settings.filters[filter];
      if (entries.length > 0 && !isLet(expression, stock))
        throw new Error(`${prefix} has what ${filter} leaves out`);
    }
}

/** Whether recommenders, API and lists answer with the items and prices of the step. */
export const ANSWERS: readonly Check[] = [answers, api, lists];
