import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listenOnLoopback } from 'embedded-aws/gateway/http-server';
import { isLoopbackHost } from 'embedded-aws/gateway/known-host';
import { createStrangerProblem } from 'embedded-aws/gateway/stranger-problem';
import { FIRST_PAGE_PORT } from './local-server';
import { explainError } from '../terminal';
import { type DeploymentLog, streamDeployment } from './deployment-log';
import { measureByItself } from './measure';
import { PAGE_API } from './page-api';
import type { PageError, ShopBranding } from './page-answers';
import { pageFiles } from './page-files';
import { parseEvent, readBody, Refusal } from './requests';
import type { Shop } from './shop';

/** Options of the page's server. */
interface PageOptions {
  /** Port; 0 picks any free one. @default - the first free port from 4580 on */
  readonly port?: number;
  /** @throws Error if there is no shop yet */
  readonly shop: () => Promise<Shop>;
  readonly deployment: DeploymentLog;
  /** Name and currency of the shop. @default - derived from the data */
  readonly branding?: ShopBranding;
  /** Whether to evaluate recommenders after each deployment, for an AWS whose requests are free. @default - never */
  readonly measuresItself?: () => Promise<boolean>;
  /** The data profile as an HTML document, in a language such as `en`. */
  readonly profile: (language: string) => Promise<string>;
}

/** A page that is being served. */
export interface Page {
  /** `http://127.0.0.1:PORT/` */
  readonly address: string;
  close(): Promise<void>;
}

type Handler = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void> | void;

/** Serves the page on loopback, only to processes of the same user. */
export async function servePage(options: PageOptions): Promise<Page> {
  const { port, shop, deployment, measuresItself } = options;
  const handlers = handlersOf(options);
  // The page is bundled while the deployment begins. Requests for it wait for this, and report its error.
  const files = pageFiles();
  files.catch(() => {});

  async function measureSoon(): Promise<void> {
    if (await measuresItself?.()) await measureByItself(await shop());
  }
  deployment.watch((message) => {
    // After a failure, the page has a button that shows the reason.
    if (message.kind === 'stage' && message.stage === 'ready') measureSoon().catch(() => undefined);
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const problem = await strangerProblem(request);
      if (problem !== undefined) throw new Refusal(403, problem);
      const url = new URL(request.url ?? '/', 'http://127.0.0.1');
      const handler = handlers[`${request.method} ${url.pathname}`];
      if (handler) return await handler(request, response, url);
      const file = request.method === 'GET' ? (await files).get(url.pathname) : undefined;
      if (!file) throw new Refusal(404, `There is no ${request.method} ${url.pathname}.`);
      const { contentType, body, isHashed } = file;
      response.setHeader('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      send(response, 200, contentType, body);
    } catch (error) {
      // Any other error means that AWS has rejected the request, or cannot be reached.
      const refused = (error as Error).name === 'InvalidInputException' ? 400 : 502;
      const { status, problem } = error instanceof Refusal ? error : { status: refused };
      sendJson(response, status, { error: explainError(error), problem } satisfies PageError);
    }
  }

  const server = createServer((request, response) => void handle(request, response));
  const strangerProblem = createStrangerProblem(server, { isOwnHost: isLoopbackHost, linkedPath: '/' });
  return {
    address: `http://127.0.0.1:${await listenOnLoopback(server, port ?? FIRST_PAGE_PORT, { orNext: port === undefined })}/`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The handlers, by method and path. */
function handlersOf({ shop, deployment, branding = {}, profile }: PageOptions) {
  const deployed = (): Promise<Shop> =>
    shop().catch((error: unknown) => {
      throw error instanceof Refusal ? error : new Refusal(503, explainError(error));
    });

  const handlers: Record<string, Handler> = {
    'GET /api/deployment': (_request, response) => streamDeployment(deployment, response),
    'GET /profile': async (_request, response, { searchParams }) =>
      send(response, 200, HTML, await profile(searchParams.get('language') ?? 'en'), 'profile'),
    'POST /api/events': async (request, response) => {
      const event = parseEvent(await readBody(request));
      const { sent } = await deployed();
      if (!sent)
        throw new Refusal(409, 'The stack has no event tracker (no output TrackingId), so no event counts.', {
          kind: 'no-tracker',
        });
      await sent.send(event);
      sendJson(response, 200, {});
    },
  };
  for (const [path, answer] of Object.entries(PAGE_API))
    handlers[`GET ${path}`] = async (_request, response, { searchParams }) =>
      sendJson(response, 200, await answer(await deployed(), searchParams, branding));
  return handlers;
}

const HTML = 'text/html; charset=utf-8';

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.setHeader('cache-control', 'no-store');
  send(response, status, 'application/json', JSON.stringify(value));
}

function send(
  response: ServerResponse,
  status: number,
  contentType: string,
  body: string,
  kind: 'page' | 'profile' = 'page',
): void {
  response.writeHead(status, { ...securityHeaders(kind), 'content-type': contentType }).end(body);
}

/** Content security policy of each kind of document, in addition to `default-src 'none'`. */
const POLICIES = {
  page: {
    'script-src': "'self'",
    'style-src': "'self'",
    'connect-src': "'self'",
    // The addresses in the shop's image column may be on any host.
    'img-src': "'self' data: https:",
    'frame-src': "'self'",
    'frame-ancestors': "'none'",
  },
  // The document has inline styles and no script, and the page shows it in a frame.
  profile: { 'style-src': "'unsafe-inline'", 'frame-ancestors': "'self'" },
} as const;

/** Security headers of a document. */
function securityHeaders(kind: keyof typeof POLICIES): Record<string, string> {
  const policy = {
    'default-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'none'",
    ...POLICIES[kind],
  };
  return {
    'content-security-policy': Object.entries(policy)
      .map(([directive, sources]) => `${directive} ${sources}`)
      .join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  };
}
