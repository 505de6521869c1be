/** Sends the requests of one client. */
interface RequestHandler {
  handle(request: never, options?: never): Promise<unknown>;
}

/** Errors of a request whose connection was closed before the response; `socket hang up` has the first code. */
const CLOSED: readonly unknown[] = ['ECONNRESET', 'EPIPE'];

/**
 * Makes a client with a single attempt retry a request once, immediately, if its connection was closed. Keep-alive
 * connections die while Lambda freezes the execution environment, so the next request fails although the service is
 * fine. Clients with more attempts do not need this, because the SDK retries such requests itself, after a delay.
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
