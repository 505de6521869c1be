import { parentPort, type MessagePort } from 'node:worker_threads';
import { CreationFailure } from '../errors';
import { JOBS, type Input, type JobName } from './jobs';
import { receivedFiles } from './posted-files';

/** A job for the thread. */
export interface PostedJob<Name extends JobName = JobName> {
  readonly name: Name;
  readonly input: Input<Name>;
  /** Names of files that come through the port. */
  readonly files: readonly string[];
  readonly port: MessagePort;
}

/** How a job ended. */
export type JobEnd =
  | { readonly output: unknown }
  /** Message of a {@link CreationFailure}. */
  | { readonly refusal: string }
  | { readonly error: Error };

// The thread that `JobThreads` starts and terminates.
parentPort!.on('message', ({ name, input, files, port }: PostedJob) => {
  const context = { files: receivedFiles(files, port), signal: new AbortController().signal };
  const run = JOBS[name] as (given: typeof input, context: object) => Promise<unknown>;
  void run(input, context)
    .then(
      (output): JobEnd => ({ output }),
      (error: Error): JobEnd => (error instanceof CreationFailure ? { refusal: error.message } : { error }),
    )
    .then((end) => parentPort!.postMessage(end))
    .finally(() => port.close());
});
