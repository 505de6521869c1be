import { RecommendedItems as OfThisModule } from './element';

export type { Answer, Item } from './ask';
export type { Problem } from './call';
export type { HandledItem, Sender } from './element';

const NAME = 'recommended-items';

const registered = globalThis.customElements?.get(NAME) as typeof OfThisModule | undefined;
if (!registered) globalThis.customElements?.define(NAME, OfThisModule);

/** The element's class: the one that is registered, should a page load this module twice. */
export const RecommendedItems = registered ?? OfThisModule;
export type RecommendedItems = OfThisModule;

declare global {
  interface HTMLElementTagNameMap {
    'recommended-items': RecommendedItems;
  }
  /** `detail` of the element's events. */
  interface HTMLElementEventMap {
    'recommended-items-loaded': CustomEvent<import('./ask').Answer>;
    'recommended-items-error': CustomEvent<Pick<import('./call').Problem, 'message' | 'status'>>;
  }
}
