import { createHash } from 'node:crypto';
import { USE_CASES, type UseCase, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { ApiEvent } from '@ecommerce-recommenders/shop-data/contracts/api/routes';
import type { Arm } from '@ecommerce-recommenders/shop-data/insight/effect/totals';
import { createPrng, uuid, type Prng } from '../sample/prng';
import type { AdmittedGuest, ShownItem, ShopApi } from './shop-api';

/** The shop as shoppers know it, and how recommendations influence them. */
export interface Shop {
  readonly api: ShopApi;
  /** Use cases that they request. */
  readonly useCases: readonly UseCaseName[];
  /** Items at which they look. */
  readonly items: readonly ShownItem[];
  /** How much more visitors with recommendations click and buy; 0.5 for a half. */
  readonly uplift: number;
  /** Share of the visitors who agree to become guests. @default 0 */
  readonly guests?: number;
  /** Share of the visits with a cart. @default 0 */
  readonly carts?: number;
}

/** Result of a visit. */
export interface Visit {
  readonly arm: Arm;
  readonly isFirst: boolean;
  readonly clicks: number;
  readonly orders: number;
  readonly revenue: number;
  /** Whether the visitor was a guest. */
  readonly isGuest: boolean;
  /** Merchandising rules that changed what the visitor saw. */
  readonly rules: readonly string[];
}

/** Rates in the control arm. They are far higher than in a real shop, so that two minutes are enough. */
const CLICKS_PER_MILLION = 300_000;
const ORDERS_PER_MILLION = 200_000;
const MILLION = 1_000_000;

/** Derives a second seed from a seed. */
const OTHER_DRAWS = 0x5bd1e995;

/** Number of items in a cart, besides the one at which the shopper looks. */
const IN_CART = 2;

/** Price of an item that has none. */
const ANY_PRICE = 20;

/** A person whose browser remembers an id, as the storefront element does with consent. */
export class Shopper {
  private readonly random: Prng;
  /** A separate generator, so that guests and carts do not change the draws for clicks and orders. */
  private readonly habits: Prng;
  private readonly agreement: number;
  private guest?: AdmittedGuest;
  private readonly visitor: number;
  private readonly session: string;
  private visits = 0;

  /** @param seed - determines everything that the shopper does */
  constructor(
    seed: number,
    private readonly name: string,
  ) {
    this.random = createPrng(seed);
    this.habits = createPrng(seed ^ OTHER_DRAWS);
    this.agreement = this.habits.below(MILLION);
    const id = uuid(this.random);
    this.visitor = createHash('sha256').update(`ecommerce-recommenders:${id}`).digest().readUInt32BE(0);
    this.session = uuid(this.random);
  }

  /** Whether the shopper returns on the next day. */
  comesAgain(): boolean {
    return this.random.chance(30);
  }

  /**
   * Opens a page with a shelf, and perhaps clicks and buys.
   *
   * @throws Error if the API answers without an arm, because it has no experiment
   */
  async visit({ api, useCases, items, uplift, guests = 0, carts = 0 }: Shop): Promise<Visit> {
    const { random, habits, visitor, session } = this;
    const useCase = random.pick(useCases);
    const { needs }: UseCase = USE_CASES[useCase];
    const looked = random.pick(items);
    // Drawn before the answer, which may differ from run to run.
    const [clickDraw, orderDraw] = [random.below(MILLION), random.below(MILLION)];
    const pieces = 1 + random.below(2);
    const isFirst = this.visits++ === 0;
    if (isFirst && this.agreement < guests * MILLION) this.guest = await api.admit();
    const { guest } = this;
    const others = Array.from({ length: IN_CART }, () => habits.pick(items).itemId);
    const cart = habits.below(MILLION) < carts * MILLION ? [...others, looked.itemId].join() : undefined;
    const shelf = await api.recommendations({
      useCase,
      ...(needs.includes('itemId') && (cart === undefined ? { item: looked.itemId } : { items: cart })),
      visitor,
      session,
    });
    if (shelf.arm === undefined) throw new Error(NO_EXPERIMENT);
    const factor = shelf.arm === 'recommendations' ? 1 + uplift : 1;
    const [shown] = shelf.items;
    const hasClicked = shown !== undefined && clickDraw < CLICKS_PER_MILLION * factor;
    const hasBought = orderDraw < ORDERS_PER_MILLION * factor;
    const { recommendationId, from } = shelf;
    const source = { recommendationId, useCase, from };
    // The shopper does not buy the recommended item: prices differ between the arms, which would be an effect of its own.
    const { itemId: bought, price = ANY_PRICE } = looked;
    const events: ApiEvent[] = [];
    if (shown) {
      const { itemId } = shown;
      events.push({
        type: 'Impression',
        itemId,
        impression: shelf.items.map((one) => one.itemId),
        ...source,
      });
      if (hasClicked) events.push({ type: 'Click', itemId, ...source }, { type: 'View', itemId, ...source });
    }
    if (hasBought) {
      const ofShelf = hasClicked && bought === shown.itemId && source;
      events.push({ type: 'Purchase', itemId: bought, quantity: pieces, price, ...ofShelf });
    }
    await api.events(
      { session, visitor, first: isFirst || undefined, events },
      hasBought ? { user: guest?.guest ?? this.name } : guest,
    );
    const ruled = shelf.items.flatMap(({ rule }) => (rule === undefined ? [] : [rule]));
    return {
      arm: shelf.arm,
      isFirst,
      clicks: hasClicked ? 1 : 0,
      orders: hasBought ? 1 : 0,
      revenue: hasBought ? pieces * price : 0,
      isGuest: guest !== undefined,
      rules: [...new Set([...ruled, ...(shelf.hiddenBy ?? [])])],
    };
  }
}

const NO_EXPERIMENT =
  'The API answers a visitor without an arm: the stack has no experiment. Set experiment to {"share":0.1} in cdk.json, or pass ' +
  '-c experiment=\'{"share":0.1}\', and deploy.';
