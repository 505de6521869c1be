import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import type { TagProperties } from './tags';

/** A dataset and its schema. Its physical id, and so `Ref`, is its ARN. */
export const DATASET_TYPE = 'Custom::PersonalizeDataset';

/** Describes what happens to a dataset whose table was removed while Personalize cannot delete it. */
export const STAYS_UNTIL_DESTROYED =
  'stays with its rows, personal data included, until the stack is destroyed';

/**
 * Types whose schema Personalize can replace.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/updating-dataset-schema.html
 */
export const GROWING_TYPES = ['ITEMS', 'USERS'] as const satisfies readonly DatasetType[];

/**
 * Template properties. A changed schema updates a dataset of {@link GROWING_TYPES} in place, or fails if Personalize
 * cannot make the change. A dataset of interactions is replaced.
 */
export interface DatasetProperties extends TagProperties {
  /** Name of the dataset, and prefix of its schemas' names. */
  readonly Name: string;
  readonly DatasetGroupArn: string;
  readonly DatasetType: DatasetType;
  /** Schema as an Avro record in JSON. */
  readonly Schema: string;
  /** {@link schemaName} of the schema. */
  readonly SchemaName: string;
}

/** Name of a schema. Schemas are immutable, so each gets its own name. @param version digest of the schema, 8 digits */
export const schemaName = (datasetName: string, version: string): string => `${datasetName}-${version}`;

/** Whether a schema belongs or belonged to a dataset. Its name decides, because schemas cannot be tagged. */
export const isSchemaOf = (datasetName: string, name: string): boolean =>
  name.startsWith(`${datasetName}-`) && /^[0-9a-f]{8}$/.test(name.slice(datasetName.length + 1));
