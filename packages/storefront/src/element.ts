import { ask, questionOf, type Answer, type Item, type Question } from './ask';
import { fire, reportProblem, type Problem } from './call';
import { keepClick, MOST_SHOWN } from './clicks';
import { keptGuest } from './kept';
import { now, record, sendAll, takePart } from './events';
import { cardOf, ownCard, place, shelf, skeleton, type Look } from './shelf';
import { send } from './send';
import { HEADINGS, headingOf } from './texts';
import { currentVisitor, guestToken, setConsent, visitorKnown } from './visitor';

/** The text of style.css, inserted by the build. */
declare const STYLE: string;

// Importing this must not fail during server-side rendering, where HTMLElement does not exist.
const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);

let style: CSSStyleSheet | undefined;
const shelves = new Set<RecommendedItems>();

/**
 * `<recommended-items>`: a shelf of recommendations. The element's own content is shown until they arrive.
 *
 * @fires recommended-items-loaded with the {@link Answer}
 * @fires recommended-items-error with a {@link Problem}; for events, on the document
 * @fires recommended-items-sent on the document, with the events that the API accepted
 * @fires recommended-items-guest on the document, with the id of a new guest
 */
export class RecommendedItems extends Base {
  static readonly observedAttributes: readonly string[] = [
    ...['api', 'use-case', 'item', 'items', 'user-token', 'num', 'filter', 'promotion', 'exclude'],
    ...['heading', 'popular-heading', 'heading-level', 'lang', 'link', 'image', 'currency', 'consent'],
  ];

  /** Headings by language and use case. A page may add languages. */
  static readonly headings = HEADINGS;

  /**
   * Gives or withdraws the visitor's consent for this page. A consent manager calls it on every page. Without consent
   * there are no ids and no events. With `'guest'`, the visitor also becomes a user without an account, if the shop
   * admits guests. Withdrawing consent deletes stored data and pending events.
   */
  static consent(isGiven: boolean | 'guest'): void {
    if (!setConsent(isGiven)) return;
    if (!isGiven) sendAll();
    void visitorKnown().then(() => RecommendedItems.#refresh());
  }

  /** The visitor's id as a guest, for the shop's back end; empty for other visitors. */
  static get guest(): string {
    return guestToken() && keptGuest()![1]!;
  }

  /** Asks again for those shelves whose answer depends on the visitor. */
  static #refresh(): void {
    for (const shelf of shelves) if (!shelf.#update()) shelf.#watch();
  }

  static {
    globalThis.document?.addEventListener('recommended-items-guest', () => this.#refresh());
  }

  /** Sends what the visitor did, so that recommendations adapt. */
  static readonly send = send;

  readonly #slot = document.createElement('slot');
  readonly #root = this.attachShadow({ mode: 'open' });
  readonly #seen = new IntersectionObserver((entries) => this.#see(entries), { threshold: 0.5 });
  readonly #near = new IntersectionObserver((entries) => this.#approach(entries), { rootMargin: '300px' });
  #isNear = false;
  #isChanging = false;
  #asking?: AbortController;
  /** The latest question, and the question whose answer is shown, as strings. */
  #asked?: string;
  #shown?: string;
  #answer?: Answer;
  #hasFailed = false;
  #hasContent = false;
  /** Whether the impression of the current answer was recorded. */
  #isCounted = false;
  /** Cards made from the shop's own template. */
  #ownCards: Element[] = [];

  connectedCallback(): void {
    if (!style) (style = new CSSStyleSheet()).replaceSync(STYLE);
    this.#root.adoptedStyleSheets = [style];
    // While the page is being parsed, the content may arrive later than the element.
    this.#slot.onslotchange = () => {
      if (this.#hasContent !== this.#findContent()) this.#render();
    };
    shelves.add(this);
    this.#render();
    this.#near.observe(this);
  }

  disconnectedCallback(): void {
    shelves.delete(this);
    this.#near.disconnect();
    this.#seen.disconnect();
    this.#isNear = false;
    this.#stop();
  }

  attributeChangedCallback(name: string, _old: string | null, value: string | null): void {
    if (name === 'consent')
      return RecommendedItems.consent(value === 'guest' ? value : (value ?? 'false') !== 'false');
    if (this.#isChanging) return;
    this.#isChanging = true;
    queueMicrotask(() => {
      this.#isChanging = false;
      if (!this.#update() && this.isConnected) this.#render();
    });
  }

  /** Requests recommendations again, for example after a purchase. */
  reload(): void {
    this.#asked = undefined;
    this.#update();
  }

  #get(name: string): string {
    return this.getAttribute(name) ?? '';
  }

  /** The question for the current attributes. */
  get #question(): Question {
    return questionOf((name) => this.#get(name), currentVisitor());
  }

  /** Sends the question if it is new and the shelf is near the viewport. @returns whether it does */
  #update(): boolean {
    const asked = String(this.#question);
    if (!this.#isNear || asked === this.#asked) return false;
    this.#stop();
    this.#asked = asked;
    void this.#load(asked);
    return true;
  }

  async #load(asked: string): Promise<void> {
    const { signal } = (this.#asking = new AbortController());
    try {
      if (!this.#get('api') || !this.#get('use-case')) throw new Error('api and use-case are needed');
      const answer = await ask(this.#question, signal);
      if (signal.aborted) return;
      const { experiment, windowDays = 7 } = answer;
      if (experiment && currentVisitor()) takePart(this.#get('api'), experiment, windowDays);
      this.#answer = answer;
      this.#isCounted = false;
      this.#shown = asked;
      this.#asking = undefined;
      this.#render();
      fire(this, 'loaded', answer);
    } catch (problem) {
      if (signal.aborted) return;
      this.#asking = undefined;
      this.#hasFailed = true;
      if (!this.#answer) this.#render();
      reportProblem(this, problem as Problem);
    }
  }

  /** Aborts a request whose answer is no longer needed. */
  #stop(): void {
    if (!this.#asking) return;
    this.#asking.abort();
    this.#asking = this.#asked = undefined;
  }

  #approach(entries: readonly IntersectionObserverEntry[]): void {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    this.#near.disconnect();
    void visitorKnown().then(() => {
      this.#isNear = this.isConnected;
      this.#update();
    });
  }

  get #look(): Look {
    const language = this.closest<HTMLElement>('[lang]')?.lang || 'en';
    return {
      language,
      heading: this.#headingIn(language),
      level: this.#get('heading-level'),
      link: this.#get('link'),
      image: this.#get('image'),
      currency: this.#get('currency'),
    };
  }

  /** The use case's default heading is shown only above its own answer, not above a fallback. */
  #headingIn(language: string): string {
    const heading = this.getAttribute('heading');
    const { from, because = 'asked' } = this.#answer ?? {};
    if (because === 'asked' || heading === '') return heading ?? headingOf(this.#get('use-case'), language);
    if (from === 'catalogue' || from === 'similar-items') return headingOf(from, language);
    return this.getAttribute('popular-heading') ?? headingOf('popular', language);
  }

  #render(): void {
    const links = (): NodeListOf<HTMLElement> => this.#root.querySelectorAll('[part=link]');
    const focused = [...links()].indexOf(this.#root.activeElement as HTMLElement);
    for (const card of this.#ownCards.splice(0)) card.remove();
    this.#hasContent = this.#findContent();
    const look = this.#look;
    const items = this.#answer?.items ?? [];
    if (items.length)
      this.#root.replaceChildren(
        shelf(
          look,
          items.map((item, at) => this.#place(item, look, at)),
        ),
      );
    else {
      const isWaiting = !this.#answer && !this.#hasFailed && !this.#hasContent;
      this.#root.replaceChildren(this.#slot, ...(isWaiting ? [skeleton(look)] : []));
    }
    links()[focused]?.focus({ preventScroll: true });
    this.#watch();
  }

  #place(item: Item, look: Look, at: number): HTMLElement {
    const placed = place(this.#card(item, look, at));
    const click = ({ target, button }: MouseEvent): void => {
      // The middle button opens a tab, so it counts as a click; the right button does not.
      if (button < 2 && (target as Element).closest('a, button')) this.#record('Click', item);
    };
    placed.onclick = placed.onauxclick = click;
    return placed;
  }

  #card(item: Item, look: Look, at: number): Node {
    const template = this.querySelector<HTMLTemplateElement>(':scope > template');
    if (!template) return cardOf(item, look);
    // The card is in the light DOM, where the shop's styles apply.
    const copy = ownCard(template, item, look);
    const slot = document.createElement('slot');
    slot.name = `item-${at}`;
    this.#ownCards.push(...copy.children);
    for (const element of copy.children) element.slot = slot.name;
    this.append(copy);
    return slot;
  }

  /** Whether the page has put its own content into this element. */
  #findContent(): boolean {
    return Boolean(this.querySelector(':scope > :not(template, [slot])'));
  }

  /** Waits until half of the first card is visible. The whole list may be larger than the window. */
  #watch(): void {
    this.#seen.disconnect();
    const first = this.#root.querySelector('section:not([aria-busy]) li');
    if (first) this.#seen.observe(first);
  }

  #see(entries: readonly IntersectionObserverEntry[]): void {
    if (!this.#isCounted && entries.some(({ intersectionRatio }) => intersectionRatio >= 0.5))
      this.#isCounted = this.#record('Impression', this.#answer!.items[0]);
  }

  /** @returns false without consent, or if the answer belongs to an earlier question, such as one from before the consent */
  #record(type: 'Impression' | 'Click', { itemId }: Item): boolean {
    if (this.#shown !== String(this.#question)) return false;
    const { recommendationId, from, items } = this.#answer!;
    const shelf = this.#get('shelf') || undefined;
    const event = { itemId, at: now(), useCase: this.#get('use-case'), shelf, from, recommendationId };
    const isSent = record(this.#get('api'), '', { type, ...event });
    if (isSent && type === 'Click')
      keepClick({ ...event, impression: items.slice(0, MOST_SHOWN).map((item) => item.itemId) });
    return isSent;
  }
}
