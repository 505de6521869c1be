import type { DatasetProperties } from './dataset';

/** Empties the dataset group when the stack is deleted, and does nothing before. Its physical id is the group's ARN. */
export const SWEEP_TYPE = 'Custom::PersonalizeSweep';

/** Template properties. */
export interface SweepProperties {
  readonly DatasetGroupArn: string;
  /** Datasets that the template does not have. An earlier template may have had them. */
  readonly Removed?: readonly Pick<DatasetProperties, 'Name' | 'DatasetType'>[];
}
