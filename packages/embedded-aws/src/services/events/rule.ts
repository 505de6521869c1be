import type { Timer } from '../../clock';
import type { Tag } from '../../tags';
import type { Pattern } from './pattern/parse-pattern';
import type { Target } from './target/target';

/** A rule on an event bus. */
export interface Rule {
  readonly name: string;
  readonly busName: string;
  readonly arn: string;
  readonly description?: string;
  /** As given. */
  readonly eventPattern?: string;
  readonly matches?: Pattern;
  readonly scheduleExpression?: string;
  readonly roleArn?: string;
  state: RuleState;
  /** By id. */
  readonly targets: Map<string, Target>;
  tags: readonly Tag[];
  /** Timer of the schedule's next time. */
  timer?: Timer;
}

/** Whether a rule is active. */
export type RuleState = 'ENABLED' | 'DISABLED';
