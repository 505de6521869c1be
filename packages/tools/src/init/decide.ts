import {
  ANSWERS,
  flagOf,
  OpenQuestion,
  type AnswerName,
  type Answers,
  type Question,
} from './infer/decisions';
import { inferMapping, type Inference } from './infer/infer-mapping';
import { parseMapping } from '@ecommerce-recommenders/shop-data/data/mapping/parse-mapping';
import type { FileSample } from './infer/sample';
import type { Ask } from './ask';

/** Thrown if there is no terminal on which to ask. The command reports it as wrong usage. */
export class UnansweredError extends Error {}

/**
 * Infers the mapping of files, and asks questions if they are ambiguous.
 *
 * @param ask - undefined without a terminal
 * @param takesGuesses - whether best guesses count as answers
 * @throws UnansweredError that names the option for the answer
 */
export async function decide(
  samples: readonly FileSample[],
  given: Answers,
  ask: Ask | undefined,
  takesGuesses: boolean,
): Promise<Inference> {
  const answers: { [Name in AnswerName]?: string } = { ...given };
  let asked: Question | undefined;
  for (;;) {
    const found = attempt(samples, answers);
    // If the latest answer causes an error, that question is asked again, so that earlier answers are not lost.
    if (found instanceof Error && !(found instanceof OpenQuestion)) {
      if (!ask || !asked || found.name !== 'Error') throw found;
      answers[asked.name] = await ask({ ...asked, text: `${found.message}. ${asked.text}` });
      continue;
    }
    if (!(found instanceof OpenQuestion) && (takesGuesses || found.guessed.length === 0)) return found;
    if (!ask || takesGuesses)
      throw unanswered(found instanceof OpenQuestion ? [found.question] : found.guessed);
    asked = found instanceof OpenQuestion ? found.question : found.guessed[0];
    answers[asked.name] = await ask(asked);
  }
}

function attempt(samples: readonly FileSample[], answers: Answers): Inference | Error {
  try {
    const inference = inferMapping(samples, answers);
    parseMapping(inference.mapping);
    return inference;
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
}

function unanswered(questions: readonly Question[]): UnansweredError {
  const lines = questions.map(({ name, text, options, best, free }) => {
    const values = [...options.map(({ value }) => value), ...(free ? [free.allowed] : [])].join(', ');
    const guess = best === undefined ? '' : `; the best guess is ${best}`;
    return `${text} Answer with ${flagOf(name)} (${ANSWERS[name]})${values === '' ? '' : `: ${values}`}${guess}`;
  });
  const isGuessed = questions.every(({ best }) => best !== undefined);
  return new UnansweredError(
    [...lines, ...(isGuessed ? ['Or take the best guesses with --yes.'] : [])].join('\n'),
  );
}
