import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import type { TagProperties } from './tags';

/** A dataset and its schema. Its physical id, and so `Ref`, is its ARN. */
export const DATASET_TYPE = 'Custom::PersonalizeDataset';

/**
 * Types whose schema Personalize can replace.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/updating-dataset-schema.html
 */
export const GROWING_TYPES = ['ITEMS', 'USERS'] as const satisfies readonly DatasetType[];

/**
 * Template properties. A dataset of {@link GROWING_TYPES} gets a new schema as it is, and refuses what Personalize cannot change;
 * one of interactions is deleted and created anew.
 */
export interface DatasetProperties extends TagProperties {
  /** Name of the dataset, and what the names of its schemas begin with. */
  readonly Name: string;
  readonly DatasetGroupArn: string;
  readonly DatasetType: DatasetType;
  /** JSON of an Avro record. */
  readonly Schema: string;
  /** {@link schemaName} of the schema. */
  readonly SchemaName: string;
}

/** Schemas are immutable, so each has a name of its own. @param version digest of the schema, of 8 digits */
export const schemaName = (datasetName: string, version: string): string => `${datasetName}-${version}`;

/** Whether a schema is one of a dataset, now or earlier. Personalize tags no schema, so the name has to tell. */
export const isSchemaOf = (datasetName: string, name: string): boolean =>
  name.startsWith(`${datasetName}-`) && /^[0-9a-f]{8}$/.test(name.slice(datasetName.length + 1));
