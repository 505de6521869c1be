import type { DatasetProperties } from './dataset';

/** Empties the dataset group at the end of the stack, and does nothing until then. Its physical id is the group's ARN. */
export const SWEEP_TYPE = 'Custom::PersonalizeSweep';

/** Template properties. */
export interface SweepProperties {
  readonly DatasetGroupArn: string;
  /** Datasets that the template does not have; an earlier one may have had them. */
  readonly Removed?: readonly Pick<DatasetProperties, 'Name' | 'DatasetType'>[];
}
