/** An ECOMMERCE dataset group. Its physical id, and so `Ref`, is its ARN. */
export const DATASET_GROUP_TYPE = 'Custom::PersonalizeDatasetGroup';

/** What the template says. A changed name is another dataset group. */
export interface DatasetGroupProperties {
  readonly Name: string;
}
