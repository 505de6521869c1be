/** How long a page waits for the API, and how long an answer serves all visitors. */
const WAIT_MS = 300;
const KEPT_MS = 60_000;
const MOST_KEPT = 1_000;

/**
 * Asks the API for what a page shows without JavaScript, for nobody in particular: so an answer serves everybody for a minute,
 * and each visitor's own is asked for once, by the element.
 *
 * @returns a function from a use case, and an item, to the answer; undefined where there is none in time
 */
export function recommendations(api) {
  const kept = new Map();

  async function ask(question) {
    const signal = AbortSignal.timeout(WAIT_MS);
    const response = await fetch(`${api}/recommendations/${question}`, { signal });
    if (!response.ok) throw new Error(`the API answered ${response.status}`);
    return response.json();
  }

  return (useCase, item) => {
    const question = `${useCase}?${new URLSearchParams(item ? { item, num: '10' } : { num: '10' })}`;
    const known = kept.get(question);
    if (known?.until > Date.now()) return known.answer;
    if (kept.size >= MOST_KEPT) kept.clear();
    const answer = ask(question).catch(({ message }) => {
      console.warn(`No recommendations for ${question}: ${message}`);
      kept.delete(question);
    });
    kept.set(question, { answer, until: Date.now() + KEPT_MS });
    return answer;
  };
}
