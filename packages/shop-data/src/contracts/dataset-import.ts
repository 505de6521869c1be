import type { TagProperties } from './tags';

/**
 * A full import of one file into one dataset. An import job cannot be deleted; it disappears with its dataset. So the
 * physical id, and `Ref`, is the dataset's ARN.
 */
export const DATASET_IMPORT_TYPE = 'Custom::PersonalizeDatasetImport';

/** Template properties. The tags are the dataset's, whose own resource type cannot change them. */
export interface DatasetImportProperties extends TagProperties {
  readonly DatasetArn: string;
  /** `s3://bucket/key` of the CSV file. */
  readonly DataLocation: string;
  /** Role with which Personalize reads the file. */
  readonly RoleArn: string;
  /** Prefix of the job's name. Job names are never freed, so the handler completes it for each import. */
  readonly JobNamePrefix: string;
  /** Digest of the file and of its schema: a new one triggers an import. */
  readonly DataVersion: string;
  /**
   * The dataset's properties: a change replaces it by an empty one under the same ARN. Those of a dataset whose schema
   * grows in place are the schema's name alone. Absent in stacks of 0.5.0.
   */
  readonly Dataset?: Readonly<Record<string, unknown>> & { readonly SchemaName?: string };
}
