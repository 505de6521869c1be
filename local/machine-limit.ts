/** What is exhausted, and what to do, by the code of the error that Node.js throws then. */
const LIMITS: ReadonlyMap<unknown, string> = new Map([
  [
    'EMFILE',
    'This process may open no more files. Start the embedded AWS where it may open 1024 or more: "ulimit -n" shows how many.',
  ],
  ['ENFILE', 'This machine may open no more files. End other programs, and try again.'],
  [
    'EAGAIN',
    'This user may start no more processes. End others, or allow more before the embedded AWS starts: "ulimit -u" shows how many.',
  ],
  ['ENOSPC', 'The disk is full. Make room where temporary files are, and try again.'],
]);

/** An error in words that says that a limit of this machine is reached; undefined for any other error. */
export function machineLimit(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  const limit = LIMITS.get(error.code);
  return limit && `${limit} (${error.message})`;
}
