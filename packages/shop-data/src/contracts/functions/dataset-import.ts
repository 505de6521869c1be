/**
 * A full import of one file into one dataset. An import job cannot be deleted; it disappears with its dataset. So a Delete only waits
 * for jobs, and the physical id is the ARN of all jobs of the dataset, with a wildcard.
 */
export const DATASET_IMPORT_TYPE = 'Custom::PersonalizeDatasetImport';

/** Waits, for less than CloudFormation's hour, until the imports have ended that took longer than their own resource may wait. */
export const IMPORT_WAIT_TYPE = 'Custom::PersonalizeImportWait';

/** Minutes that an import, and each of the resources that wait for all imports, waits. */
export const IMPORT_WAIT_MINUTES = 50;

/** Template properties of a waiting resource. Every one except the last completes when its time is up. */
export interface ImportWaitProperties {
  readonly DatasetGroupArn: string;
  /** The datasets, and the versions of their files: a new one makes a deployment wait. */
  readonly Imports: readonly Pick<DatasetImportProperties, 'DatasetArn' | 'DataVersion'>[];
  /** `true` for the last waiting resource, which fails when its time is up. */
  readonly Last: 'true' | 'false';
  /** Hours that a deployment waits, for the last one's message. */
  readonly TimeoutHours: string;
}

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
  /** Key of the dataset's tag that says it. 1.1.0 set none: as the property is new, an update from there sends an Update, which sets it. */
  readonly VersionTag: string;
  /** `false` if waiting resources follow; without them, the import fails when its time is up. */
  readonly Last: 'true' | 'false';
  /** Hours that a deployment waits, for the message. */
  readonly TimeoutHours: string;
  /** Name of the schema in the template. After a rollback, the dataset may have one with more columns. */
  readonly SchemaName: string;
}
