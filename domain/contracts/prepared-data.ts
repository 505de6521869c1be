/** Unpacks, transforms and splits the archive, and puts the five files into the data bucket. */
export const PREPARED_DATA_TYPE = 'Custom::PreparedData';

/** What the template says; CloudFormation hands every scalar over as a string. */
export interface PreparedDataProperties {
  /** Where the CDK CLI published the archive. */
  readonly ArchiveBucket: string;
  readonly ArchiveKey: string;
  readonly DataBucket: string;
  /** Share of each user's newest interactions that is held out, 0 to below 1. */
  readonly Holdout: string;
  /** JSON object from the archive's event types to Personalize's, all others are dropped. */
  readonly EventTypes: string;
}

/** What `Fn::GetAtt` gives: a digest of each file for import, so that an import runs when its own file changed. */
export interface PreparedDataAttributes {
  readonly InteractionsVersion: string;
  readonly ItemsVersion: string;
  readonly UsersVersion: string;
}
