import { visible } from '@ecommerce-recommenders/csv/visible';
import type { Question } from '@ecommerce-recommenders/shop-data/mapping/infer/decisions';

/** Asks the shop and returns its answer. */
export type Ask = (question: Omit<Question, 'name'>) => Promise<string>;

const OTHER = '\0other';

/** Asks on the terminal: with the arrow keys, and by typing where other answers are allowed. */
export const askInTerminal: Ask = async ({ text, options, best, isFree }) => {
  // Loaded for questions only.
  const [{ default: select }, { default: input }] = await Promise.all([
    import('@inquirer/select'),
    import('@inquirer/input'),
  ]);
  const message = visible(text);
  const choices = options.map(({ value, evidence }) => ({
    value,
    name: visible(evidence ? `${value} (${evidence})` : value),
  }));
  if (isFree) choices.push({ value: OTHER, name: 'another' });
  if (options.length === 0) return input({ message, required: true });
  const answer = await select({ message, choices, default: best, pageSize: 15 });
  return answer === OTHER ? input({ message, required: true }) : answer;
};
