import { appendFileSync } from 'node:fs';
import { PARITY_VARIABLES, type OtherWords } from '@ecommerce-recommenders/tools/parity/parity-variables';

/**
 * Asserts, on the embedded AWS, what is assumed where no guide documents the service; on an account it only records
 * the answer for whoever runs the tests.
 */
export function expectFinding(assumed: string, got: string | undefined, sentence: string): void {
  const { [PARITY_VARIABLES.findings]: file } = process.env;
  if (file === undefined) expect(got).toBe(assumed);
  else appendFileSync(file, `${sentence}\n`);
}

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

/** Expects a request to be rejected with a code, a message and a status, by default 400. */
export async function expectRefusal(
  request: Promise<unknown>,
  code: string,
  words = '',
  status = 400,
): Promise<void> {
  const refusal = await request.then(
    () => new Error('It was not refused.'),
    (error: Error) => error,
  );
  expect(refusal).toMatchObject({ name: code, $metadata: { httpStatusCode: status } });
  expectWords(code, refusal.message, words);
}

const refusing =
  (code: string) =>
  (request: Promise<unknown>, words = '', status = 400): Promise<void> =>
    expectRefusal(request, code, words, status);

export const expectInvalid = refusing('InvalidInputException');
export const expectInUse = refusing('ResourceInUseException');
export const expectTaken = refusing('ResourceAlreadyExistsException');
export const expectMissing = refusing('ResourceNotFoundException');
