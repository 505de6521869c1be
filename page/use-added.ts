import { useRef } from 'preact/hooks';

const NONE: ReadonlySet<string> = new Set();

/**
 * What an answer holds that the one before it to the same question did not; the same set until the next change.
 *
 * @param ids undefined while the answer is awaited
 */
export function useAdded(question: string, ids: readonly string[] | undefined): ReadonlySet<string> {
  const seen = useRef({ question: '', ids: [] as readonly string[], added: NONE });
  const before = seen.current;
  const isSameQuestion = before.question === question;
  if (ids !== undefined && (!isSameQuestion || before.ids.join('\n') !== ids.join('\n'))) {
    const added = isSameQuestion ? ids.filter((id) => !before.ids.includes(id)) : [];
    seen.current = { question, ids, added: added.length === 0 ? NONE : new Set(added) };
  }
  return seen.current.question === question ? seen.current.added : NONE;
}
