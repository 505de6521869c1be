import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';
import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { USE_CASES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { ofHundred } from '@ecommerce-recommenders/shop-data/insight/readiness/measured-numbers';
import type {
  Interval,
  MeasuredOrders,
} from '@ecommerce-recommenders/shop-data/insight/readiness/measurement';
import {
  placeInWords,
  withoutUserInWords,
} from '@ecommerce-recommenders/shop-data/data/mapping/mapping-report';
import { EN } from '@ecommerce-recommenders/shop-data/insight/readiness/texts/en';
import { ordersLines, type Help } from '../orders-text';
import type { ColumnType } from '../../profile/column-profile';
import type { ShownVerdict } from '../text';

const n = (value: number): string => value.toLocaleString('en-US');

/** The report in English. Every other language has the same keys. */
export const en = {
  language: 'en',
  /** Texts of the verdicts. */
  verdicts: EN,
  title: 'A shop’s data',
  lookedAt: (archive: string, day: string): string => `${archive}, looked at on ${day}`,
  footer: 'Values of columns that may identify people are counted and not shown.',
  readiness: 'Readiness',
  readinessLead:
    'What each recommender of Amazon Personalize will make of this data, before it is deployed and paid for.',
  standIn:
    'Measured verdicts are those of the embedded AWS’s models, which replace the service’s own: an estimate, not a promise.',
  useCase: (name: UseCaseName): string => USE_CASES[name].title,
  verdict: (verdict: ShownVerdict): string => (verdict === 'unmeasured' ? 'not measured' : verdict),
  /** Text for a use case with enough data. */
  unmeasured:
    'Enough data; "npm run explore" measures whether a list is better than simple ones, where the newest rows can tell.',
  threshold: 'Threshold',
  effect: 'Effect',
  toDo: 'To do',
  thisList: 'this list',
  interval: ({ mean, low, high }: Interval): string =>
    `${ofHundred(mean)} of 100 (${ofHundred(low)} to ${ofHundred(high)})`,
  numbers: 'In numbers',
  items: 'Items',
  cold: (count: number): string => `${n(count)} without any interaction`,
  users: 'Users',
  active: (count: number): string => `${n(count)} with interactions`,
  interactions: 'Interactions',
  allTypes: 'rows of all event types',
  kept: 'Kept',
  keptNote: (share: string): string => `${share} of the rows, by event type`,
  duplicates: 'Exact duplicates',
  duplicatesNote: (share: string): string => `${share} of the kept rows; the service drops them`,
  training: 'Training',
  trainingNote: (count: number): string => `rows, ${n(count)} of them different`,
  heldOut: 'Held out',
  heldOutNote: (share: string): string => `${share} of the kept rows, the newest`,
  unknownItems: 'Unknown items',
  unknownUsers: 'Unknown users',
  unknownNote: (file: string): string => `in interactions and not in ${file}`,
  ownFiles: 'Rows of your files',
  ownFilesLead:
    'Rows that the mapping leaves out, and rows that cannot be read. Several records of one item or user are one row.',
  withoutUser: (withoutUser: number, rows: number): string => `${withoutUserInWords(withoutUser, rows)}.`,
  ordersAsUsers: (orders: MeasuredOrders, _help: Help): string => ordersLines(orders).join(' '),
  madeOf: (type: DatasetType, rows: number, records: number): string =>
    `${n(rows)} ${type.toLowerCase()} of ${n(records)} records`,
  leftOutOf: (type: DatasetType): string => `Rows that are left out of ${type.toLowerCase()}`,
  nothingLeftOut: 'No row is left out.',
  reason: 'Reason',
  reasonOf: (reason: string): string | undefined => reason,
  leftOutRows: 'Left out',
  firstPlaces: 'First places',
  place: placeInWords,
  byMapping: 'as the mapping says',
  when: 'When',
  behaviour: 'What users do',
  columns: 'Columns',
  columnsOf: (file: string): string => `Columns of ${file}`,
  rows: (count: number): string => countInWords(count, 'row'),
  column: 'Column',
  importedAs: 'Imported as',
  type: 'Type',
  types: (type: ColumnType): string => type,
  date: 'time',
  missing: 'Missing',
  different: 'Different',
  values: 'Values',
  leftOut: 'left out',
  about: (count: number): string => `about ${n(count)}`,
  notShown: 'not shown: may identify people',
  eachOnce: 'each one once',
  ids: 'ids',
  noValues: 'no values',
  range: (min: string, max: string, median: string): string => `${min} to ${max}, median ${median}`,
  eachDay: 'Each day',
  everyDays: (days: number): string => (days === 1 ? 'Every day' : `Every ${n(days)} days`),
  period: (from: string, to: string, days: number): string =>
    `From ${from} to ${to}, ${n(days)} ${days === 1 ? 'day' : 'days'} in UTC.`,
  hourOfDay: 'Hour of the day',
  busiest: (hour: number): string => `Most happens from ${hour}:00 to ${hour + 1}:00 UTC.`,
  eventTypes: 'Event types',
  keptTypes: (share: string, types: readonly (readonly [from: string, to: string])[]): string =>
    `${share} of the rows are kept: ${types.map(([from, to]) => `${from} as ${to}`).join(', ')}.`,
  empty: '(empty)',
  perUser: 'Interactions per user',
  perUserSays: (users: number, median: number, most: number): string =>
    `${countInWords(users, 'user', 'users')}; half of them have ${n(median)} or fewer, the busiest has ${n(most)}.`,
  longTail: 'The long tail of items',
  longTailSays: (items: number, share: string): string =>
    `The most frequent fifth of ${countInWords(items, 'item', 'items')} has ${share} of the interactions.`,
  purchases: 'Purchases per user',
  purchasesSays: (share: string): string => `${share} of the users bought something.`,
  baskets: 'Items in a basket',
  basketsSays: (shared: number, all: number): string =>
    `${n(shared)} of ${countInWords(all, 'basket holds', 'baskets hold')} two items or more.`,
  chart: {
    Prices: 'Prices',
    Categories: 'Categories',
    Styles: 'Styles',
    Ages: 'Ages',
    Genders: 'Genders',
    Personas: 'Personas',
  } as Readonly<Record<string, string>>,
  rowsWithout: (share: string): string => ` ${share} of the rows have none.`,
  fromTo: (low: string, high: string, median: string): string =>
    `From ${low} to ${high}; half of them are at most ${median}.`,
  differentValues: (distinct: number, shown: number): string =>
    `${countInWords(distinct, 'value', 'different values')}${distinct > shown ? `, the ${shown} most frequent shown` : ''}.`,
};

/** All texts of the report in one language. */
export type ReportTexts = {
  readonly [Key in keyof typeof en]: (typeof en)[Key] extends string ? string : (typeof en)[Key];
};
