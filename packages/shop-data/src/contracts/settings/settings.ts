import { API_SETTINGS } from './api-settings';
import { APP, CORE_OBJECTS, SOURCES } from './app-settings';
import { BATCHES_SETTINGS } from './batches-settings';
import { BUS_EVENTS } from './bus-events-settings';
import { CORE } from './core-settings';
import { EVENT_TRACKER } from './event-tracker-settings';
import { EXPERIMENT_SETTINGS } from './experiment-settings';
import { FILTER_SETTINGS } from './filters-settings';
import { FRESH_DATA } from './fresh-data-settings';
import { LISTS } from './lists-settings';
import { METRIC_ATTRIBUTION_SETTINGS } from './metric-attribution-settings';
import { RANKING_SETTINGS } from './ranking-settings';
import { REQUEST_RATE_SETTINGS } from './request-rate-settings';
import { RUNNING_HOURS_SETTINGS } from './running-hours-settings';
import { SEGMENTS_SETTINGS } from './segments-settings';
import type { InLanguages, Setting, SettingsTable, ValuesOf } from './setting';
import { parsedJson, type Context } from './shape';
import { WATCHING } from './watching-settings';

/** The parts of a shop that have settings. They are the sections of docs/settings.md, in this order. */
export const PARTS = {
  core: { en: 'Core', ko: '코어' },
  app: { en: 'App', ko: '앱' },
  'event-tracker': { en: 'Event tracker', ko: '이벤트 트래커' },
  'metric-attribution': { en: 'Metric attribution', ko: '지표 어트리뷰션' },
  filters: { en: 'Filters', ko: '필터' },
  lists: { en: 'Lists', ko: '목록' },
  api: { en: 'API', ko: 'API' },
  experiment: { en: 'Experiment', ko: '실험' },
  ranking: { en: 'Ranking', ko: '순위' },
  segments: { en: 'Segments', ko: '세그먼트' },
  batches: { en: 'Batches', ko: '배치' },
  'fresh-data': { en: 'Fresh data', ko: '새 데이터' },
  'running-hours': { en: 'Running hours', ko: '운영 시간' },
  'request-rate': { en: 'Request rate', ko: '요청 처리량' },
  watching: { en: 'Notices', ko: '알림' },
  'bus-events': { en: 'Bus events', ko: '버스 이벤트' },
} as const satisfies Record<string, InLanguages>;

/** A part of a shop: the core, an add-on, or the app around the construct. */
export type Part = keyof typeof PARTS;

/** The settings of each part, in the order of the documents. */
const BY_PART = {
  core: { ...SOURCES, ...CORE, ...CORE_OBJECTS },
  app: APP,
  'event-tracker': EVENT_TRACKER,
  'metric-attribution': METRIC_ATTRIBUTION_SETTINGS,
  filters: FILTER_SETTINGS,
  lists: LISTS,
  api: API_SETTINGS,
  experiment: EXPERIMENT_SETTINGS,
  ranking: RANKING_SETTINGS,
  segments: SEGMENTS_SETTINGS,
  batches: BATCHES_SETTINGS,
  'fresh-data': FRESH_DATA,
  'running-hours': RUNNING_HOURS_SETTINGS,
  'request-rate': REQUEST_RATE_SETTINGS,
  watching: WATCHING,
  'bus-events': BUS_EVENTS,
} as const satisfies Readonly<Record<Part, SettingsTable>>;

/** Settings of all add-ons. */
export const ADD_ONS = {
  ...EVENT_TRACKER,
  ...METRIC_ATTRIBUTION_SETTINGS,
  ...FILTER_SETTINGS,
  ...LISTS,
  ...API_SETTINGS,
  ...EXPERIMENT_SETTINGS,
  ...RANKING_SETTINGS,
  ...SEGMENTS_SETTINGS,
  ...BATCHES_SETTINGS,
  ...FRESH_DATA,
  ...RUNNING_HOURS_SETTINGS,
  ...REQUEST_RATE_SETTINGS,
  ...WATCHING,
  ...BUS_EVENTS,
} as const satisfies SettingsTable;

/** Checked settings of the core and its add-ons that constructs take as plain values. */
export type ShopValues = ValuesOf<typeof CORE & typeof ADD_ONS>;

/**
 * All settings of a shop. The type {@link Settings}, the checks, the known names, the tables of docs/settings.md in
 * both languages, `docs/cdk.schema.json` and the output of `recommenders settings` are generated from this table.
 */
export const SETTINGS = {
  ...BY_PART.core,
  ...APP,
  ...ADD_ONS,
} as const satisfies SettingsTable;

/** The checked settings of a shop. */
export type Settings = ValuesOf<typeof SETTINGS>;

/** The settings of some parts. */
export type SettingOf<Of extends Part> = keyof {
  [Name in Of as keyof (typeof BY_PART)[Name]]: unknown;
};

/** The names of all settings. */
export const SETTING_NAMES = Object.keys(SETTINGS) as readonly (keyof Settings)[];

const PART_OF = new Map(
  (Object.keys(BY_PART) as Part[]).flatMap((part) => Object.keys(BY_PART[part]).map((name) => [name, part])),
);

/** The part to which a setting belongs. */
export const partOf = (name: keyof Settings): Part => PART_OF.get(name)!;

/**
 * Reads a single setting: a value of cdk.json, or the text that follows `-c`.
 *
 * @throws SettingProblem that begins with the name of the setting or the place in it
 */
export const readSetting = <Name extends keyof Settings>(
  name: Name,
  raw: unknown,
  context: Context,
): Settings[Name] => {
  const { shape }: Setting = SETTINGS[name];
  return shape.read(parsedJson(raw), name, context) as Settings[Name];
};
