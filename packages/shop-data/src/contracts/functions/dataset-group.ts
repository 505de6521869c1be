import type { TagProperties } from './tags';

/** An ECOMMERCE dataset group. Its physical id, and so `Ref`, is its ARN. */
export const DATASET_GROUP_TYPE = 'Custom::PersonalizeDatasetGroup';

/** Template properties. A new name replaces the dataset group; a changed key fails the update. */
export interface DatasetGroupProperties extends TagProperties {
  readonly Name: string;
  /** Customer managed key for the data. */
  readonly KmsKeyArn?: string;
  /** Role with which Personalize uses the key; present only with a key. */
  readonly RoleArn?: string;
}

/** Rejects a changed key of a dataset group before its bucket gets that key. */
export const KEY_CHECK_TYPE = 'Custom::PersonalizeKeyCheck';

/** Template properties: those of the dataset group. */
export type KeyCheckProperties = Pick<DatasetGroupProperties, 'Name' | 'KmsKeyArn'>;
