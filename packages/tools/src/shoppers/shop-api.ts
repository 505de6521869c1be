import type { ApiEvent } from '@ecommerce-recommenders/shop-data/contracts/api/routes';
import { USER_TOKEN_HEADER } from '@ecommerce-recommenders/shop-data/contracts/functions/api';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { Arm } from '@ecommerce-recommenders/shop-data/insight/effect/totals';

/** An item of an answer. */
export interface ShownItem {
  readonly itemId: string;
  readonly price?: number;
  /** Merchandising rule that put it in its place. */
  readonly rule?: string;
}

/** An answer. */
export interface Shelf extends Pick<ApiEvent, 'from'> {
  readonly arm?: Arm;
  readonly recommendationId?: string;
  readonly items: readonly ShownItem[];
  /** Merchandising rules that hid items. */
  readonly hiddenBy?: readonly string[];
}

/** A visitor whom the API has admitted as a guest. */
export interface AdmittedGuest {
  readonly guest: string;
  readonly token: string;
}

/** Identity of a visitor: a user for whom the shop's back end signs tokens, or the owner of a token. */
export type Identity = { readonly user: string } | { readonly token: string };

/** A page's request for recommendations. */
export interface ShelfQuestion {
  readonly useCase: UseCaseName;
  readonly item?: string;
  /** Items in the cart, separated by commas. */
  readonly items?: string;
  readonly visitor?: number;
  readonly session?: string;
  readonly num?: number;
}

/** A page's request with events. */
export interface EventsRequest {
  readonly session: string;
  readonly visitor: number;
  readonly first?: boolean;
  readonly events: readonly ApiEvent[];
}

/** The API of a shop, as its pages see it. */
export interface ShopApi {
  recommendations(question: ShelfQuestion): Promise<Shelf>;
  /** @param by - a user, required for purchases */
  events(sent: EventsRequest, by?: Identity): Promise<void>;
  /** Registers a guest; undefined if the shop admits no guests, or no more today. */
  admit(): Promise<AdmittedGuest | undefined>;
}

/** Options of {@link httpShopApi}. */
export interface HttpShopOptions {
  /** Creates a token that authenticates a user and confirms purchases. */
  readonly tokenOf: (user: string, purchases?: readonly string[]) => Promise<string>;
  /** Called for each throttled request. */
  readonly onThrottled: () => void;
}

/** Statuses to retry: too many requests, and a tracker that currently accepts no events. */
const RETRYABLE = [429, 503];
const ATTEMPTS = 100;
const PAUSE_MS = 100;

/** The API at an address. Throttled requests are retried. */
export function httpShopApi(url: string, { tokenOf, onThrottled }: HttpShopOptions): ShopApi {
  const send = async (path: string, init: RequestInit = {}): Promise<unknown> => {
    for (let attempt = 1; ; attempt++) {
      const response = await fetch(`${url}${path}`, init);
      const text = await response.text();
      if (response.ok) return JSON.parse(text);
      if (!RETRYABLE.includes(response.status) || attempt === ATTEMPTS)
        throw new Error(
          `${init.method ?? 'GET'} ${path.split('?')[0]} was answered ${response.status}: ${text}`,
        );
      onThrottled();
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  };
  return {
    recommendations: async ({ useCase, ...given }) => {
      const query = new URLSearchParams();
      for (const [name, value] of Object.entries(given))
        if (value !== undefined) query.set(name, String(value));
      return (await send(`/recommendations/${useCase}?${query.toString()}`)) as Shelf;
    },
    events: async (sent, by) => {
      const bought = sent.events.flatMap(({ type, itemId }) => (type === 'Purchase' ? [itemId] : []));
      const purchases = bought.length > 0 ? bought : undefined;
      const headers = {
        'content-type': 'application/json',
        ...(by && {
          [USER_TOKEN_HEADER]: 'token' in by ? by.token : await tokenOf(by.user, purchases),
        }),
      };
      await send('/events', { method: 'POST', headers, body: JSON.stringify(sent) });
    },
    admit: async () => {
      const response = await fetch(`${url}/guests`, { method: 'POST' });
      const answer: unknown = await response.json();
      return response.status === 201 ? (answer as AdmittedGuest) : undefined;
    },
  };
}
