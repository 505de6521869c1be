import { useEffect, useState } from 'preact/hooks';
import type { DeploymentMessage, PageAnswers, PageError, SentEvent } from '../src/page/page-answers';
import { afterMessage, type Deployment, UNKNOWN_DEPLOYMENT } from './deployment';
import { Trouble } from './trouble';

/** Query parameters. Undefined ones are omitted; arrays are repeated. */
type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** @throws Trouble with the server's message, or if the server does not answer */
async function ask<Path extends keyof PageAnswers>(
  path: Path,
  query: Query = {},
  signal?: AbortSignal,
): Promise<PageAnswers[Path]> {
  const given = Object.entries(query).flatMap(([name, value = []]) =>
    [value].flat().map((one) => [name, one]),
  );
  const parameters = new URLSearchParams(given).toString();
  return (await request(`${path}?${parameters}`, { signal })) as PageAnswers[Path];
}

/** @throws as {@link ask} */
export async function sendEvent(event: SentEvent): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  await request('/api/events', { method: 'POST', headers, body: JSON.stringify(event) });
}

async function request(url: string, init: RequestInit): Promise<unknown> {
  const response = await fetch(url, init).catch((cause: unknown) => {
    if (init.signal?.aborted) throw cause;
    throw new Trouble({
      error: 'The page’s server does not answer. It stops with the command that started it.',
      problem: { kind: 'no-server' },
    });
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Trouble(answer as PageError);
  return answer;
}

/** State of a request. The previous answer is kept while the next one loads. */
export interface Answered<T> {
  readonly answer?: T;
  readonly error?: Trouble;
  readonly isAwaited: boolean;
}

/**
 * Fetches from the server, again whenever the question changes.
 *
 * @param query undefined to send no request
 * @param version a change repeats the request
 */
export function useAnswer<Path extends keyof PageAnswers>(
  path: Path,
  query: Query | undefined,
  version: string | number = 0,
): Answered<PageAnswers[Path]> {
  type Answer = PageAnswers[Path];
  const question = query && JSON.stringify([query, version]);
  const [known, setKnown] = useState<{ question?: string; answer?: Answer; error?: Trouble }>({});
  useEffect(() => {
    if (question === undefined) return;
    const left = new AbortController();
    const [asked] = JSON.parse(question) as [Query];
    ask(path, asked, left.signal).then(
      (answer) => setKnown({ question, answer }),
      (error: Trouble) => {
        if (!left.signal.aborted) setKnown({ question, error });
      },
    );
    return () => left.abort();
  }, [path, question]);
  // The first render after a change still has the previous answer.
  return { answer: known.answer, error: known.error, isAwaited: known.question !== question };
}

/** The live deployment. */
export interface FollowedDeployment extends Deployment {
  /** Whether the event stream is open. */
  readonly isFollowed: boolean;
}

export function useDeployment(): FollowedDeployment {
  const [deployment, setDeployment] = useState(UNKNOWN_DEPLOYMENT);
  const [isFollowed, setFollowed] = useState(true);
  useEffect(() => {
    const source = new EventSource('/api/deployment');
    source.onopen = () => setFollowed(true);
    source.onerror = () => setFollowed(false);
    source.onmessage = ({ data }: MessageEvent<string>) =>
      setDeployment((before) => afterMessage(before, JSON.parse(data) as DeploymentMessage));
    return () => source.close();
  }, []);
  return { ...deployment, isFollowed };
}
