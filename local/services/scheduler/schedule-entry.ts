import type { Timer } from '../../clock';
import type { InputOf } from '../../gateway/shape';
import type { SCHEDULE_FIELDS } from './scheduler-shapes';

/** A schedule of the default group, as it was given. */
export interface ScheduleEntry extends InputOf<typeof SCHEDULE_FIELDS> {
  readonly name: string;
  readonly arn: string;
  /** Unix seconds. */
  readonly creationDate: number;
  readonly lastModificationDate: number;
  /** Waits for the next time. */
  timer?: Timer;
}
