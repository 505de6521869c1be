import { call, type Problem } from './call';
import { keepClick, MOST_SHOWN } from './clicks';
import { read } from './kept';

const NAME = 'ranked-items';

/** What the shop's API answers to a list of items. */
export interface Ranking {
  /** `live`, or `given` where the API has left the items in their order. */
  readonly from: string;
  readonly recommendationId?: string;
  readonly items: readonly { readonly itemId: string }[];
}

// A server that renders pages has no elements, and may import this nevertheless.
const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);

/** As many as the API ranks; further ones stay behind them. */
const MOST_RANKED = 500;
/** A page whose items move later than this disturbs more than it helps. */
const LONGEST_MS = 1_000;

/**
 * `<ranked-items>`: puts the items that it holds, marked by `data-item-id`, into the order that suits the visitor. They stay as
 * they are where no order comes within a second. It sets the attribute `ranked` when it is done: `live`, or `given` for the
 * page's own order.
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
    // A page that is still being parsed gets the items after the element.
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

  /** Ranks again, for example after the page has other items. */
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

  /** The items in the page's order; of nested marks, the outermost. */
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
    const userToken = this.#get('user-token');
    this.#ranking = undefined;
    try {
      if (!this.#get('api')) throw new Error('api is needed');
      if (cards.length) {
        const body = JSON.stringify({
          items: cards.map(({ dataset }) => dataset.itemId),
          // There is one only with consent; a user has a history of their own.
          session: userToken ? undefined : (read('session') ?? undefined),
        });
        // As text, for which a browser need not ask the API beforehand.
        const options = { method: 'POST', body, signal };
        const ranking = (await call(this.#get('api'), '/ranking', userToken, options)) as Ranking | undefined;
        // Its body may have been cut off, or the element asks something else by now.
        signal.throwIfAborted();
        if (!Array.isArray(ranking?.items)) throw new Error('no items');
        this.#place(cards, ranking);
        this.#ranking = ranking;
        this.#fire('loaded', ranking);
      }
    } catch (problem) {
      // Another question has been asked since, or the element is gone.
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

  /** Moves the items; nothing moves where the page has taken one away meanwhile. */
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

  /** Keeps the click, with consent, so that what the visitor does with the item is told together with the ranking. */
  #keepClick({ target, button }: MouseEvent): void {
    // The middle button opens another tab; the right one does not.
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

/** The element's class: the one that is registered, should a page load this module twice. */
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
