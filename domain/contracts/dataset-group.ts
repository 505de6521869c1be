import type { TagProperties } from './tags';

/** An ECOMMERCE dataset group. Its physical id, and so `Ref`, is its ARN. */
export const DATASET_GROUP_TYPE = 'Custom::PersonalizeDatasetGroup';

/** What the template says. A changed name is another dataset group; a changed key is refused. */
export interface DatasetGroupProperties extends TagProperties {
  readonly Name: string;
  /** Customer's own key that Personalize encrypts the data with. */
  readonly KmsKeyArn?: string;
  /** Role that Personalize uses the key with; only beside a key. */
  readonly RoleArn?: string;
}
