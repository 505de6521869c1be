/** What went wrong between the page and the API. */
export interface Problem extends Error {
  /** Status of the answer, if there was one. */
  readonly status?: number;
}

/** What differs between two calls. */
type Call = Pick<RequestInit, 'method' | 'body' | 'keepalive' | 'signal'>;

/**
 * Calls the API for a user, or for nobody with an empty token.
 *
 * @throws {@link Problem} in the words of the API, if it has any
 */
export async function call(address: string, userToken: string, options: Call): Promise<unknown> {
  const response = await fetch(address, { ...options, credentials: 'omit', headers: proofOf(userToken) });
  const body = (await response.json().catch(() => undefined)) as Partial<Problem> | undefined;
  const { ok, status } = response;
  if (!ok)
    throw Object.assign(new Error(body?.message ?? `the API answered with status ${status}`), { status });
  return body;
}

/** The header that proves who the user is: a JWT has three parts, a token of the shop's back end has two. */
export function proofOf(userToken: string): Record<string, string> {
  if (!userToken) return {};
  return userToken.split('.').length === 3
    ? { authorization: `Bearer ${userToken}` }
    : { 'x-user-token': userToken };
}

/** Fires an event that leaves the element's shadow. */
export const fire = (target: EventTarget, name: string, detail: unknown): unknown =>
  target.dispatchEvent(
    new CustomEvent(`recommended-items-${name}`, { bubbles: true, composed: true, detail }),
  );

/** Fires `recommended-items-error`, and warns on the console. */
export function tell(target: EventTarget, { message, status }: Problem): void {
  console.warn(`recommended-items: ${message}`);
  fire(target, 'error', { message, status });
}
