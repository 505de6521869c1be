import type { Tag } from '../../tags';
import type { Rule } from './rule';

/** The bus of AWS's own events, which every region has. */
export const DEFAULT_BUS = 'default';

/** An event bus and its rules. */
export interface EventBus {
  readonly name: string;
  readonly arn: string;
  /** Milliseconds since the Unix epoch. */
  readonly createdMs: number;
  changedMs: number;
  description: string | undefined;
  tags: readonly Tag[];
  /** By name. */
  readonly rules: Map<string, Rule>;
}
