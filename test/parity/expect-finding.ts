import { appendFileSync } from 'node:fs';
import { PARITY_VARIABLES } from '../../cli/parity/parity-variables';

/**
 * Expects of the embedded AWS what is assumed of the service where no guide tells; of an account the answer is noted for
 * whoever runs the tests, whatever it is.
 */
export function expectFinding(assumed: string, got: string | undefined, sentence: string): void {
  const { [PARITY_VARIABLES.findings]: file } = process.env;
  if (file === undefined) expect(got).toBe(assumed);
  else appendFileSync(file, `${sentence}\n`);
}
