/**
 * A full import of one file into one dataset. An import job cannot be deleted; it disappears with its dataset. So a
 * Delete only waits for jobs, and the physical id is the ARN of all jobs of the dataset, with a wildcard.
 */
export const DATASET_IMPORT_TYPE = 'Custom::PersonalizeDatasetImport';

/** Waits for imports that take longer than their own resource may wait. It waits for less than CloudFormation's hour. */
export const IMPORT_WAIT_TYPE = 'Custom::PersonalizeImportWait';

/** Minutes that an import waits, and each resource that waits for all imports. */
export const IMPORT_WAIT_MINUTES = 50;

/** Template properties of a waiting resource. All but the last complete when their time is up. */
export interface ImportWaitProperties {
  readonly DatasetGroupArn: string;
  /** The datasets, and the versions of their files. A changed version makes a deployment wait. */
  readonly Imports: readonly Pick<DatasetImportProperties, 'DatasetArn' | 'DataVersion'>[];
  /** `true` for the last waiting resource, which fails when its time is up. */
  readonly Last: 'true' | 'false';
  /** Hours that a deployment waits, for the message of the last resource. */
  readonly TimeoutHours: string;
}

/** Template properties. */
export interface DatasetImportProperties {
  readonly DatasetArn: string;
  /** `s3://bucket/key` of the CSV file. */
  readonly DataLocation: string;
  /** Role with which Personalize reads the file. */
  readonly RoleArn: string;
  /** Prefix of the job's name. Job names are never freed, so the handler adds a suffix for each import. */
  readonly JobNamePrefix: string;
  /** Digest of the file and its schema. A changed digest triggers an import. */
  readonly DataVersion: string;
  /**
   * Key of the dataset's tag for the imported version. Release 1.1.0 set no tag. Since the property is new, an update
   * from that release sends an Update, which sets the tag.
   */
  readonly VersionTag: string;
  /** `false` if waiting resources follow. Without them, the import fails when its time is up. */
  readonly Last: 'true' | 'false';
  /** Hours that a deployment waits, for the message. */
  readonly TimeoutHours: string;
  /** Name of the schema in the template. After a rollback, the dataset's schema may have more columns. */
  readonly SchemaName: string;
}
