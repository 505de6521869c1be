const MIB = 1024 * 1024;

/**
 * How much of what was written a function may keep: a third of its memory. The rest is for the program, a part of each
 * upload, and some bytes for each row. Undefined where it is no function.
 */
export function keptBytes({
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: memoryMiB,
}: NodeJS.ProcessEnv): number | undefined {
  return memoryMiB === undefined ? undefined : (Number(memoryMiB) * MIB) / 3;
}
