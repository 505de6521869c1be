import type { IncomingMessage } from 'node:http';
import type { Account } from './account';
import { AwsError } from './aws-error';
import { parseFaults } from './faults/parse-faults';
import { parseJson } from './gateway/json-protocol';
import type { ControlHandler } from './gateway/listener';
import { readWhole } from './gateway/read-whole';
import type { AwsResponse } from './gateway/request';

const MAX_FAULTS_BYTES = 1024 * 1024;
const tooLarge = (): AwsError => new AwsError('TooLarge', `The body exceeds ${MAX_FAULTS_BYTES} bytes`, 413);

type Endpoint = (query: URLSearchParams, request: IncomingMessage) => AwsResponse | Promise<AwsResponse>;

const json = (value: unknown): AwsResponse => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: `${JSON.stringify(value, null, 2)}\n`,
});

/** Control endpoints: health, inventory, models, bill, messages, reset, requests, faults. */
export function createControl(account: Account, version: string): ControlHandler {
  const startedMs = Date.now();
  const endpoints: Record<string, Endpoint> = {
    'GET /_local/health': () =>
      json({ version, services: account.apiNames, uptimeSeconds: (Date.now() - startedMs) / 1000 }),
    'GET /_local/inventory': (query) =>
      json(
        account
          .inventory()
          .filter(({ bootstrap }) => !bootstrap || query.get('all') === '1')
          .map(({ type, id }) => ({ type, id })),
      ),
    'GET /_local/models': () => json(account.models()),
    'GET /_local/bill': () => json(account.bill()),
    'GET /_local/messages': () => json(account.messages.list()),
    'GET /_local/permissions': () => json(account.permissions()),
    'GET /_local/requests': () => json(account.requests.list()),
    'POST /_local/reset': async () => {
      await account.reset();
      return json({});
    },
    'GET /_local/faults': () => json({ faults: account.faults.list() }),
    'POST /_local/faults': async (_query, request) => {
      const { faults, seed } = parseFaults(parseJson(await readWhole(request, MAX_FAULTS_BYTES, tooLarge)));
      account.faults.set(faults, seed);
      return json({ faults: account.faults.list() });
    },
  };
  return async (method, path, request) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    try {
      return await endpoints[`${method} ${path}`]?.(searchParams, request);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return { status: error.status, body: `${error.message}\n` };
    }
  };
}
