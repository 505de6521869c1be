/** What sends a client's requests; each client has one of its own. */
interface RequestHandler {
  handle(request: never, options?: never): Promise<unknown>;
}

/** Errors of a request whose connection was closed before its answer; `socket hang up` has the first code. */
const CLOSED: readonly unknown[] = ['ECONNRESET', 'EPIPE'];

/**
 * Lets a client with a single attempt repeat a request once, at once, if its connection was closed. Kept-alive connections die
 * while Lambda freezes the function, and the first request afterwards finds out: that says nothing of the service. Clients
 * with more attempts do not need it: the SDK itself repeats such requests, after a pause.
 *
 * @see https://github.com/aws/aws-sdk-js-v3/issues/1196
 */
export function reconnecting<Client extends { readonly config: { readonly requestHandler: RequestHandler } }>(
  client: Client,
): Client {
  const { requestHandler } = client.config;
  const handle = requestHandler.handle.bind(requestHandler);
  requestHandler.handle = (request, options) =>
    handle(request, options).catch((error: NodeJS.ErrnoException) => {
      if (CLOSED.includes(error.code)) return handle(request, options);
      throw error;
    });
  return client;
}
