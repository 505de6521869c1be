import type { EventType } from '@ecommerce-recommenders/personalize/use-cases';

/** Why a list is as it is, as counts. The caller puts them into words. */
export type ListEvidence =
  /** Counts events of a type: the same list for everybody. */
  | { readonly kind: 'counts'; readonly event: EventType }
  /** Counts what was bought together; so many customers bought two different things or more. */
  | { readonly kind: 'together'; readonly customers: number }
  | { readonly kind: 'also-viewed' }
  /** The user is not in the training data. */
  | { readonly kind: 'unknown-user' }
  /** From what the user did. `event` is absent if the data has several types. */
  | { readonly kind: 'history'; readonly event?: EventType; readonly latest: string };

/** Why an item is in a list. `event` is absent if the data has several types. */
export type ItemEvidence =
  | { readonly kind: 'times'; readonly event?: EventType; readonly times: number }
  /** How many of the asked item's customers it shares. */
  | {
      readonly kind: 'both';
      readonly event: EventType;
      readonly customers: number;
      readonly of: number;
      readonly itemId: string;
      readonly name: string;
    }
  /** Shares none of the asked item's customers: a popular item. */
  | {
      readonly kind: 'filler';
      readonly event: EventType;
      readonly of: number;
      readonly itemId: string;
      readonly name: string;
      readonly times: number;
    }
  /** The user already viewed or bought it. */
  | { readonly kind: 'known'; readonly event?: EventType; readonly times: number }
  /** Shares no customers with what the user knows. */
  | { readonly kind: 'new'; readonly event?: EventType; readonly times: number }
  /** Shares customers with an item that the user knows. */
  | {
      readonly kind: 'shared';
      readonly event?: EventType;
      readonly customers: number;
      readonly itemId: string;
      readonly name: string;
    };
