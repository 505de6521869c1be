import { expectWords } from './expect-words';

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
