import type { Action } from '../../gateway/action';
import type { Fields } from '../../gateway/shape';
import type { BudgetsStore } from './budgets-store';

/** An operation of Budgets. */
export const budgetsAction = <const F extends Fields>(
  action: Action<BudgetsStore, F>,
): Action<BudgetsStore, F> => action;
