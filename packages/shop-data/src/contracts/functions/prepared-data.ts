import type { HoldoutBy } from '../../data/preparation/settings';

/** The five files for import and evaluation in the data bucket. They are made from the shop's archive or CSV parts. */
export const PREPARED_DATA_TYPE = 'Custom::PreparedData';

/** Template properties of both kinds of preparation; CloudFormation passes every scalar as a string. */
export interface PreparationProperties {
  readonly DataBucket: string;
  /** The handler does not read it. A changed value triggers a new preparation. */
  readonly SourceVersion?: string;
  /** Share of the newest interactions that is held out, from 0 to below 1. */
  readonly Holdout: string;
  /** Whether each user's newest interactions are held out, or the newest of all. @default 'user' */
  readonly HoldoutBy?: HoldoutBy;
  /** JSON object that maps the archive's event types to Personalize's. All others are dropped. */
  readonly EventTypes: string;
}

/** Where a function reads the data: the archive that the CDK CLI has published, or `s3://bucket/prefix/` of CSV parts. */
type SourceProperties =
  | { readonly ArchiveBucket: string; readonly ArchiveKey: string }
  | { readonly Source: string };

/** Template properties if a Lambda function prepares the data. */
export type PreparedDataProperties = PreparationProperties & SourceProperties;

/** Template properties if a Lambda function maps the shop's own files first. */
export type MappedDataProperties = PreparationProperties &
  MappedSourceProperties & {
    /** The setting `data` as JSON. */
    readonly Mapping: string;
    readonly MaxBadRows: string;
    /** KMS key with which user ids are hashed; absent if they are not hashed. */
    readonly UserKeyArn?: string;
  };

/** Location of the shop's own files: in the published archive, or below `s3://bucket/prefix/`. */
type MappedSourceProperties =
  | {
      readonly ArchiveBucket: string;
      readonly ArchiveKey: string;
      /** File name of the archive. Its extension names the format; `.zip` for a folder. */
      readonly ArchiveName: string;
    }
  | { readonly Source: string };

/** Template properties if AWS Glue prepares the data. */
export interface GluePreparedDataProperties extends PreparationProperties {
  /** `s3://bucket/prefix/` of the files. */
  readonly Source: string;
  readonly JobName: string;
  /** `s3://bucket/key` of the SQL. Changed SQL has a new key, which triggers a new preparation. */
  readonly Sql: string;
  /** `s3://bucket/key` of the `PreparationTables`. */
  readonly Tables: string;
}

/**
 * Attributes for `Fn::GetAtt`: a digest of each file, so that only changed files are imported. Absent for datasets
 * that the shop does not have.
 */
export interface PreparedDataAttributes {
  readonly InteractionsVersion: string;
  readonly ItemsVersion?: string;
  readonly UsersVersion?: string;
}
