import type { InputOf } from '../../gateway/shape';
import type { JOB_DEFINITION } from './glue-shapes';

/** A definition that runs are started from. */
export interface Job extends InputOf<typeof JOB_DEFINITION> {
  readonly Name: string;
  /** Unix seconds. */
  readonly CreatedOn: number;
  readonly LastModifiedOn: number;
}
