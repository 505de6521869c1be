import type { InputOf } from '../../gateway/shape';
import type { Tag } from '../../tags';
import type { ALARM_FIELDS } from './alarm-fields';

/** `OK`, `ALARM` or, where nothing can be said, `INSUFFICIENT_DATA`. */
export type StateValue = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** What an alarm watches and whom it tells. */
export type AlarmDefinition = InputOf<typeof ALARM_FIELDS>;

/** Where an alarm is, and why. */
export interface AlarmState {
  readonly value: StateValue;
  readonly reason: string;
  /** Milliseconds since the Unix epoch, of the latest change. */
  readonly atMs: number;
}

/** An alarm on one metric. */
export interface Alarm {
  readonly arn: string;
  definition: AlarmDefinition;
  /** Milliseconds since the Unix epoch. */
  configuredMs: number;
  state: AlarmState;
  tags: readonly Tag[];
}
