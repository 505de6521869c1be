import { AwsError } from '../../aws-error';
import { byKey } from '../../gateway/page';
import type { ValueOf } from '../../gateway/shape';
import type { Platform } from '../../platform';
import type { Tag } from '../../tags';
import type { BUDGET, NOTIFICATIONS } from './budgets-shapes';

/** The budgets of the account. */
export class BudgetsStore {
  private readonly budgets = new Map<string, Budget>();

  constructor(readonly platform: Platform) {}

  /** Sorted by name. */
  list(): Budget[] {
    return [...this.budgets.values()].sort(byKey(({ definition }) => definition.BudgetName));
  }

  arnOf(name: string): string {
    return `arn:aws:budgets::${this.platform.accountId}:budget/${name}`;
  }

  has(name: string): boolean {
    return this.budgets.has(name);
  }

  /** @throws AwsError `NotFoundException` */
  mustFind(name: string): Budget {
    const budget = this.budgets.get(name);
    if (!budget)
      throw new AwsError('NotFoundException', `Unable to get budget: ${name} - the budget doesn't exist.`);
    return budget;
  }

  /** @throws AwsError `NotFoundException` */
  mustFindTagged(arn: string): Budget {
    return this.mustFind(arn.slice(arn.indexOf('/') + 1));
  }

  put(budget: Omit<Budget, 'arn' | 'updatedAt'>): void {
    const { BudgetName: name } = budget.definition;
    const updatedAt = this.platform.clock.now() / 1_000;
    this.budgets.set(name, { ...budget, arn: this.arnOf(name), updatedAt });
  }

  remove(name: string): void {
    this.mustFind(name);
    this.budgets.delete(name);
  }
}

/** A budget as stored; its spend is always zero. */
export interface Budget {
  readonly arn: string;
  readonly definition: ValueOf<typeof BUDGET>;
  readonly notifications: ValueOf<typeof NOTIFICATIONS>;
  /** Unix seconds. */
  readonly updatedAt: number;
  readonly tags: readonly Tag[];
}
