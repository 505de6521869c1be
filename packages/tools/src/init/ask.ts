import { visible } from '@ecommerce-recommenders/csv/visible';
import type { Question } from './infer/decisions';

/** Asks the user a question and returns the answer. */
export type Ask = (question: Omit<Question, 'name'>) => Promise<string>;

const OTHER = '\0other';

/** Asks on the terminal: a choice with the arrow keys, or text input if other answers are allowed. */
export const askInTerminal: Ask = async ({ text, options, best, free }) => {
  // Loaded only if there is a question.
  const [{ default: select }, { default: input }] = await Promise.all([
    import('@inquirer/select'),
    import('@inquirer/input'),
  ]);
  const message = visible(text);
  const choices = options.map(({ value, evidence }) => ({
    value,
    name: visible(evidence ? `${value} (${evidence})` : value),
  }));
  if (free) choices.push({ value: OTHER, name: 'another' });
  const type = (): Promise<string> =>
    input({
      message,
      required: true,
      validate: (answer) => free?.read(answer) !== undefined || `Allowed is ${free?.allowed}`,
    });
  if (options.length === 0) return type();
  const answer = await select({ message, choices, default: best, pageSize: 15 });
  return answer === OTHER ? type() : answer;
};
