const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'its parent is not a folder',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
};

/** A sentence that says why reading a file or its content failed. */
export const readingProblem = (error: Error): string =>
  REASONS[(error as NodeJS.ErrnoException).code ?? ''] ?? error.message;
