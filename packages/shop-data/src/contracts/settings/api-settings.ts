import { tablesOf } from '../../data/mapping/datasets-of';
import { apiFilters } from '../api/api-filters';
import { MAX_RESULTS } from '../api/routes';
import type { Diversify, Promotions } from '../functions/api';
import { needsItem } from '../lists/read-list';
import { servedBy } from '../lists/serving';
import { SIMILAR_ITEMS } from '../lists/similar-items';
import {
  MAX_SHELF_NAME,
  MAX_SHELVES,
  RECENTLY_VIEWED,
  SHELF_USE_CASES,
  type Shelves,
} from '../shelves/shelves';
import { API } from './api-shape';
import { FILTER_SETTINGS, GIVEN_NAME, givenNames } from './filters-settings';
import { GUESTS } from './guests-shape';
import type { CoreSettings } from './core-settings';
import type { LISTS } from './lists-settings';
import type { SettingsTable, ValuesOf } from './setting';
import {
  countUpTo,
  namesOf,
  notAllowed,
  objectOf,
  oneOf,
  orNothing,
  recordOf,
  refined,
  required,
  SettingProblem,
  text,
  wholeNumber,
  type Shape,
} from './shape';
import type { Conflict, Terms } from './terms';

const CATEGORICAL_COLUMN = refined(text(/^/, 'the name of a column'), (column, at, { mapping }) => {
  const fields = tablesOf(mapping).ITEMS?.schema.fields ?? [];
  const columns = fields.flatMap(({ name, categorical }) => (categorical ? [name] : []));
  if (columns.includes(column)) return column;
  if (columns.length === 0)
    throw new SettingProblem(
      `${at} is ${JSON.stringify(column)}, but the items have no categorical column. Leave diversify out, or add one to data.`,
    );
  throw notAllowed(at, column, `a categorical column of the items: ${columns.join(', ')}`);
});

/** The setting `diversify`: how many items of a category an answer of the API may have; null for any number. */
const DIVERSIFY: Shape<Diversify | null> = orNothing(
  objectOf<Diversify>(
    {
      by: required(CATEGORICAL_COLUMN),
      max: required(countUpTo(MAX_RESULTS, 'items')),
    },
    'a JSON object such as {"by":"CATEGORY_L1","max":3}, or nothing',
  ),
);

const MAX_PROMOTIONS = 20;

/** Promotions that requests to the API may name. */
const PROMOTIONS: Shape<Promotions> = recordOf(
  givenNames('promotion'),
  objectOf<Promotions[string]>(
    {
      filter: required(text(GIVEN_NAME, 'the name of a filter')),
      percent: required(wholeNumber({ minimum: 1, maximum: 100 }, 'a whole percentage from 1 to 100')),
    },
    'an object of filter, percent',
  ),
  { most: MAX_PROMOTIONS },
  `a JSON object from up to ${MAX_PROMOTIONS} names to a filter and a percentage, such as {"sale":{"filter":"reduced","percent":20}}`,
);

const SHELF_NAMES = namesOf(
  'shelf',
  new RegExp(`^[a-zA-Z0-9][a-zA-Z0-9_-]{0,${MAX_SHELF_NAME - 1}}$`),
  `up to ${MAX_SHELF_NAME} letters, digits, - and _, with one of the first two in front`,
);

/** The setting `shelves`: shelves that are counted. */
const SHELVES: Shape<Shelves> = recordOf(
  SHELF_NAMES,
  oneOf(...SHELF_USE_CASES),
  { most: MAX_SHELVES },
  `a JSON object from up to ${MAX_SHELVES} names of shelves to what each shows, such as {"home":"best-sellers"}`,
);

/** Settings of the API. */
export const API_SETTINGS = {
  api: {
    shape: API,
    default: '',
    en: 'An [API for the pages of the shop](api.md), such as `{"origins": ["https://shop.example"]}`. It implies `eventTracker`.',
    ko: '[쇼핑몰 페이지를 위한 API](api.md)(예: `{"origins": ["https://shop.example"]}`). `eventTracker`도 함께 켜집니다.',
  },
  diversify: {
    shape: DIVERSIFY,
    default: '',
    en: 'Limits the items of a category in an answer of the API, such as `{"by": "CATEGORY_L1", "max": 3}`.',
    ko: 'API의 응답 하나에 같은 카테고리의 상품이 몇 개까지 나올 수 있는지(예: `{"by": "CATEGORY_L1", "max": 3}`).',
  },
  promotions: {
    shape: PROMOTIONS,
    default: {},
    en: 'Promotions of Personalize that [requests to the API may name](rules.md#promotions): a filter, and the share of its items in an answer, such as `{"sale": {"filter": "reduced", "percent": 20}}`. It needs `api`.',
    ko: '[API 요청이 지정할 수 있는](rules.md#promotions) Personalize의 프로모션: 필터와, 응답에서 그 필터의 상품이 차지할 비율(예: `{"sale": {"filter": "reduced", "percent": 20}}`). `api`가 필요합니다.',
  },
  shelves: {
    shape: SHELVES,
    default: {},
    en: 'Counts [impressions, clicks, orders and revenue](effect.md#figures-for-each-shelf) of shelves, by their names in the pages and with their use cases, such as `{"home": "best-sellers"}`. It needs `api`.',
    ko: '[노출, 클릭, 주문, 매출](effect.md#figures-for-each-shelf)을 기록할 추천 목록. 페이지에서 쓰는 이름에 각각의 사용 사례를 지정합니다. 예: `{"home": "best-sellers"}`. `api`가 필요합니다.',
  },
  guests: {
    shape: GUESTS,
    default: '',
    en: 'How many [visitors without an account](api.md#guests) become users per day, after their consent, such as `{"perDay": 1000}`. It needs `api`.',
    ko: '[계정이 없는 방문자](api.md#guests)를 동의를 받아 하루에 몇 명까지 사용자로 다룰지(예: `{"perDay": 1000}`). `api`가 필요합니다.',
  },
} as const satisfies SettingsTable;

type ApiChoices = CoreSettings & ValuesOf<typeof FILTER_SETTINGS & typeof LISTS & typeof API_SETTINGS>;

/** The conflict of a setting that only the API reads. @param does - what the setting does */
export const needsApi = (setting: string, does: string, { The, name, Pass, unset }: Terms): string =>
  `${The(setting)} is set and ${name('api')} is not, but only the API ${does}. ` +
  `Set ${name('api')} as well, or ${Pass.toLowerCase()} ${unset(setting)} for none.`;

/** Conflicts of settings with the API, or with its absence. */
export const API_CONFLICTS: readonly Conflict<ApiChoices>[] = [
  ({ similarItems, api }, { The, name }) =>
    similarItems && api?.filter !== undefined
      ? `${The('similarItems')} is true, and ${name('api')} has the filter ${api.filter} for every answer, which cannot be applied to lists of similar items. ` +
        `Leave out one of the two; items that are sold out are left out by soldOut of ${name('api')}.`
      : undefined,
  ({ diversify, api }, terms) => (diversify && !api ? needsApi('diversify', 'applies it', terms) : undefined),
  ({ promotions, api }, terms) =>
    Object.keys(promotions).length > 0 && !api
      ? needsApi('promotions', 'takes requests that name them', terms)
      : undefined,
  ({ promotions, filters }, { The, name }) => {
    const absent = Object.entries(promotions).find(
      ([, { filter }]) => !Object.hasOwn(apiFilters(filters), filter),
    );
    if (!absent) return undefined;
    const [promotion, { filter }] = absent;
    return `${The('promotions')} has ${promotion} with the filter ${filter}, ${whyUnusable(filter, filters, name('filters'))}.`;
  },
  ({ shelves, api }, terms) =>
    Object.keys(shelves).length > 0 && !api
      ? needsApi('shelves', 'counts what shelves bring', terms)
      : undefined,
  ({ shelves, useCases, similarItems }, { The, name }) => {
    const shown = [...useCases.keys(), ...(similarItems ? [SIMILAR_ITEMS] : []), RECENTLY_VIEWED];
    const absent = Object.entries(shelves).find(([, useCase]) => !shown.includes(useCase));
    if (!absent) return undefined;
    const [shelf, useCase] = absent;
    return useCase === SIMILAR_ITEMS
      ? `${The('shelves')} has ${shelf} with ${useCase}, and ${name('similarItems')} is off. Set it to true, or name ${shown.join(' or ')}.`
      : `${The('shelves')} has ${shelf} with ${useCase}, which ${name('useCases')} does not have. Add it there, or name ${shown.join(' or ')}.`;
  },
  ({ guests, api }, terms) => (guests && !api ? needsApi('guests', 'admits guests', terms) : undefined),
  ({ api, filters }, { The, name }) => {
    const filter = api?.filter;
    return filter === undefined || Object.hasOwn(apiFilters(filters), filter)
      ? undefined
      : `${The('api')} has the filter ${filter}, ${whyUnusable(filter, filters, name('filters'))}, or leave it out.`;
  },
  (settings, { The }) => {
    const { api, filters, useCases } = settings;
    if (api?.filter === undefined) return undefined;
    const { readsUser, readsItem } = apiFilters(filters)[api.filter];
    const lists = servedBy('lists', settings);
    const withoutItem = [...useCases.keys()].find((one) => readsItem && !needsItem(one));
    const withoutUser = [...lists.keys()].find(() => readsUser);
    const [useCase, why] = withoutItem
      ? [withoutItem, 'is not asked for an item']
      : [withoutUser, 'is served by lists'];
    return useCase === undefined
      ? undefined
      : `${The('api')} has the filter ${api.filter} for every answer. It reads the ${withoutItem ? 'current item' : 'user'}, and ` +
          `${useCase} ${why}. Name a filter of the items' own columns, or leave it out.`;
  },
];

/** Why requests to the API cannot name a filter, and which filters they can name. @param given - where filters are set */
function whyUnusable(filter: string, filters: ApiChoices['filters'], given: string): string {
  const why = Object.hasOwn(filters, filter)
    ? 'has placeholders, which requests to the API cannot fill'
    : `is not in ${given}`;
  const usable = Object.keys(apiFilters(filters)).join(' or ') || `a filter that you add to ${given}`;
  return `which ${why}. Name ${usable}`;
}
