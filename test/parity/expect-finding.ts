import { appendFileSync } from 'node:fs';
import { PARITY_VARIABLES } from '@ecommerce-recommenders/tools/parity/parity-variables';

/**
 * Asserts, on the embedded AWS, what is assumed where no guide documents the service; on an account it only records
 * the answer for whoever runs the tests.
 */
export function expectFinding(assumed: string, got: string | undefined, sentence: string): void {
  const { [PARITY_VARIABLES.findings]: file } = process.env;
  if (file === undefined) expect(got).toBe(assumed);
  else appendFileSync(file, `${sentence}\n`);
}
