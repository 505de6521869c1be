import { appendFileSync } from 'node:fs';
import { PARITY_VARIABLES, type OtherWords } from '@ecommerce-recommenders/tools/parity/parity-variables';

/**
 * Expects a message to contain some words. Few of Personalize's are published, so on an account other words
 * fail no test: both messages are recorded for whoever runs the tests.
 */
export function expectWords(code: string, got: string | undefined, expected: string): void {
  const { [PARITY_VARIABLES.words]: file } = process.env;
  if (file === undefined) expect(got).toContain(expected);
  else if (!got?.includes(expected))
    appendFileSync(file, `${JSON.stringify({ code, expected, got: String(got) } satisfies OtherWords)}\n`);
}
