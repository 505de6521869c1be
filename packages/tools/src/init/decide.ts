import {
  ANSWERS,
  flagOf,
  OpenQuestion,
  type AnswerName,
  type Answers,
  type Question,
} from '@ecommerce-recommenders/shop-data/mapping/infer/decisions';
import { inferMapping, type Inference } from '@ecommerce-recommenders/shop-data/mapping/infer/infer-mapping';
import type { FileSample } from '@ecommerce-recommenders/shop-data/mapping/infer/sample';
import type { Ask } from './ask';

/** Thrown where nobody can be asked; caught by the command, for which it is wrong usage. */
export class UnansweredError extends Error {}

/**
 * Infers the mapping of files, and asks what they do not say for sure.
 *
 * @param ask - undefined where nobody can be asked
 * @param takesGuesses - whether best guesses are answers
 * @throws UnansweredError that names the flag of the answer
 */
export async function decide(
  samples: readonly FileSample[],
  given: Answers,
  ask: Ask | undefined,
  takesGuesses: boolean,
): Promise<Inference> {
  const answers: { [Name in AnswerName]?: string } = { ...given };
  for (;;) {
    const found = attempt(samples, answers);
    if (!(found instanceof OpenQuestion) && (takesGuesses || found.guessed.length === 0)) return found;
    const question = found instanceof OpenQuestion ? found.question : found.guessed[0];
    if (!ask || takesGuesses) throw unanswered(found instanceof OpenQuestion ? [question] : found.guessed);
    answers[question.name] = await ask(question);
  }
}

function attempt(samples: readonly FileSample[], answers: Answers): Inference | OpenQuestion {
  try {
    return inferMapping(samples, answers);
  } catch (error) {
    if (error instanceof OpenQuestion) return error;
    throw error;
  }
}

function unanswered(questions: readonly Question[]): UnansweredError {
  const lines = questions.map(({ name, text, options, best }) => {
    const values = options.map(({ value }) => value).join(', ');
    const guess = best === undefined ? '' : `; the best guess is ${best}`;
    return `${text} Answer with ${flagOf(name)} (${ANSWERS[name]})${values === '' ? '' : `: ${values}`}${guess}`;
  });
  const isGuessed = questions.every(({ best }) => best !== undefined);
  return new UnansweredError(
    [...lines, ...(isGuessed ? ['Or take the best guesses with --yes.'] : [])].join('\n'),
  );
}
