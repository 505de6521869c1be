import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import type { TagProperties } from './tags';

/** A dataset and its schema. Its physical id, and so `Ref`, is its ARN. */
export const DATASET_TYPE = 'Custom::PersonalizeDataset';

/** What becomes of a dataset whose table was removed while Personalize cannot delete it. */
export const STAYS_UNTIL_DESTROYED =
  'stays with its rows, personal data included, until the stack is destroyed';

/**
 * Types whose schema Personalize can replace.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/updating-dataset-schema.html
 */
export const GROWING_TYPES = ['ITEMS', 'USERS'] as const satisfies readonly DatasetType[];

/**
 * Template properties. A new schema updates a dataset of {@link GROWING_TYPES} in place, and fails if Personalize cannot make the
 * change. A dataset of interactions is replaced.
 */
export interface DatasetProperties extends TagProperties {
  /** Name of the dataset, and prefix of its schemas' names. */
  readonly Name: string;
  readonly DatasetGroupArn: string;
  readonly DatasetType: DatasetType;
  /** JSON of an Avro record. */
  readonly Schema: string;
  /** {@link schemaName} of the schema. */
  readonly SchemaName: string;
}

/** Schemas are immutable, so each has its own name. @param version digest of the schema, 8 digits */
export const schemaName = (datasetName: string, version: string): string => `${datasetName}-${version}`;

/** Whether a schema belongs, or belonged, to a dataset, according to its name: schemas cannot be tagged. */
export const isSchemaOf = (datasetName: string, name: string): boolean =>
  name.startsWith(`${datasetName}-`) && /^[0-9a-f]{8}$/.test(name.slice(datasetName.length + 1));
