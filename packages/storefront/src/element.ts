import { apiAddress } from './addresses';
import { ask, type Answer, type Item } from './ask';
import { fire, tell, type Problem } from './call';
import { keepClick, keptClicks, sourceOf } from './clicks';
import { now, record, sendAll } from './events';
import { cardOf, ownCard, place, shelf, skeleton, type Look } from './shelf';
import { HEADINGS, headingOf } from './texts';
import { currentVisitor, setConsent, visitorKnown } from './visitor';

/** The text of style.css, put in by the build. */
declare const STYLE: string;

/** An item that a visitor viewed, put into the cart or bought. */
export interface HandledItem {
  readonly itemId: string;
  readonly quantity?: number;
  readonly price?: number;
}

/** Where a page's event goes, and who did it; by default what the page's first shelf has. */
export interface Sender {
  readonly api?: string;
  readonly userToken?: string;
}

const SKELETON_CARDS = 8;

// A server that renders pages has no elements, and may import this nevertheless.
const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);

let style: CSSStyleSheet | undefined;
const shelves = new Set<RecommendedItems>();

/**
 * `<recommended-items>`: a shelf of recommendations. What it holds stays until they come.
 *
 * @fires recommended-items-loaded with the {@link Answer}
 * @fires recommended-items-error with a {@link Problem}
 */
export class RecommendedItems extends Base {
  static readonly observedAttributes: readonly string[] = [
    ...['api', 'use-case', 'item', 'user-token', 'num', 'filter', 'exclude'],
    ...['heading', 'heading-level', 'lang', 'link', 'image', 'consent'],
  ];

  /** Headings by language and use case, to which a page may add a language. */
  static readonly headings = HEADINGS;

  /**
   * Gives or withdraws the visitor's consent, for this page: a consent manager calls it on each. Ids exist and events are
   * sent only with it; withdrawing deletes what was kept and what was not sent yet.
   */
  static consent(isGiven: boolean): void {
    if (!setConsent(isGiven)) return;
    if (!isGiven) sendAll();
    void visitorKnown().then(() => {
      for (const shelf of shelves) if (!shelf.#update()) shelf.#watch();
    });
  }

  /**
   * Tells what the visitor did, so that recommendations follow. A purchase needs a user token.
   *
   * @returns false without consent, when nothing is sent
   */
  static send(
    type: 'View' | 'AddToCart' | 'Purchase',
    items: string | HandledItem | readonly HandledItem[],
    { api, userToken }: Sender = {},
  ): boolean {
    const first = document.querySelector('recommended-items[api]');
    const to = api ?? first?.getAttribute('api');
    const by = userToken ?? first?.getAttribute('user-token') ?? '';
    if (!to) throw new Error(`${type} needs an api, which no shelf of the page has`);
    if (type === 'Purchase' && !by) throw new Error('Purchase needs a userToken');
    const at = now();
    return [items].flat().every((item) => {
      const handled = typeof item === 'string' ? { itemId: item } : item;
      return record(to, by, { type, ...handled, ...sourceOf(keptClicks(), handled.itemId, at), at });
    });
  }

  readonly #slot = document.createElement('slot');
  readonly #root = this.attachShadow({ mode: 'open' });
  readonly #seen = new IntersectionObserver((entries) => this.#see(entries), { threshold: 0.5 });
  readonly #near = new IntersectionObserver((entries) => this.#approach(entries), { rootMargin: '300px' });
  #isNear = false;
  #isChanging = false;
  #asking?: AbortController;
  /** The question that was asked last, and the one whose answer is shown. */
  #asked?: string;
  #shown?: string;
  #answer?: Answer;
  #hasFailed = false;
  #hasContent = false;
  /** Items by their places in the list. */
  #places = new Map<Element, Item>();
  /** Items that were seen. */
  readonly #counted = new Set<string>();
  /** Copies of the shop's own card. */
  #ownCards: Element[] = [];

  connectedCallback(): void {
    if (!style) (style = new CSSStyleSheet()).replaceSync(STYLE);
    this.#root.adoptedStyleSheets = [style];
    this.#slot.addEventListener('slotchange', this.#changeContent);
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
    if (name === 'consent') return RecommendedItems.consent(value !== null && value !== 'false');
    if (this.#isChanging) return;
    this.#isChanging = true;
    queueMicrotask(() => {
      this.#isChanging = false;
      if (!this.#update() && this.isConnected) this.#render();
    });
  }

  /** Asks again, for example after a purchase. */
  reload(): void {
    this.#asked = undefined;
    this.#update();
  }

  #get(name: string): string {
    return this.getAttribute(name) ?? '';
  }

  /** What would be asked now, and for whom. */
  get #question(): string {
    return `${this.#address} ${this.#get('user-token')}`;
  }

  /** With the parameters always in the same order, so that caches know it again. */
  get #address(): string {
    const useCase = this.#get('use-case');
    const { session, number } = currentVisitor() ?? {};
    const isPersonal = useCase === 'recommended-for-you' && !this.#get('user-token');
    const parameters = [
      ...['item', 'num', 'filter', 'exclude'].map((name) => [name, this.#get(name)]),
      // Only where it changes the answer: the others are the same for all.
      ['session', (isPersonal && session) || ''],
      ['visitor', String(number ?? '')],
    ].filter(([, value]) => value);
    const query = new URLSearchParams(parameters).toString();
    return apiAddress(this.#get('api'), `/recommendations/${encodeURIComponent(useCase)}?${query}`);
  }

  /** Asks if the question is a new one and the shelf is near the viewport. @returns whether it asks */
  #update(): boolean {
    const question = this.#question;
    if (!this.#isNear || question === this.#asked) return false;
    this.#stop();
    this.#asked = question;
    void this.#load(question);
    return true;
  }

  async #load(question: string): Promise<void> {
    const { signal } = (this.#asking = new AbortController());
    try {
      if (!this.#get('api') || !this.#get('use-case')) throw new Error('api and use-case are needed');
      const answer = await ask(this.#address, this.#get('user-token'), signal);
      if (signal.aborted) return;
      this.#answer = answer;
      this.#counted.clear();
      this.#shown = question;
      this.#asking = undefined;
      this.#render();
      fire(this, 'loaded', answer);
    } catch (problem) {
      if (signal.aborted) return;
      this.#asking = undefined;
      this.#hasFailed = true;
      if (!this.#answer) this.#render();
      tell(this, problem as Problem);
    }
  }

  /** Ends a request whose answer is not wanted any more. */
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
      heading: this.getAttribute('heading') ?? headingOf(this.#get('use-case'), language),
      level: this.#get('heading-level'),
      link: this.#get('link'),
      image: this.#get('image'),
    };
  }

  #render(): void {
    const focused = this.#placed.findIndex((place) => place.contains(this.#root.activeElement));
    for (const card of this.#ownCards.splice(0)) card.remove();
    this.#hasContent = this.#findContent();
    const look = this.#look;
    const items = this.#answer?.items ?? [];
    this.#places = new Map(items.map((item, at) => [this.#place(item, look, at), item]));
    if (items.length) this.#root.replaceChildren(shelf(look, this.#placed));
    else {
      const isWaiting = !this.#answer && !this.#hasFailed && !this.#hasContent;
      const cards = Math.min(Number(this.#get('num')) || SKELETON_CARDS, SKELETON_CARDS);
      this.#root.replaceChildren(this.#slot, ...(isWaiting ? [skeleton(look, cards)] : []));
    }
    this.#placed[focused]?.querySelector('a')!.focus({ preventScroll: true });
    this.#watch();
  }

  get #placed(): readonly Element[] {
    return [...this.#places.keys()];
  }

  #place(item: Item, look: Look, at: number): Element {
    const placed = place(this.#card(item, look, at));
    const click = ({ target, button }: MouseEvent): void => {
      // The middle button opens another tab; the right one does not.
      if (button < 2 && (target as Element).closest('a, button')) this.#record('Click', item);
    };
    placed.addEventListener('click', click);
    placed.addEventListener('auxclick', click);
    return placed;
  }

  #card(item: Item, look: Look, at: number): Node {
    const template = this.querySelector<HTMLTemplateElement>(':scope > template');
    if (!template) return cardOf(item, look);
    // In the page itself, where the shop's styles reach it.
    const copy = ownCard(template, item, look);
    const slot = document.createElement('slot');
    slot.name = `item-${at}`;
    this.#ownCards.push(...copy.children);
    for (const element of copy.children) element.slot = slot.name;
    this.append(copy);
    return slot;
  }

  /** Whether the page holds something of its own in this element. */
  #findContent(): boolean {
    return [...this.childNodes].some(({ nodeType, nodeName, textContent }) =>
      nodeType === Node.ELEMENT_NODE
        ? nodeName !== 'TEMPLATE'
        : nodeType === Node.TEXT_NODE && textContent!.trim() !== '',
    );
  }

  /** A page that is still being parsed may get its content after the element. */
  readonly #changeContent = (): void => {
    if (this.#hasContent !== this.#findContent()) this.#render();
  };

  /** Watches for cards that become half visible. */
  #watch(): void {
    this.#seen.disconnect();
    for (const place of this.#placed) this.#seen.observe(place);
  }

  #see(entries: readonly IntersectionObserverEntry[]): void {
    for (const { intersectionRatio, target } of entries) {
      const item = this.#places.get(target);
      if (!item || intersectionRatio < 0.5 || this.#counted.has(item.itemId)) continue;
      if (this.#record('Impression', item)) this.#counted.add(item.itemId);
    }
  }

  /** @returns false without consent, and for an answer to another question than today's, which a visitor had who has consented since */
  #record(type: 'Impression' | 'Click', { itemId }: Item): boolean {
    if (this.#shown !== this.#question) return false;
    const source = { useCase: this.#get('use-case'), recommendationId: this.#answer!.recommendationId };
    const event = { itemId, at: now(), ...source };
    const isSent = record(this.#get('api'), '', { type, ...event });
    if (isSent && type === 'Click') keepClick(event);
    return isSent;
  }
}
