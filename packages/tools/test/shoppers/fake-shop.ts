import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { effectOf, type Effect } from '@ecommerce-recommenders/shop-data/insight/effect/effect';
import {
  assignmentOf,
  experimentName,
  type Experiment,
} from '@ecommerce-recommenders/shop-data/contracts/functions/experiment';
import {
  countLine,
  type CountedRequest,
} from '@ecommerce-recommenders/shop-data/contracts/experiment/count-line';
import { foldLines } from '@ecommerce-recommenders/shop-data/contracts/experiment/experiment-day';

import type { AdmittedGuest, Shelf, ShopApi } from '../../src/shoppers/shop-api';

/** The two routes of the API that shoppers use, implemented as far as an experiment needs them. */
export class FakeShop {
  readonly lines: string[] = [];
  readonly tokens: string[] = [];
  readonly asked: URL[] = [];
  /** How many of the next requests the stage will reject. */
  refusing = 0;
  /** Number of guests who have asked, and maximum number to admit. */
  guests = 0;
  mostGuests = 0;
  readonly told: { readonly body: CountedRequest; readonly token?: string }[] = [];
  private readonly server: Server;

  constructor(private readonly experiment: Experiment | undefined) {
    this.server = createServer((request, response) => {
      void this.answer(request).then(([status, body]) => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      });
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  effect(): Effect | undefined {
    const { totals } = foldLines(this.lines, experimentName(this.experiment!));
    return effectOf([{ day: '2026-11-27', totals }], { share: this.experiment!.share });
  }

  private async answer(request: IncomingMessage): Promise<[number, unknown]> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (this.refusing > 0) {
      this.refusing--;
      return [429, { message: 'Too many requests' }];
    }
    const url = new URL(request.url!, 'http://shop.test');
    if (url.pathname === '/_local/health') return [200, {}];
    if (url.pathname === '/guests') return this.admit();
    if (url.pathname !== '/events') return this.show(url);
    const told = JSON.parse(Buffer.concat(chunks).toString()) as CountedRequest;
    return this.take(told, request.headers['x-user-token']);
  }

  /** The same API without HTTP, for many shoppers. */
  readonly direct: ShopApi = {
    recommendations: async ({ useCase, visitor = '' }) =>
      this.show(new URL(`http://shop.test/recommendations/${useCase}?visitor=${visitor}`))[1] as Shelf,
    events: async (told, by) => void this.take(told, by && ('token' in by ? by.token : by.user)),
    admit: async () => this.admit()[1] as AdmittedGuest,
  };

  private admit(): [number, unknown] {
    const guest = `guest:${this.guests + 1}`;
    return this.guests++ < this.mostGuests
      ? [201, { guest, token: `token-of-${guest}`, expires: 1 }]
      : [429, { message: 'No more guests' }];
  }

  private take(told: CountedRequest, token: string | string[] | undefined): [number, unknown] {
    this.told.push({ body: told, token: typeof token === 'string' ? token : undefined });
    if (typeof token === 'string') this.tokens.push(token);
    else if (told.events.some(({ type }) => type === 'Purchase')) return [403, { message: 'not proven' }];
    const line = this.experiment && countLine(this.experiment, told);
    if (line !== undefined) this.lines.push(line);
    return [202, { accepted: told.events.length }];
  }

  private show(url: URL): [number, unknown] {
    this.asked.push(url);
    const visitor = url.searchParams.get('visitor');
    const assignment = this.experiment && visitor !== null && assignmentOf(this.experiment, Number(visitor));
    const items = [7, 8, 9].map((price) => ({ itemId: `i${price}`, price }));
    Object.assign(items[0], { rule: 'winter' });
    return [200, { useCase: url.pathname.split('/')[2], from: 'live', ...assignment, items }];
  }
}
