import type { PageError } from '../src/page/page-answers';
import type { Texts } from './texts/texts';

/** A failed request, with the server's reason. */
export class Trouble extends Error {
  readonly problem: PageError['problem'];

  constructor({ error, problem }: PageError) {
    super(error);
    this.problem = problem;
  }
}

/** The message to show: the page's own if there is one, otherwise that of AWS or the server. */
export function troubleInWords({ message, problem }: Trouble, { troubles }: Texts): string {
  if (!problem) return troubles.inTheirWords(message);
  return problem.kind === 'no-item' ? troubles['no-item'](problem.itemId) : troubles[problem.kind]();
}
