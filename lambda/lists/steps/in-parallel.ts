/**
 * Runs a task in parallel loops, each until the task returns false. After an error no loop starts the task again, and
 * the error is thrown.
 */
export async function inParallel(loops: number, task: () => Promise<boolean>): Promise<void> {
  let hasFailed = false;
  const loop = async (): Promise<void> => {
    try {
      while (!hasFailed && (await task()));
    } catch (error) {
      hasFailed = true;
      throw error;
    }
  };
  await Promise.all(Array.from({ length: loops }, loop));
}
