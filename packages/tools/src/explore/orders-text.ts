import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';
import type { MeasuredOrders } from '@ecommerce-recommenders/shop-data/insight/readiness/measurement';
import { percent } from './text';

/** Whether it helps to count each order without a user as a user of its own (orderAsUser). */
export type Help = 'helps' | 'harms' | 'unclear';

/** Judges by the confidence interval of the difference. */
export const helpOf = ({ difference: { low, high } }: MeasuredOrders): Help =>
  low > 0 ? 'helps' : high < 0 ? 'harms' : 'unclear';

const VERDICTS: Record<Help, string> = {
  helps: 'They help.',
  harms: 'They do harm: leave orderAsUser out.',
  unclear:
    'That is no difference beyond chance: leave orderAsUser out, since each of these orders is a user on the bill.',
};

/** The measured effect of orderAsUser; empty without such orders. */
export const ordersLines = (orders: MeasuredOrders | undefined): string[] =>
  orders
    ? [
        `Orders without a user count as users: of ${countInWords(orders.questions, 'user')}, Frequently bought together had the next ` +
          `purchase for ${percent(orders.with.mean, 1)} with them and ${percent(orders.without.mean, 1)} without. ${VERDICTS[helpOf(orders)]}`,
      ]
    : [];
