/** What went wrong between the page and the API. */
export interface Problem extends Error {
  /** Status of the answer, if there was one. */
  readonly status?: number;
  /** Seconds after which the API wants to be asked again, if it says so. */
  readonly retryAfter?: number;
}

/** What differs between two calls. */
type Call = Pick<RequestInit, 'method' | 'body' | 'keepalive' | 'signal'>;

/**
 * Calls a path of the API for a user, or for nobody with an empty token. A user is proven by a JWT, which has three parts, on
 * paths of their own; or by a token of the shop's back end, which has two.
 *
 * @throws {@link Problem} in the words of the API, if it has any
 */
export async function call(api: string, path: string, userToken: string, options: Call): Promise<unknown> {
  const isJwt = userToken.split('.')[2];
  const response = await fetch(`${api.replace(/\/$/, '')}${isJwt ? '/user' : ''}${path}`, {
    ...options,
    credentials: 'omit',
    headers: isJwt
      ? { authorization: `Bearer ${userToken}` }
      : userToken
        ? { 'x-user-token': userToken }
        : {},
  });
  const body = (await response.json().catch(() => undefined)) as Partial<Problem> | undefined;
  const { ok, status, headers } = response;
  if (ok) return body;
  const retryAfter = +headers.get('retry-after')!;
  throw Object.assign(new Error(body?.message ?? `the API answered ${status}`), { status, retryAfter });
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
