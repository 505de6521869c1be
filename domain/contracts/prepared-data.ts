/** The five files for import and evaluation in the data bucket, made from the shop's archive or its CSV parts. */
export const PREPARED_DATA_TYPE = 'Custom::PreparedData';

/** What the template says, whoever prepares; CloudFormation hands every scalar over as a string. */
interface PreparationProperties {
  readonly DataBucket: string;
  /** Nobody reads it: another one is another preparation. */
  readonly SourceVersion?: string;
  /** Share of each user's newest interactions that is held out, 0 to below 1. */
  readonly Holdout: string;
  /** JSON object from the archive's event types to Personalize's, all others are dropped. */
  readonly EventTypes: string;
}

/** Where a function reads the data: the archive that the CDK CLI published, or `s3://bucket/prefix/` of CSV parts. */
type SourceProperties =
  { readonly ArchiveBucket: string; readonly ArchiveKey: string } | { readonly Source: string };

/** What the template says where a function prepares the data. */
export type PreparedDataProperties = PreparationProperties & SourceProperties;

/** What the template says where AWS Glue does. */
export interface GluePreparedDataProperties extends PreparationProperties {
  /** `s3://bucket/prefix/` of CSV parts. */
  readonly Source: string;
  readonly JobName: string;
  /** `s3://bucket/key` of the SQL; another text is another key, and prepares again. */
  readonly Sql: string;
}

/** What `Fn::GetAtt` gives: a digest of each file for import, so that an import runs when its own file changed. */
export interface PreparedDataAttributes {
  readonly InteractionsVersion: string;
  readonly ItemsVersion: string;
  readonly UsersVersion: string;
}
