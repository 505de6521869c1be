import { call, type Problem } from './call';
import { keepClick, MOST_SHOWN } from './clicks';
import { keptGuest, read } from './kept';

const NAME = 'ranked-items';

/** The API's answer to a list of items. */
export interface Ranking {
  /** `live`, or `given` if the API kept the order of the items. */
  readonly from: string;
  readonly recommendationId?: string;
  readonly items: readonly { readonly itemId: string }[];
}

// Importing this must not fail during server-side rendering, where HTMLElement does not exist.
const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);

/** The API's limit. Further items stay after the ranked ones. */
const MOST_RANKED = 500;
/** Reordering later than this would disturb the visitor. */
const LONGEST_MS = 1_000;

/**
 * `<ranked-items>`: sorts its items, marked with `data-item-id`, for the visitor. They keep their order if no answer arrives
 * within a second. When it is done, it sets the attribute `ranked` to `live`, or to `given` for the page's own order.
 *
 * @fires ranked-items-loaded with the {@link Ranking}
 * @fires ranked-items-error with a {@link Problem}
 */
class OfThisModule extends Base {
  static readonly observedAttributes: readonly string[] = ['api', 'user-token'];

  #ranking?: Ranking;
  #asking?: AbortController;
  #isChanging = false;

  connectedCallback(): void {
    this.onclick = this.onauxclick = (event) => this.#keepClick(event);
    // While the page is being parsed, the items arrive later than the element.
    if (document.readyState === 'loading')
      document.addEventListener('DOMContentLoaded', () => this.reload(), { once: true });
    else this.reload();
  }

  disconnectedCallback(): void {
    this.#asking?.abort();
  }

  attributeChangedCallback(): void {
    if (this.isConnected && document.readyState !== 'loading') this.reload();
  }

  /** Ranks again, for example after the items have changed. */
  reload(): void {
    if (this.#isChanging) return;
    this.#isChanging = true;
    queueMicrotask(() => {
      this.#isChanging = false;
      if (this.isConnected) void this.#load();
    });
  }

  #get(name: string): string {
    return this.getAttribute(name) ?? '';
  }

  /** The items in the page's order; if items are nested, only the outermost. */
  get #cards(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('[data-item-id]')]
      .filter((card) => card.parentElement!.closest(`${NAME}, [data-item-id]`) === this)
      .slice(0, MOST_RANKED);
  }

  async #load(): Promise<void> {
    this.#asking?.abort();
    const asking = (this.#asking = new AbortController());
    const { signal } = asking;
    const timer = setTimeout(
      () => asking.abort(new Error(`no answer for ${LONGEST_MS / 1000} s`)),
      LONGEST_MS,
    );
    const cards = this.#cards;
    // The guest exists only with consent.
    const userToken = this.#get('user-token') || keptGuest()?.[0] || '';
    this.#ranking = undefined;
    try {
      if (!this.#get('api')) throw new Error('api is needed');
      if (cards.length) {
        const body = JSON.stringify({
          items: cards.map(({ dataset }) => dataset.itemId),
          // The session exists only with consent. Users have a history of their own, so they need none.
          session: userToken ? undefined : (read('session') ?? undefined),
        });
        // text/plain needs no CORS preflight.
        const options = { method: 'POST', body, signal };
        const ranking = (await call(this.#get('api'), '/ranking', userToken, options)) as Ranking | undefined;
        // The body may be truncated, or another request may have replaced this one.
        signal.throwIfAborted();
        if (!Array.isArray(ranking?.items)) throw new Error('no items');
        this.#place(cards, ranking);
        this.#ranking = ranking;
        this.#fire('loaded', ranking);
      }
    } catch (problem) {
      // Another request has replaced this one, or the element was removed.
      if (this.#asking !== asking || !this.isConnected) return;
      const { message, status } = problem as Problem;
      console.warn(`${NAME}: ${message}`);
      this.#fire('error', { message, status });
    } finally {
      clearTimeout(timer);
      if (this.#asking === asking && this.isConnected)
        this.setAttribute('ranked', this.#ranking?.from ?? 'given');
    }
  }

  /** Moves the items into place, unless the page has removed one in the meantime. */
  #place(cards: readonly HTMLElement[], { items }: Ranking): void {
    const ranks = new Map(items.map(({ itemId }, at) => [itemId, at]));
    const rankOf = ({ dataset }: HTMLElement): number => ranks.get(dataset.itemId!) ?? items.length;
    const ranked = [...cards].sort((one, other) => rankOf(one) - rankOf(other));
    if (cards.some((card) => !this.contains(card)) || ranked.every((card, at) => card === cards[at])) return;
    const focused = this.querySelector<HTMLElement>(':focus');
    const places = cards.map((card) => {
      const place = document.createComment('');
      card.replaceWith(place);
      return place;
    });
    places.forEach((place, at) => place.replaceWith(ranked[at]));
    focused?.focus({ preventScroll: true });
  }

  #fire(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(`${NAME}-${name}`, { bubbles: true, composed: true, detail }));
  }

  /** Stores the click, with consent, so that later events of the item are attributed to the ranking. */
  #keepClick({ target, button }: MouseEvent): void {
    // The middle button opens a tab, so it counts as a click; the right button does not.
    if (button > 1 || !this.#ranking || !read('session') || !(target as Element).closest('a, button')) return;
    const cards = this.#cards;
    const itemId = cards.find((card) => card.contains(target as Element))?.dataset.itemId;
    const { recommendationId } = this.#ranking;
    if (!itemId || !recommendationId) return;
    const impression = cards.slice(0, MOST_SHOWN).map(({ dataset }) => dataset.itemId!);
    keepClick({ itemId, at: Math.floor(Date.now() / 1000), recommendationId, impression });
  }
}

const registered = globalThis.customElements?.get(NAME) as typeof OfThisModule | undefined;
if (!registered) globalThis.customElements?.define(NAME, OfThisModule);

/** The element's class. If a page loads this module twice, the class that was registered first. */
export const RankedItems = registered ?? OfThisModule;
export type RankedItems = OfThisModule;

declare global {
  interface HTMLElementTagNameMap {
    'ranked-items': RankedItems;
  }
  interface HTMLElementEventMap {
    'ranked-items-loaded': CustomEvent<Ranking>;
    'ranked-items-error': CustomEvent<Pick<Problem, 'message' | 'status'>>;
  }
}
