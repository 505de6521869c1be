import { USE_CASE_NAMES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { RecommenderOptions, ShopUseCases } from '../recommender-options';
import { byUseCase } from './by-use-case';
import { EXCLUDED_COLUMNS } from './excluded-columns';
import {
  FLAG,
  isObject,
  number,
  objectOf,
  optional,
  SettingProblem,
  texts,
  wholeNumber,
  withCommas,
  type Shape,
} from './shape';

/** An account's default quota, so that a typing error does not cost a fortune. */
const MAX_REQUESTS_PER_SECOND = 2_500;

/** Provisioned requests per second of a recommender. */
export const PROVISIONED_RATE = wholeNumber({ minimum: 1, maximum: MAX_REQUESTS_PER_SECOND });

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_RecommenderConfig.html */
const OPTIONS = {
  minRecommendationRequestsPerSecond: optional(PROVISIONED_RATE),
  metadata: optional(FLAG),
  excludedColumns: optional(EXCLUDED_COLUMNS),
};

/** Options of the only use case that explores. */
const EXPLORING: UseCaseName = 'recommended-for-you';
const EXPLORATION = {
  explorationWeight: optional(number({ minimum: 0, maximum: 1 })),
  explorationItemAgeCutOff: optional(wholeNumber({ minimum: 1 }, 'a whole number of days from 1')),
};

const ALLOWED_OPTIONS = `an object of ${Object.keys({ ...OPTIONS, ...EXPLORATION }).join(', ')}, or {}`;
const OF_EXPLORING: Shape<RecommenderOptions> = objectOf<RecommenderOptions>(
  { ...OPTIONS, ...EXPLORATION },
  ALLOWED_OPTIONS,
);

type OtherOptions = Omit<RecommenderOptions, keyof typeof EXPLORATION>;
const OTHER_OPTIONS = objectOf<OtherOptions>(OPTIONS, ALLOWED_OPTIONS);
const OF_OTHERS: Shape<RecommenderOptions> = {
  ...OTHER_OPTIONS,
  read: (raw, at, context) => {
    const name = isObject(raw) && Object.keys(raw).find((one) => one in EXPLORATION);
    if (!name) return OTHER_OPTIONS.read(raw, at, context);
    throw new SettingProblem(
      `${at} has ${name}, which only ${EXPLORING} can have: the others do not explore.`,
    );
  },
};

const ALLOWED = `one or more of ${USE_CASE_NAMES.join(', ')}, each once, separated by commas, or an object from each to its options`;

const NAMES = withCommas(texts(new RegExp(`^(${USE_CASE_NAMES.join('|')})$`), { least: 1 }, ALLOWED));

const WITH_OPTIONS = byUseCase((name) => (name === EXPLORING ? OF_EXPLORING : OF_OTHERS), ALLOWED);

/** The setting `useCases`: the use cases to train with their options, in the given order. */
export const USE_CASES: Shape<ShopUseCases> = {
  read: (raw, at, context) => {
    const given: unknown = raw instanceof Map ? Object.fromEntries(raw) : raw;
    return isObject(given)
      ? new Map(Object.entries(WITH_OPTIONS.read(given, at, context)) as [UseCaseName, RecommenderOptions][])
      : new Map(NAMES.read(given, at, context).map((name) => [name as UseCaseName, {}]));
  },
  allowed: ALLOWED,
  schema: {
    anyOf: [
      { type: 'array', minItems: 1, uniqueItems: true, items: { enum: USE_CASE_NAMES } },
      WITH_OPTIONS.schema,
    ],
  },
};
