import type { Worker } from 'node:worker_threads';
import { newThread } from './new-thread';

/** A flag in each task. The thread sets it to 1 when it begins. A thread that fails after that fails all work. */
export interface Begun {
  readonly hasBegun: Int32Array;
}

/**
 * Runs a module in a number of threads, each with its own task, until all have answered or ended. The work is left to
 * the caller if no thread is requested or can be started.
 *
 * @param thread - absolute path of the module without its extension
 * @param prepare - runs while the threads start; its result is returned
 * @param newTask - makes a thread's task from that result
 * @throws Error if a thread fails, or the signal's reason if it aborts; all threads have ended by then
 */
export async function runInThreads<Prepared>(
  thread: string,
  count: number,
  prepare: () => Prepared,
  newTask: (prepared: Prepared) => object,
  signal?: AbortSignal,
): Promise<Prepared> {
  const threads = Array.from({ length: count }, () => startThread(thread)).filter(
    (thread) => thread !== undefined,
  );
  const ended = (): Promise<unknown> => Promise.all(threads.map((thread) => thread.terminate()));
  const end = (): void => void ended();
  signal?.addEventListener('abort', end);
  try {
    const prepared = prepare();
    await Promise.all(threads.map((thread) => answerOf(thread, withFlag(newTask(prepared)))));
    return prepared;
  } finally {
    signal?.removeEventListener('abort', end);
    await ended();
    signal?.throwIfAborted();
  }
}

/**
 * Runs a module in a thread.
 *
 * @param thread - absolute path of the module without its extension
 * @returns its message; undefined if no thread can be started, so that the caller does the work
 * @throws Error if the thread fails, or the signal's reason if it aborts
 */
export async function answerOfThread<Answer>(
  thread: string,
  task: object,
  signal?: AbortSignal,
): Promise<Answer | undefined> {
  const started = startThread(thread);
  if (!started) return undefined;
  const end = (): void => void started.terminate();
  signal?.addEventListener('abort', end);
  try {
    return (await answerOf(started, withFlag(task))) as Answer | undefined;
  } finally {
    signal?.removeEventListener('abort', end);
    await started.terminate();
    signal?.throwIfAborted();
  }
}

const withFlag = <Task extends object>(task: Task): Task & Begun => ({
  ...task,
  hasBegun: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)),
});

function startThread(module: string): Worker | undefined {
  try {
    return newThread(module);
  } catch {
    // The system cannot start another thread.
    return undefined;
  }
}

/**
 * A thread's message. If the thread ends before it begins its task, there is no message and no error, because others do its work.
 */
function answerOf(thread: Worker, task: Begun): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string, cause?: Error): void => {
      if (task.hasBegun[0] === 0) resolve(undefined);
      else reject(new Error(`A thread of the training failed: ${reason}`, { cause }));
    };
    thread.on('message', resolve);
    thread.on('error', (error: Error) => fail(error.message, error));
    thread.on('exit', (code) => fail(`it ended with exit code ${code}`));
    // The message is queued until the thread has started.
    thread.postMessage(task);
  });
}
