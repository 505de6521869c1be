import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { LISTABLE, servedBy, type Serving, type ShopServing } from '../lists/serving';
import { byUseCase } from './by-use-case';
import { either, oneOf, SettingProblem, type Shape } from './shape';
import type { CoreSettings } from './core-settings';
import type { SettingsTable, ValuesOf } from './setting';
import type { Conflict } from './terms';
import { tablesOf } from '../../data/mapping/datasets-of';
import { SCHEDULE, WEEKLY } from './setting-kinds';
import { FLAG } from './shape';

const WAY: Shape<Serving> = oneOf('live', 'lists');

/** The shape for a use case that answers every user differently, and so cannot be served from lists. */
const LIVE_ONLY: Shape<Serving> = {
  ...oneOf('live'),
  read: (raw, at, context) => {
    if (raw !== 'lists') return WAY.read(raw, at, context);
    throw new SettingProblem(
      `${at} is lists, but it answers every user differently. Leave it live; lists are for ${LISTABLE.join(', ')}.`,
    );
  },
};

const wayOf = (useCase: UseCaseName): Shape<Serving> => (LISTABLE.includes(useCase) ? WAY : LIVE_ONLY);

const IN_WORDS = 'live or lists, or a JSON object from use cases to these';

/** The setting `serving`: one way for all use cases, or one for each. */
const SERVING: Shape<ShopServing> = either(
  (raw) => raw === 'live' || raw === 'lists',
  WAY,
  byUseCase(wayOf, IN_WORDS),
  IN_WORDS,
);

/** Settings of the lists. */
export const LISTS = {
  serving: {
    shape: SERVING,
    default: 'live',
    en: 'How use cases answer: `live` by recommenders, or by `lists` that are [made on a schedule](lists.md); one value, or an object by use case.',
    ko: '사용 사례의 응답 방식: 늘 켜 둔 추천자로 `live`, 또는 [일정에 따라 만드는 목록](lists.md)으로 `lists`. 전체에 하나, 또는 사용 사례별 객체.',
  },
  listsSchedule: {
    shape: SCHEDULE,
    default: WEEKLY,
    en: 'When lists are made, like `freshDataSchedule`. A deployment that changes their data or settings makes them, too.',
    ko: '목록을 만드는 때. `freshDataSchedule`처럼 씁니다. 목록의 재료를 바꾸는 배포도 만듭니다.',
  },
  listsItems: {
    shape: oneOf('all', 'with-traffic'),
    default: 'all',
    en: 'Items that get lists: `all`, or `with-traffic` for those with an interaction in the training data.',
    ko: '목록을 만들 상품: `all`, 또는 학습 데이터에 상호 작용이 있는 상품만인 `with-traffic`.',
  },
  similarItems: {
    shape: FLAG,
    default: false,
    en: 'Whether runs also make lists of [similar items](lists.md#similar-items) from the catalogue: another use case, and the fallback of *also viewed* in the API.',
    ko: '목록을 만들 때 카탈로그만으로 [비슷한 상품](lists.md#비슷한-상품)의 목록도 만들지: 독립된 사용 사례이자, API의 *also viewed*가 대신 쓰는 응답입니다.',
  },
} as const satisfies SettingsTable;

type ListsChoices = CoreSettings & ValuesOf<typeof LISTS>;

/** Conflicts of lists with other settings. */
export const LISTS_CONFLICTS: readonly Conflict<ListsChoices>[] = [
  (settings, { The, name, Pass, set }) => {
    const lists = [...servedBy('lists', settings).keys()];
    const never = lists.filter((one) => !LISTABLE.includes(one));
    const listed = lists.filter((one) => LISTABLE.includes(one)).map((one) => [one, 'lists']);
    const possible = JSON.stringify(Object.fromEntries(listed));
    return never.length > 0
      ? `${The('serving')} is lists and ${name('useCases')} has ${never.join(' and ')}, which answers every user differently and is ` +
          `live only. ${Pass} ${set('serving', `'${possible}'`)}.`
      : undefined;
  },
  ({ serving, useCases }, { The, name }) => {
    const named = typeof serving === 'string' ? [] : (Object.keys(serving) as (keyof typeof serving)[]);
    const absent = named.filter((one) => !useCases.has(one));
    return absent.length > 0
      ? `${The('serving')} names ${absent.join(' and ')}, and ${name('useCases')} does not. Name the same use cases in both.`
      : undefined;
  },
  (settings, { The }) => {
    const withMetadata = [...servedBy('lists', settings)].filter(([, { metadata }]) => metadata);
    return withMetadata.length > 0
      ? `${The('useCases')} has metadata for ${withMetadata.map(([one]) => one).join(' and ')}, whose lists contain only ids. ` +
          `Leave metadata out, or serve them live.`
      : undefined;
  },
  (settings, { name, Pass, set }) => {
    const idle = (['listsSchedule', 'listsItems'] as const).filter(
      (one) => settings[one] !== LISTS[one].default,
    );
    return servedBy('lists', settings).size === 0 && !settings.similarItems && idle.length > 0
      ? `Nothing reads ${idle.map(name).join(' and ')}: no use case is served by lists. ` +
          `${Pass} ${set('serving', 'lists')} as well, or leave the default.`
      : undefined;
  },
  ({ similarItems, data }, { The, name, Pass, set }) =>
    similarItems && tablesOf(data).ITEMS === undefined
      ? `${The('similarItems')} is true, and ${name('data')} has no items, which it compares. Add items to ${name('data')}, or ${Pass.toLowerCase()} ${set('similarItems', false)}.`
      : undefined,
  ({ listsItems, preparation }, { The, name, Pass, set }) =>
    listsItems === 'with-traffic' && preparation === 'glue'
      ? `${The('listsItems')} is with-traffic and ${name('preparation')} is glue, but for that, one function reads all interactions, and ` +
        `Glue is for data that one function cannot read. ${Pass} ${set('listsItems', 'all')}.`
      : undefined,
];
