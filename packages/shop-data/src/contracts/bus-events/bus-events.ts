import { DATASET_TYPES } from '@ecommerce-recommenders/personalize/dataset-types';
import { USE_CASE_NAMES } from '@ecommerce-recommenders/personalize/use-cases';
import { ANSWERED_USE_CASES } from '../lists/similar-items';
import type { ValueSchema } from '../api/value-schema';
import { ASKED_BY } from '../batch/batch-places';

/** Source of the events that the stack puts on the default event bus. */
export const EVENT_SOURCE = 'ecommerce-recommenders';

/** Version of the details. Changing or removing a field needs a new version; adding one does not. */
export const EVENT_VERSION = '1';

/** Maximum length of a reason, below EventBridge's limit. Notifications show it, and the report has the full text. */
const MAX_TEXT = 1_100;

const text = <const Description extends string>(description: Description) =>
  ({ type: 'string', minLength: 1, maxLength: MAX_TEXT, description }) as const;

const count = <const Description extends string>(description: Description) =>
  ({ type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description }) as const;

const share = <const Description extends string>(description: Description) =>
  ({ type: 'number', minimum: 0, maximum: 1, description }) as const;

/** Fields of every detail. */
const COMMON = {
  version: { type: 'string', enum: [EVENT_VERSION], description: 'Version of this schema.' },
  id: text('Id of what happened: the same in duplicates of the event, unlike EventBridge’s own id.'),
  stack: text('Name of the shop: the name of its stack if its id is Shop, <stack>_<id> otherwise.'),
  datasetGroupArn: text('The shop’s dataset group.'),
  startedAt: text('ISO 8601.'),
  endedAt: text('ISO 8601.'),
} as const;

const COMMON_NAMES = ['version', 'id', 'stack', 'datasetGroupArn', 'startedAt', 'endedAt'] as const;

const REASON = text('What is wrong and what to do.');

const REASON_OF_DATA = text('What is wrong and what to do, with quotations from the data redacted.');

/** Fields that every run of a state machine has. */
const RUN = {
  ...COMMON,
  execution: text('ARN of the execution.'),
  run: text('Name of the run, as in the data bucket.'),
} as const;

const RUN_NAMES = [...COMMON_NAMES, 'execution', 'run'] as const;

const IMPORT = {
  ...RUN,
  kind: { type: 'string', enum: ['archive', 'parts', 'unknown'], description: 'What the files were.' },
  files: count('Files that the run took.'),
  rows: {
    type: 'object',
    properties: {
      INTERACTIONS: count('Rows given to the dataset.'),
      ITEMS: count('Rows given to the dataset.'),
      USERS: count('Rows given to the dataset.'),
    } satisfies Record<(typeof DATASET_TYPES)[number], ValueSchema>,
    required: [],
    additionalProperties: false,
    description: 'By dataset that the run gave rows to.',
  },
  warnings: count('Warnings about the data, which the report has in sentences.'),
  report: text('Location of the report, s3://…; absent if the run was stopped before it wrote one.'),
} as const;

const TRAINING = {
  ...COMMON,
  of: {
    type: 'string',
    enum: ['recommender', 'recommender update', 'solution version'],
    description: 'What was trained: a new recommender, one with other columns, or a version of the ranking.',
  },
  resource: text('ARN of the recommender or of the solution version.'),
  useCase: { type: 'string', enum: USE_CASE_NAMES, description: 'Of a recommender.' },
} as const;

const TRAINING_NAMES = [...COMMON_NAMES, 'of', 'resource'] as const;

/** Fields of the event that segments or batches have new results. */
const BATCH_PUBLISHED = {
  type: 'object',
  properties: {
    ...RUN,
    manifest: text('Where the manifest of the run is, s3://…'),
    results: {
      type: 'array',
      minItems: 1,
      maxItems: 10,
      items: {
        type: 'object',
        properties: {
          by: { type: 'string', enum: ASKED_BY, description: 'What each line of the answer is for.' },
          filter: text('The shop’s name of the filter; absent without one.'),
          lines: count('Lines that were answered: segments, or users.'),
          empty: count('How many of them have no result.'),
          failed: count('How many of them are errors.'),
          rows: count('Rows of the CSV.'),
        },
        required: ['by', 'lines', 'empty', 'failed', 'rows'],
        additionalProperties: false,
      },
    },
    problem: text('What the run left undone; its results are in service nevertheless.'),
  },
  required: [...RUN_NAMES, 'manifest', 'results'],
  additionalProperties: false,
} as const;

const BATCH_FAILED = {
  type: 'object',
  properties: { ...RUN, reason: REASON_OF_DATA },
  required: [...RUN_NAMES, 'reason'],
  additionalProperties: false,
} as const;

/** One kind of event. */
interface BusEvent {
  /** A sentence that says when the event is sent. */
  readonly when: string;
  /** JSON schema of its detail. */
  readonly detail: Extract<ValueSchema, { readonly type: 'object' }>;
}

/**
 * The events by detail type. The permission to put them, the types of the details, and docs/bus-events.json are
 * generated from this table. Details hold nothing personal: no user ids, no values of the shop's data.
 */
export const BUS_EVENTS = {
  'Import Succeeded': {
    when: 'A run has imported fresh data.',
    detail: { type: 'object', properties: IMPORT, required: RUN_NAMES, additionalProperties: false },
  },
  'Import Refused': {
    when: 'A run has refused fresh data; what was imported before stays in service.',
    detail: {
      type: 'object',
      properties: { ...IMPORT, reason: REASON_OF_DATA },
      required: [...RUN_NAMES, 'reason'],
      additionalProperties: false,
    },
  },
  'Import Failed': {
    when: 'A run could not import fresh data, or was stopped; what was imported before stays in service.',
    detail: {
      type: 'object',
      properties: { ...IMPORT, reason: REASON_OF_DATA },
      required: [...RUN_NAMES, 'reason'],
      additionalProperties: false,
    },
  },
  'Training Completed': {
    when: 'A recommender, a change of its columns, or a version of the ranking is trained.',
    detail: {
      type: 'object',
      properties: {
        ...TRAINING,
        ndcg: share('Normalized discounted cumulative gain at 25, as the service measured it.'),
        coverage: share('Share of the items that it recommends, as the service measured it.'),
      },
      required: TRAINING_NAMES,
      additionalProperties: false,
    },
  },
  'Training Failed': {
    when: 'One of these trainings, or any update of a recommender, has failed; what was trained before keeps serving.',
    detail: {
      type: 'object',
      properties: { ...TRAINING, reason: REASON },
      required: [...TRAINING_NAMES, 'reason'],
      additionalProperties: false,
    },
  },
  'Lists Published': {
    when: 'New lists are in service.',
    detail: {
      type: 'object',
      properties: {
        ...RUN,
        manifest: text('Where the manifest of the run is, s3://…'),
        lists: {
          type: 'array',
          minItems: 1,
          maxItems: 1_000,
          items: {
            type: 'object',
            properties: {
              useCase: { type: 'string', enum: ANSWERED_USE_CASES },
              filter: text('The shop’s name of the filter; absent for the lists without one.'),
              items: count('Items that have a list.'),
              empty: count('How many of these lists have no entry.'),
              coverage: share('Share of the catalogue that has a list with an entry.'),
              changed: share(
                'Share of the entries that the previous lists did not have; absent if there were none.',
              ),
            },
            required: ['useCase', 'items', 'empty', 'coverage'],
            additionalProperties: false,
          },
        },
        problem: text('What the run left undone; its lists are in service nevertheless.'),
      },
      required: [...RUN_NAMES, 'manifest', 'lists'],
      additionalProperties: false,
    },
  },
  'Lists Refused': {
    when: 'New lists differ too much from those in service, which stay.',
    detail: {
      type: 'object',
      properties: { ...RUN, reason: REASON },
      required: [...RUN_NAMES, 'reason'],
      additionalProperties: false,
    },
  },
  'Lists Failed': {
    when: 'A run could not make lists, or was stopped; those in service stay.',
    detail: {
      type: 'object',
      properties: { ...RUN, reason: REASON },
      required: [...RUN_NAMES, 'reason'],
      additionalProperties: false,
    },
  },
  'Segments Published': { when: 'New user segments are in service.', detail: BATCH_PUBLISHED },
  'Segments Failed': {
    when: 'A run could not make user segments, or was stopped; those in service stay.',
    detail: BATCH_FAILED,
  },
  'Batches Published': {
    when: 'New recommendations for every user are in service.',
    detail: BATCH_PUBLISHED,
  },
  'Batches Failed': {
    when: 'A run could not make recommendations for every user, or was stopped; those in service stay.',
    detail: BATCH_FAILED,
  },
} as const satisfies Readonly<Record<string, BusEvent>>;

/** `Import Succeeded`, … */
export type DetailType = keyof typeof BUS_EVENTS;

/** All detail types. */
export const DETAIL_TYPES = Object.keys(BUS_EVENTS) as readonly DetailType[];

/** The TypeScript type of a schema's values. */
type ValueOf<Schema> = Schema extends { readonly enum: readonly (infer Word)[] }
  ? Word
  : Schema extends { readonly type: 'string' }
    ? string
    : Schema extends { readonly type: 'integer' | 'number' }
      ? number
      : Schema extends { readonly type: 'array'; readonly items: infer Items }
        ? readonly ValueOf<Items>[]
        : Schema extends {
              readonly properties: infer Properties;
              readonly required: readonly (infer Required)[];
            }
          ? { readonly [Name in Extract<keyof Properties, Required>]: ValueOf<Properties[Name]> } & {
              readonly [Name in Exclude<keyof Properties, Required>]?: ValueOf<Properties[Name]>;
            }
          : never;

/** The detail of an event. */
export type DetailOf<Type extends DetailType> = ValueOf<(typeof BUS_EVENTS)[Type]['detail']>;

/** An event to put, of any detail type. */
export type StackEvent = {
  readonly [Type in DetailType]: { readonly detailType: Type; readonly detail: DetailOf<Type> };
}[DetailType];

/**
 * Removes from a reason what it quotes from the data, from the first quotation mark to the last, because an id in an
 * export may be an email address.
 */
export const withoutValues = (reason: string): string => reason.replace(/".*"/s, '"…"');
