import { useEffect, useState } from 'preact/hooks';
import type { PageAnswers } from '../domain/page-api';
import { ask, type Query } from './ask';

/** What is known of an answer. While the next one is awaited, the former stays. */
export interface Answered<T> {
  readonly answer?: T;
  readonly error?: string;
  readonly isAwaited: boolean;
}

/**
 * Asks the server, and again whenever the question changes.
 *
 * @param query nothing is asked while it is undefined
 * @param version asks the same question again when it changes
 */
export function useAnswer<Path extends keyof PageAnswers>(
  path: Path,
  query: Query | undefined,
  version: string | number = 0,
): Answered<PageAnswers[Path]> {
  type Answer = PageAnswers[Path];
  const question = query && JSON.stringify([query, version]);
  const [known, setKnown] = useState<{ question?: string; answer?: Answer; error?: string }>({});
  useEffect(() => {
    if (question === undefined) return;
    const left = new AbortController();
    const [asked] = JSON.parse(question) as [Query];
    ask(path, asked, left.signal).then(
      (answer) => setKnown({ question, answer }),
      (error: Error) => {
        if (!left.signal.aborted) setKnown({ question, error: error.message });
      },
    );
    return () => left.abort();
  }, [path, question]);
  // The first drawing after a change still has the former answer.
  return { answer: known.answer, error: known.error, isAwaited: known.question !== question };
}
