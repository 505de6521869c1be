import type { Account } from './account';
import type { ControlHandler } from './gateway/listener';
import type { AwsResponse } from './gateway/request';

const json = (value: unknown): AwsResponse => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: `${JSON.stringify(value, null, 2)}\n`,
});

/** The control endpoints: health, inventory, reset, requests. */
export function createControl(account: Account, version: string): ControlHandler {
  const startedMs = Date.now();
  const endpoints: Record<string, (query: URLSearchParams) => AwsResponse | Promise<AwsResponse>> = {
    'GET /_local/health': () =>
      json({ version, services: account.apiNames, uptimeSeconds: (Date.now() - startedMs) / 1000 }),
    'GET /_local/inventory': (query) =>
      json(
        account
          .inventory()
          .filter(({ bootstrap }) => !bootstrap || query.get('all') === '1')
          .map(({ type, id }) => ({ type, id })),
      ),
    'GET /_local/requests': () => json(account.requests.list()),
    'POST /_local/reset': async () => {
      await account.reset();
      return json({});
    },
  };
  return async (method, path, request) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    return endpoints[`${method} ${path}`]?.(searchParams);
  };
}
