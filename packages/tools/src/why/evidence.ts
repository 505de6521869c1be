import type { EventType } from '@ecommerce-recommenders/personalize/use-cases';

/** Counts that explain a list. The caller expresses them as sentences. */
export type ListEvidence =
  /** The list counts events of a type, so it is the same for everybody. */
  | { readonly kind: 'counts'; readonly event: EventType }
  /** The list counts what was bought together. This many customers bought at least two different things. */
  | { readonly kind: 'together'; readonly customers: number }
  | { readonly kind: 'also-viewed' }
  /** The user is not in the training data. */
  | { readonly kind: 'unknown-user' }
  /** The list is derived from the user's history. `event` is absent if the data has several types. */
  | { readonly kind: 'history'; readonly event?: EventType; readonly latest: string };

/** Counts that explain an item in a list. `event` is absent if the data has several types. */
export type ItemEvidence =
  | { readonly kind: 'times'; readonly event?: EventType; readonly times: number }
  /** The number of the requested item's customers that it shares. */
  | {
      readonly kind: 'both';
      readonly event: EventType;
      readonly customers: number;
      readonly of: number;
      readonly itemId: string;
      readonly name: string;
    }
  /** A popular item that shares none of the requested item's customers. */
  | {
      readonly kind: 'filler';
      readonly event: EventType;
      readonly of: number;
      readonly itemId: string;
      readonly name: string;
      readonly times: number;
    }
  /** The user has already viewed or bought it. */
  | { readonly kind: 'known'; readonly event?: EventType; readonly times: number }
  /** It shares no customers with items that the user knows. */
  | { readonly kind: 'new'; readonly event?: EventType; readonly times: number }
  /** It shares customers with an item that the user knows. */
  | {
      readonly kind: 'shared';
      readonly event?: EventType;
      readonly customers: number;
      readonly itemId: string;
      readonly name: string;
    };
