import type { TagProperties } from './tags';

/**
 * A full import of one file into one dataset. An import job has no life of its own: it cannot be deleted
 * and goes with its dataset. So the physical id, and `Ref`, is the dataset's ARN.
 */
export const DATASET_IMPORT_TYPE = 'Custom::PersonalizeDatasetImport';

/** What the template says. The tags are the dataset's, whose own type could not change them. */
export interface DatasetImportProperties extends TagProperties {
  readonly DatasetArn: string;
  /** `s3://bucket/key` of the CSV file. */
  readonly DataLocation: string;
  /** Role that Personalize reads the file with. */
  readonly RoleArn: string;
  /** Start of the job's name. Job names are never freed, so the handler completes it for each import. */
  readonly JobNamePrefix: string;
  /** Digest of the file and of the schema it is read by: a new one imports again. */
  readonly DataVersion: string;
  /** What the dataset is made of: a change of it is another dataset, empty and under the same ARN. */
  readonly Dataset: Readonly<Record<string, unknown>>;
}
