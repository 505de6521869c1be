import type { PageAnswers, SentEvent } from '../domain/page-api';

/** What is asked with a path. Members without a value are left out; those with several are sent several times. */
export type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** @throws Error in the server's own words, or that says the server is gone */
export async function ask<Path extends keyof PageAnswers>(
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
    throw new Error('The page’s server does not answer. It ends with the command that has started it.');
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error((answer as { readonly error: string }).error);
  return answer;
}
