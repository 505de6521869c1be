import { Agent, request } from 'node:http';
import { ROOT, signedHeaders } from './recommendation-requests';

/** Interval between requests, which do not wait for earlier responses. */
const INTERVAL_MS = 10;

/** Answer times of the embedded AWS. */
export interface AnswerTimes {
  /** Ascending. */
  readonly sortedMs: readonly number[];
  readonly p99Ms: number;
}

/**
 * Lists the dataset groups at a steady rate while other work runs. If the server blocks, many responses are late.
 *
 * @throws Error if a request fails
 */
export async function answerTimes(port: number, work: () => Promise<unknown>): Promise<AnswerTimes> {
  const agent = new Agent({ keepAlive: true });
  const latenciesMs: number[] = [];
  const pending = new Set<Promise<void>>();
  let failure: Error | undefined;
  const timer = setInterval(() => {
    const begunMs = performance.now();
    const asked = ask(port, agent).then(
      () => void latenciesMs.push(performance.now() - begunMs),
      (error: Error) => void (failure ??= error),
    );
    pending.add(asked);
    void asked.then(() => pending.delete(asked));
  }, INTERVAL_MS);
  try {
    await work();
  } finally {
    clearInterval(timer);
    await Promise.all(pending);
    agent.destroy();
  }
  if (failure) throw failure;
  latenciesMs.sort((a, b) => a - b);
  return { sortedMs: latenciesMs, p99Ms: latenciesMs[Math.floor(latenciesMs.length * 0.99)] };
}

const BODY = JSON.stringify({});

function ask(port: number, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = request({
      ...{ agent, host: '127.0.0.1', port, method: 'POST', path: '/' },
      headers: {
        ...signedHeaders(ROOT, 'personalize'),
        'x-amz-target': 'AmazonPersonalize.ListDatasetGroups',
        'content-type': 'application/x-amz-json-1.1',
        'content-length': BODY.length,
      },
    });
    asked.once('error', reject);
    asked.once('response', (answer) => {
      answer.resume();
      answer.once('end', () =>
        answer.statusCode === 200
          ? resolve()
          : reject(new Error(`ListDatasetGroups: status ${answer.statusCode}`)),
      );
    });
    asked.end(BODY);
  });
}
