import type { PageError } from '../src/page/page-answers';
import type { Texts } from './texts/texts';

/** An answer that did not come, with the server's reason. */
export class Trouble extends Error {
  readonly problem: PageError['problem'];

  constructor({ error, problem }: PageError) {
    super(error);
    this.problem = problem;
  }
}

/** What the page says of it: its own words where it has some, else those of AWS or the server. */
export function troubleInWords({ message, problem }: Trouble, { troubles }: Texts): string {
  if (!problem) return troubles.inTheirWords(message);
  return problem.kind === 'no-item' ? troubles['no-item'](problem.itemId) : troubles[problem.kind]();
}
