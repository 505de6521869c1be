import { datasetsOf } from '../mapping/datasets-of';
import type { ShopMapping } from '../mapping/mapping';
import { nearestName } from '@ecommerce-recommenders/personalize/nearest-name';
import type { RecommenderOptions } from '../recommender-options';
import { USE_CASE_NAMES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { type ShopUseCases } from '../recommender-options';
import { EXCLUDED_COLUMNS, excludedColumnsInWords } from './excluded-columns';
import {
  FLAG,
  number,
  parseJson,
  parseObject,
  SettingProblem,
  wholeNumber,
  type JsonSchema,
  type Kind,
  type Parse,
} from './setting-kinds';

type Mapping = ShopMapping | null | undefined;

interface Option extends Kind<unknown> {
  /** The only use case that has it. */
  readonly onlyFor?: UseCaseName;
}

/** The default quota of an account: a typing error must not cost a fortune. */
export const MAX_REQUESTS_PER_SECOND = 2_500;

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_RecommenderConfig.html */
const OPTIONS: { readonly [Name in keyof RecommenderOptions]-?: Option } = {
  minRecommendationRequestsPerSecond: wholeNumber(
    { minimum: 1, maximum: MAX_REQUESTS_PER_SECOND },
    `a whole number from 1 to ${MAX_REQUESTS_PER_SECOND}`,
  ),
  metadata: FLAG,
  excludedColumns: EXCLUDED_COLUMNS,
  explorationWeight: {
    ...number({ minimum: 0, maximum: 1 }, 'a number from 0 to 1'),
    onlyFor: 'recommended-for-you',
  },
  explorationItemAgeCutOff: {
    ...wholeNumber({ minimum: 1 }, 'a whole number of days from 1'),
    onlyFor: 'recommended-for-you',
  },
};

/**
 * Use cases without repetition: a list, also as JSON text or separated by commas, or an object or map from each to its
 * options.
 *
 * @throws SettingProblem that names the use case and the option
 */
const parseUseCases: Parse<ShopUseCases> = (raw, _, mapping) => {
  const value = typeof raw === 'string' ? (parseJson(raw) ?? raw.split(',').map((name) => name.trim())) : raw;
  const entries: [unknown, unknown][] = Array.isArray(value)
    ? value.map((name) => [name, {}])
    : Object.entries(parseObject(value instanceof Map ? Object.fromEntries(value) : value) ?? {});
  const useCases = new Map(
    entries.filter(isKnown).map(([name, options]) => [name, parseOptions(name, options, mapping)]),
  );
  return useCases.size > 0 && useCases.size === entries.length ? useCases : undefined;
};

const isKnown = (entry: [unknown, unknown]): entry is [UseCaseName, unknown] =>
  USE_CASE_NAMES.some((name) => name === entry[0]);

function parseOptions(useCase: UseCaseName, raw: unknown, mapping: Mapping): RecommenderOptions {
  const given = parseObject(raw);
  if (!given)
    throw new SettingProblem(
      `${useCase} is ${JSON.stringify(raw)}, allowed is an object of ${Object.keys(OPTIONS).join(', ')}, or {}.`,
    );
  return Object.fromEntries(
    Object.entries(given).map(([name, got]) => [name, parseOption(useCase, name, got, mapping)]),
  );
}

function parseOption(useCase: UseCaseName, name: string, got: unknown, mapping: Mapping): unknown {
  const names = Object.keys(OPTIONS);
  if (!names.includes(name))
    throw new SettingProblem(
      `${useCase} has the unknown option ${name}, allowed are ${names.join(', ')}. ` +
        `Did you mean ${nearestName(name, names)}?`,
    );
  const { parse, allowed, onlyFor } = OPTIONS[name as keyof RecommenderOptions];
  if (onlyFor !== undefined && onlyFor !== useCase)
    throw new SettingProblem(
      `${useCase} has ${name}, which only ${onlyFor} can have: the others do not explore.`,
    );
  const value = parse(got, '', mapping);
  const inWords = name === 'excludedColumns' ? excludedColumnsInWords(datasetsOf(mapping)) : allowed;
  if (value === undefined)
    throw new SettingProblem(`${name} of ${useCase} is ${JSON.stringify(got)}, allowed is ${inWords}.`);
  return value;
}

function optionsSchema(useCase: UseCaseName): JsonSchema {
  const options = Object.entries<Option>(OPTIONS).filter(
    ([, { onlyFor }]) => (onlyFor ?? useCase) === useCase,
  );
  const properties = Object.fromEntries(options.map(([name, { schema }]) => [name, schema]));
  return { type: 'object', additionalProperties: false, properties };
}

/** The use cases to train, with their options. */
export const USE_CASES_SETTING: Kind<ShopUseCases> = {
  parse: parseUseCases,
  allowed: `one or more of ${USE_CASE_NAMES.join(', ')}, each once, separated by commas, or an object from each to its options`,
  schema: {
    anyOf: [
      { type: 'array', minItems: 1, uniqueItems: true, items: { enum: USE_CASE_NAMES } },
      {
        type: 'object',
        minProperties: 1,
        additionalProperties: false,
        properties: Object.fromEntries(USE_CASE_NAMES.map((name) => [name, optionsSchema(name)])),
      },
    ],
  },
};
