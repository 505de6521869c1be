/**
 * Does the same work for every value, for a few at a time, and gives the results in order of the values. After
 * a failure no more is begun.
 *
 * @param limit how many at a time
 * @throws what the work throws first
 */
export async function concurrently<T, R>(
  values: readonly T[],
  limit: number,
  work: (value: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const rest = values.entries();
  let hasFailed = false;
  const worker = async (): Promise<void> => {
    for (const [at, value] of rest) {
      if (hasFailed) return;
      results[at] = await work(value);
    }
  };
  const workers = Array.from({ length: limit }, () =>
    worker().catch((error: unknown) => {
      hasFailed = true;
      throw error;
    }),
  );
  await Promise.all(workers);
  return results;
}
