import type { Answer } from './ask';
import type { Problem } from './call';
import { RecommendedItems as OfThisModule } from './element';
import type { Sent } from './events';

export type { Answer, Item } from './ask';
export type { Problem } from './call';
export type { Sent, ShopEvent } from './events';
export type { HandledItem, Sender } from './send';

const NAME = 'recommended-items';

const registered = globalThis.customElements?.get(NAME) as typeof OfThisModule | undefined;
if (!registered) globalThis.customElements?.define(NAME, OfThisModule);

/** The element's class. If a page loads this module twice, the class that was registered first. */
export const RecommendedItems = registered ?? OfThisModule;
export type RecommendedItems = OfThisModule;

type Loaded = CustomEvent<Answer>;
type Failed = CustomEvent<Pick<Problem, 'message' | 'status'>>;

declare global {
  interface HTMLElementTagNameMap {
    'recommended-items': RecommendedItems;
  }
  interface HTMLElementEventMap {
    'recommended-items-loaded': Loaded;
    'recommended-items-error': Failed;
  }
  interface DocumentEventMap {
    'recommended-items-loaded': Loaded;
    'recommended-items-error': Failed;
    'recommended-items-sent': CustomEvent<Sent>;
    'recommended-items-guest': CustomEvent<{ readonly guest: string }>;
  }
}
