/**
 * A full import of one file into one dataset. An import job cannot be deleted; it disappears with its dataset. So the
 * physical id, and `Ref`, is the dataset's ARN.
 */
export const DATASET_IMPORT_TYPE = 'Custom::PersonalizeDatasetImport';

/** Template properties. */
export interface DatasetImportProperties {
  readonly DatasetArn: string;
  /** `s3://bucket/key` of the CSV file. */
  readonly DataLocation: string;
  /** Role with which Personalize reads the file. */
  readonly RoleArn: string;
  /** Prefix of the job's name. Job names are never freed, so the handler completes it for each import. */
  readonly JobNamePrefix: string;
  /** Digest of the file and of its schema: a new one triggers an import. */
  readonly DataVersion: string;
  /** Name of the schema in the template. After a rollback, the dataset may have one with more columns. */
  readonly SchemaName: string;
}
