/** The answer of a Describe or Delete; `undefined` where the resource does not exist. */
export async function unlessGone<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

/**
 * The answer of a List; `undefined` where what it lists the children of does not exist. Personalize's model has no error
 * for that but InvalidInputException, which may mean anything, so the parent itself is asked then.
 */
export async function unlessParentGone<Answer>(
  list: Promise<Answer>,
  describeParent: () => Promise<unknown>,
): Promise<Answer | undefined> {
  try {
    return await unlessGone(list);
  } catch (error) {
    const isRefused = error instanceof Error && error.name === 'InvalidInputException';
    if (!isRefused || (await unlessGone(describeParent())) !== undefined) throw error;
    return undefined;
  }
}
