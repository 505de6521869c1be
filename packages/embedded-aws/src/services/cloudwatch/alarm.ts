import type { InputOf } from '../../gateway/shape';
import type { Tag } from '../../tags';
import type { ALARM_FIELDS } from './alarm-fields';

/** `OK`, `ALARM` or, if undecidable, `INSUFFICIENT_DATA`. */
export type StateValue = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** What an alarm watches and notifies. */
export type AlarmDefinition = InputOf<typeof ALARM_FIELDS>;

/** State of an alarm, and the reason. */
export interface AlarmState {
  readonly value: StateValue;
  readonly reason: string;
  /** Milliseconds since the Unix epoch, of the last change. */
  readonly atMs: number;
}

/** An alarm on a single metric. */
export interface Alarm {
  readonly arn: string;
  definition: AlarmDefinition;
  /** Milliseconds since the Unix epoch. */
  configuredMs: number;
  state: AlarmState;
  tags: readonly Tag[];
}
