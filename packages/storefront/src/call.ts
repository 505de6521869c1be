import { keptGuest, write } from './kept';

/** Error of a request to the API. */
export interface Problem extends Error {
  /** Status of the response, if there was one. */
  readonly status?: number;
  /** Value of Retry-After in seconds, if the API sent one. */
  readonly retryAfter?: number;
}

/** Request options. */
type Call = Pick<RequestInit, 'method' | 'body' | 'keepalive' | 'signal'>;

/**
 * Calls a path of the API, for a user unless the token is empty. A JWT, which has three parts, is sent to the paths
 * below `/user`. A token that the shop's back end has signed has two parts.
 *
 * @throws {@link Problem} with the API's message, if there is one
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
  // The guest token is no longer valid, because its key was replaced.
  if (status === 403 && userToken && userToken === keptGuest()?.[0]) write('guest');
  const retryAfter = +headers.get('retry-after')!;
  throw Object.assign(new Error(body?.message ?? `the API answered ${status}`), { status, retryAfter });
}

/** Fires an event that crosses the element's shadow boundary. */
export const fire = (target: EventTarget, name: string, detail: unknown): unknown =>
  target.dispatchEvent(
    new CustomEvent(`recommended-items-${name}`, { bubbles: true, composed: true, detail }),
  );

/** Fires `recommended-items-error`, and warns on the console. */
export function reportProblem(target: EventTarget, { message, status }: Problem): void {
  console.warn(`recommended-items: ${message}`);
  fire(target, 'error', { message, status });
}
