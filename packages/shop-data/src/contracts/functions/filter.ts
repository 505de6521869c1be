import type { TagProperties } from './tags';

/** A filter of a dataset group. `Ref` is its ARN. */
export const FILTER_TYPE = 'Custom::PersonalizeFilter';

/** Template properties. Filters are immutable, so the name contains a digest of the expression. */
export interface FilterProperties extends TagProperties {
  readonly Name: string;
  readonly DatasetGroupArn: string;
  readonly FilterExpression: string;
}
