import { EXPERIMENT_OUTPUT, SHELVES_OUTPUT } from '@ecommerce-recommenders/shop-data/contracts/stack-outputs';
import { effectReport } from '../effect/effect-report';
import { billOf, liveRecommenders } from '../effect/experiment-bill';
import { deployedExperiment, readExperiment } from '../effect/read-experiment';
import { deployedShelves, readShelves } from '../effect/read-shelves';
import type { PageAnswers, PageEvent, PageUser, ShopBranding } from './page-answers';
import {
  COMPARED,
  itemsBeforeFillers,
  POPULAR,
  POPULAR_LENGTH,
  type Popular,
} from '@ecommerce-recommenders/shop-data/contracts/api/fillers';
import { needsItem } from '@ecommerce-recommenders/shop-data/contracts/lists/read-list';
import { HOURS_PER_MONTH, includedPerHour } from '@ecommerce-recommenders/personalize/charges';
import { PRICES } from '@ecommerce-recommenders/personalize/prices';
import { USE_CASES } from '@ecommerce-recommenders/personalize/use-cases';
import {
  ANSWERED_USE_CASES,
  SIMILAR_ITEMS,
  type AnsweredUseCase,
} from '@ecommerce-recommenders/shop-data/contracts/lists/similar-items';
import { filterValuesOf } from '../recommend/filter-values';
import { askShop, recommenderProblem, type RecommendQuery } from '../recommend/recommend';
import { userHistory } from './events';
import { measure } from './measure';
import { checkedId, Refusal } from './requests';
import { answeredUseCases, recommenderArnOf, shopLists } from '../deployed/shop-lists';
import { currencyOf, type Shop } from './shop';
import { judged, withoutTrialFirst } from './list-basis';
import { whyList } from './why-list';

/** Handler of an API path. */
type Answer<Path extends keyof PageAnswers> = (
  shop: Shop,
  query: URLSearchParams,
  branding: ShopBranding,
) => Promise<PageAnswers[Path]>;

const LIST_LENGTH = 12;
const FOUND_ITEMS = 48;
const FOUND_USERS = 24;
const HISTORY_LENGTH = 12;

/** Default of `npm run effect`. */
const WANTED_UPLIFT = 0.1;

/** Number of days for the shelves' counts; the default of `npm run effect -- --shelves`. */
const SHELF_DAYS = 28;

/** The page's read API, by path. */
export const PAGE_API: { readonly [Path in keyof PageAnswers]: Answer<Path> } = {
  '/api/shop': async ({ stack, outputs, clients, filters, sent, ...shop }, query, branding) => {
    const [{ items, users }, known, lists] = await Promise.all([
      shop.size(),
      shop.items(),
      shopLists(clients.s3, outputs),
    ]);
    return {
      stack,
      currency: currencyOf(known),
      ...branding,
      useCases: shop.coming ?? answeredUseCases(outputs, lists),
      items,
      users,
      filters,
      tracksEvents: sent !== undefined,
      isComing: shop.coming !== undefined,
      hasExperiment: outputs[EXPERIMENT_OUTPUT] !== undefined,
      countsShelves: outputs[SHELVES_OUTPUT] !== undefined,
      firstUser: await userOf(shop, query.get('user')),
    };
  },

  '/api/recommend': async (shop, query) => {
    const question = questionOf(query, shop);
    const { useCase, userId = '' } = question;
    if (!recommenderArnOf(shop.outputs, question.useCase)) mustBeDeployed(shop);
    const [answer, popular, known, { facts }] = await Promise.all([
      ask(shop, { ...question, numResults: COMPARED }),
      popularLists(shop, question),
      shop.items(),
      shop.training(),
    ]);
    const { itemList = [], recommendationId } = answer;
    const all = itemList.map(({ itemId = '' }) => itemId);
    const ids = all.slice(0, LIST_LENGTH);
    const { basis, as } = judged(facts, {
      ...question,
      userId,
      items: ids,
      before: itemsBeforeFillers({
        itemIds: all,
        itemId: question.itemId,
        popular,
        mayMiss: useCase !== SIMILAR_ITEMS && USE_CASES[useCase].removesPurchased,
      }),
      nameOf: (id) => known.get(id)?.name ?? id,
      hasSent: (shop.sent?.of(userId).length ?? 0) > 0,
      isSent: (event, id) => shop.sent?.has(event, id) ?? false,
    });
    const items = ids.map((itemId) => ({ ...(known.get(itemId) ?? { itemId }), as: as(itemId) }));
    return {
      basis,
      items: withoutTrialFirst(items),
      ...(recommendationId !== undefined && { recommendationId }),
    };
  },

  '/api/why': async (shop, query) => {
    const { useCase, userId = '', itemId, filter } = questionOf(query, shop);
    if (useCase === SIMILAR_ITEMS)
      throw new Refusal(400, `useCase is "${useCase}", which events do not explain: the catalogue does.`);
    const [known, { interactions, facts }] = await Promise.all([shop.items(), shop.training()]);
    return whyList(facts, {
      useCase,
      userId,
      itemId,
      filter,
      items: query.getAll('items'),
      nameOf: (id) => known.get(id)?.name ?? id,
      history: userHistory(interactions, userId),
      sent: shop.sent?.of(userId) ?? [],
    });
  },

  '/api/item': async (shop, query) => {
    const itemId = must(query, 'itemId');
    const item = (await shop.items()).get(itemId);
    if (item) return item;
    throw new Refusal(404, `The data has no item "${itemId}". Search for one by name.`, {
      kind: 'no-item',
      itemId,
    });
  },

  '/api/items': async (shop, query) => (await shop.items()).search(query.get('q') ?? '', countOf(query)),

  '/api/users': async (shop, query) => (await shop.users()).search(query.get('q') ?? '', FOUND_USERS),

  '/api/people': (shop) => shop.people(),

  '/api/history': async (shop, query) => {
    const userId = must(query, 'userId');
    const [known, { interactions }] = await Promise.all([shop.items(), shop.training()]);
    const sent = (shop.sent?.of(userId) ?? []).map((event) => ({ ...event, isSent: true }));
    const past = userHistory(interactions, userId).map((event) => ({ ...event, isSent: false }));
    const events = [...sent, ...past];
    const first = events
      .slice(0, HISTORY_LENGTH)
      .map(({ itemId, ...event }): PageEvent => ({ ...event, item: known.get(itemId) ?? { itemId } }));
    return { total: events.length, first };
  },

  '/api/evaluation': async (shop, query) => {
    mustBeDeployed(shop);
    return query.has('measure') ? measure(shop) : ((await shop.evaluation) ?? null);
  },

  '/api/measuring': async ({ measuring = { asked: 0, total: 0 } }) => measuring,

  '/api/cost': async (shop) => {
    mustBeDeployed(shop);
    const { outputs } = shop;
    const { users } = await shop.size();
    const { usdPerMonth } = billOf(outputs, { users });
    return {
      recommenders: liveRecommenders(outputs),
      users,
      usdPerHour: usdPerMonth / HOURS_PER_MONTH,
      usdPerMonth,
      includedPerHour: includedPerHour(users, PRICES),
      isConfirmed: PRICES.isConfirmed,
    };
  },

  '/api/effect': async ({ stack, outputs, clients, ...shop }) => {
    const experiment = deployedExperiment(outputs, stack);
    const read = await readExperiment(clients, { experiment, bucket: outputs.DataBucketName }, Date.now());
    const bill = billOf(outputs, await shop.size());
    const report = effectReport(read, { wanted: WANTED_UPLIFT, bill });
    const { control, currency } = report.experiment;
    return { control, currency, effect: report.effect, billUsd: report.bill?.usd ?? null };
  },

  '/api/shelves': ({ stack, outputs, clients }) =>
    readShelves(clients.cloudWatch, deployedShelves(outputs, stack), { days: SHELF_DAYS, nowMs: Date.now() }),
};

/** @throws Refusal while the stack is being deployed */
function mustBeDeployed({ coming }: Shop): void {
  if (coming) throw new Refusal(503, 'The stack is not deployed yet.', { kind: 'not-deployed' });
}

/** A user by id, who may be unknown to the data; by default the page's initial user. */
async function userOf(
  shop: Pick<Shop, 'users' | 'firstUser'>,
  userId: string | null,
): Promise<PageUser | undefined> {
  return userId ? ((await shop.users()).get(userId) ?? { userId, name: userId }) : shop.firstUser();
}

async function ask(shop: Shop, question: RecommendQuery<AnsweredUseCase>): ReturnType<typeof askShop> {
  const { clients, outputs } = shop;
  const recommenderArn = recommenderArnOf(outputs, question.useCase);
  try {
    const { filter } = question;
    return await askShop(clients, outputs, {
      ...question,
      ...(filter &&
        recommenderArn && {
          filterValues: await filterValuesOf(clients.personalize, outputs, filter, Date.now()),
        }),
      ...(!recommenderArn && { exclude: await purchases(shop, question) }),
    });
  } catch (cause) {
    const problem = recommenderArn && (await recommenderProblem(clients.personalize, recommenderArn));
    throw problem ? new Error(problem, { cause }) : cause;
  }
}

/** Popular lists of each shop, by use case and filter. */
const popularOf = new WeakMap<Shop, Map<string, Promise<readonly string[]>>>();

/**
 * The popular lists with the filter of a question about an item. A list is empty if the stack lacks the use case or
 * asking it fails.
 */
function popularLists(
  shop: Shop,
  { useCase: asked, userId, filter }: RecommendQuery<AnsweredUseCase>,
): Promise<readonly (readonly string[])[]> {
  if (asked === SIMILAR_ITEMS || !needsItem(asked)) return Promise.resolve([]);
  const known = popularOf.get(shop) ?? new Map<string, Promise<readonly string[]>>();
  popularOf.set(shop, known);
  const read = async (useCase: Popular): Promise<readonly string[]> => {
    const question = { useCase, userId: userId ?? 'nobody', filter, numResults: POPULAR_LENGTH };
    const { itemList = [] } = await ask(shop, question);
    return itemList.map(({ itemId = '' }) => itemId);
  };
  return Promise.all(
    POPULAR.map((useCase) => {
      const key = `${useCase}\n${filter ?? ''}`;
      const list = known.get(key) ?? read(useCase);
      known.set(key, list);
      return list.catch(() => {
        known.delete(key);
        return [];
      });
    }),
  );
}

/** The user's purchases. A recommender leaves them out by itself, but a list does not. */
async function purchases(
  shop: Shop,
  { useCase, userId = '' }: RecommendQuery<AnsweredUseCase>,
): Promise<string[]> {
  if (useCase === SIMILAR_ITEMS || !USE_CASES[useCase].removesPurchased) return [];
  const { interactions } = await shop.training();
  const all = [...(shop.sent?.of(userId) ?? []), ...userHistory(interactions, userId)];
  return all.filter(({ eventType }) => eventType.toLowerCase() === 'purchase').map(({ itemId }) => itemId);
}

/** @throws Refusal if a parameter is missing, too long or unknown to the stack */
function questionOf(
  query: URLSearchParams,
  { filters }: Pick<Shop, 'filters'>,
): RecommendQuery<AnsweredUseCase> {
  const useCase = must(query, 'useCase');
  if (!isUseCase(useCase))
    throw new Refusal(400, `useCase is "${useCase}", allowed are ${ANSWERED_USE_CASES.join(', ')}.`);
  for (const id of useCase === SIMILAR_ITEMS ? ['itemId'] : USE_CASES[useCase].needs) must(query, id);
  const idOf = (name: string): string | undefined => (query.get(name) ? must(query, name) : undefined);
  // Filters cannot be applied to the catalogue.
  const filter = (useCase !== SIMILAR_ITEMS && query.get('filter')) || undefined;
  if (filter !== undefined && !filters.includes(filter))
    throw new Refusal(400, `filter is "${filter}", allowed are ${filters.join(', ') || 'none'}.`);
  return {
    useCase,
    userId: idOf('userId'),
    itemId: idOf('itemId'),
    filter,
    numResults: LIST_LENGTH,
  };
}

/** @throws Refusal if the count is not a whole number */
function countOf(query: URLSearchParams): number {
  const text = query.get('count') ?? String(FOUND_ITEMS);
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new Refusal(400, `count is "${text}", allowed is a whole number from 1 to 999999.`);
}

const isUseCase = (text: string): text is AnsweredUseCase =>
  ANSWERED_USE_CASES.some((useCase) => useCase === text);

/** @throws Refusal if the parameter is absent or empty */
function must(query: URLSearchParams, name: string): string {
  const value = query.get(name);
  if (value) return checkedId(name, value);
  throw new Refusal(400, `The request lacks ${name}.`);
}
