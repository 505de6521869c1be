/** Expects a call to fail with an error of this name, whose message has this text. */
export async function refused(
  call: Promise<unknown>,
  name: string,
  text: string | RegExp = '',
): Promise<void> {
  const message: unknown =
    typeof text === 'string' ? expect.stringContaining(text) : expect.stringMatching(text);
  await expect(call).rejects.toMatchObject({ name, message });
}
