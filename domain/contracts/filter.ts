import type { TagProperties } from './tags';

/** A filter of a dataset group. `Ref` is its ARN. */
export const FILTER_TYPE = 'Custom::PersonalizeFilter';

/** What the template says. A filter cannot be changed, so the name holds a digest: another expression, another filter. */
export interface FilterProperties extends TagProperties {
  readonly Name: string;
  readonly DatasetGroupArn: string;
  readonly FilterExpression: string;
}
