import type { Definition } from './language/run';
import type { LoggingConfiguration } from './logging-configuration';

/** A state machine's latest revision. */
export interface StateMachine {
  readonly stateMachineArn: string;
  readonly name: string;
  /** `DELETING` until running executions reach their next transition. */
  readonly status: 'ACTIVE' | 'DELETING';
  /** As given. */
  readonly definition: string;
  readonly parsed: Definition;
  readonly roleArn: string;
  readonly logging: LoggingConfiguration;
  readonly isTraced: boolean;
  readonly revisionId: string;
  /** Unix seconds. */
  readonly creationDate: number;
  /** Unix seconds. */
  readonly updateDate: number;
  readonly tags: Readonly<Record<string, string>>;
}

/** Tags in storage form. */
export const tagsByKey = (
  tags: readonly { readonly key: string; readonly value: string }[],
): Record<string, string> => Object.fromEntries(tags.map(({ key, value }) => [key, value]));
