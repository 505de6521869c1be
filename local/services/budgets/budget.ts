import type { ValueOf } from '../../gateway/shape';
import type { Tag } from '../../tags';
import type { BUDGET, NOTIFICATIONS } from './budgets-shapes';

/** A budget as it was put; nothing is ever spent of it. */
export interface Budget {
  readonly arn: string;
  readonly definition: ValueOf<typeof BUDGET>;
  readonly notifications: ValueOf<typeof NOTIFICATIONS>;
  /** Unix seconds. */
  readonly updatedAt: number;
  readonly tags: readonly Tag[];
}
