import { DATASET_TYPES, type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { KEY_COLUMNS } from '../data/interaction-log';
import type { SchemaColumn } from '../data/parsed-schema';
import type { PersonalizeStore } from '../personalize-store';
import type { RecommenderConfig } from '../recommender-resource';

/** Columns that a recommender trains on, each as `TYPE.NAME`. */
export type TrainingColumns = ReadonlySet<string>;

/**
 * Columns that a configuration makes a recommender train on. For a dataset that the configuration does not name, an
 * existing recommender keeps its columns: a new schema adds none.
 *
 * @param former - what the recommender trained on; absent for a new one, which takes every column
 * @see https://docs.aws.amazon.com/personalize/latest/dg/updating-dataset-schema.html
 */
export function trainingColumns(
  { excludedDatasetColumns: excluded = {}, includedDatasetColumns: included = {} }: TrainingDataConfig = {},
  datasetGroupArn: string,
  store: PersonalizeStore,
  former?: TrainingColumns,
): TrainingColumns {
  const columns = DATASET_TYPES.flatMap((type) => {
    const isNamed = type in excluded || type in included;
    return usableColumns(type, datasetGroupArn, store)
      .filter((name) =>
        isNamed || !former
          ? !excluded[type]?.includes(name) && (included[type]?.includes(name) ?? true)
          : former.has(`${type}.${name}`),
      )
      .map((name) => `${type}.${name}`);
  });
  return new Set(columns);
}

/**
 * Item columns that a solution learns, fixed at its creation: columns of a later schema are not trained on.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/updating-dataset-schema.html
 */
export function learnedItemColumns(
  { excludedDatasetColumns: excluded = {}, includedDatasetColumns: included = {} }: TrainingDataConfig = {},
  datasetGroupArn: string,
  store: PersonalizeStore,
): string[] | undefined {
  const dataset = store.datasetOf(datasetGroupArn, 'ITEMS');
  return (
    dataset &&
    store.schemas
      .mustGet(dataset.schemaArn)
      .parsed.columns.map(({ name }) => name)
      .filter((name) => !excluded.ITEMS?.includes(name) && (included.ITEMS?.includes(name) ?? true))
  );
}

/** Whether two recommenders train on the same columns. */
export const areSameColumns = (one: TrainingColumns, other: TrainingColumns): boolean =>
  one.size === other.size && [...one].every((column) => other.has(column));

type TrainingDataConfig = NonNullable<RecommenderConfig['trainingDataConfig']>;

function usableColumns(type: DatasetType, datasetGroupArn: string, store: PersonalizeStore): string[] {
  const dataset = store.datasetOf(datasetGroupArn, type);
  const columns = dataset ? store.schemas.mustGet(dataset.schemaArn).parsed.columns : [];
  return columns.filter(isUsable).map(({ name }) => name);
}

/** Training takes no booleans, no impressions and no texts that are neither categorical nor textual. */
const isUsable = ({ name, type, categorical, textual }: SchemaColumn): boolean =>
  !KEY_COLUMNS.includes(name) && type !== 'boolean' && (type !== 'string' || categorical || textual);
