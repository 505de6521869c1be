import { createHash } from 'node:crypto';
import { USE_CASES, type UseCase, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { Arm } from '@ecommerce-recommenders/shop-data/effect/totals';
import { createPrng, uuid, type Prng } from '../sample/prng';
import type { ShownItem, ShopApi, ShopperEvent } from './shop-api';

/** What shoppers know of the shop, and how recommendations move them. */
export interface Shop {
  readonly api: ShopApi;
  /** What they ask for. */
  readonly useCases: readonly UseCaseName[];
  /** Items that they look at. */
  readonly items: readonly ShownItem[];
  /** By how much more visitors with recommendations click and buy, 0.5 for a half. */
  readonly uplift: number;
}

/** What a visit came to. */
export interface Visit {
  readonly arm: Arm;
  readonly isFirst: boolean;
  readonly clicks: number;
  readonly orders: number;
  readonly revenue: number;
}

/** Out of a million visits to best sellers; far more than in a shop, so that two minutes are enough. */
const CLICKS_PER_MILLION = 300_000;
const ORDERS_PER_MILLION = 200_000;
const MILLION = 1_000_000;

/** Price of an item that has none. */
const ANY_PRICE = 20;

/** Somebody with a browser that remembers an id, as the storefront element keeps it with consent. */
export class Shopper {
  private readonly random: Prng;
  private readonly visitor: number;
  private readonly session: string;
  private visits = 0;

  /** @param seed - the same one is the same shopper, who does the same */
  constructor(
    seed: number,
    private readonly name: string,
  ) {
    this.random = createPrng(seed);
    const id = uuid(this.random);
    this.visitor = createHash('sha256').update(`ecommerce-recommenders:${id}`).digest().readUInt32BE(0);
    this.session = uuid(this.random);
  }

  /** Whether the shopper comes again on the next day. */
  comesAgain(): boolean {
    return this.random.chance(30);
  }

  /**
   * Opens a page with a shelf, and perhaps clicks and buys.
   *
   * @throws Error where the API answers without an arm: it has no experiment
   */
  async visit({ api, useCases, items, uplift }: Shop): Promise<Visit> {
    const { random, visitor, session } = this;
    const useCase = random.pick(useCases);
    const { needs }: UseCase = USE_CASES[useCase];
    const looked = random.pick(items);
    // All draws come before the answer, which may differ from run to run.
    const [clickDraw, orderDraw, pieces] = [
      random.below(MILLION),
      random.below(MILLION),
      1 + random.below(2),
    ];
    const shelf = await api.recommendations({
      useCase,
      item: needs.includes('itemId') ? looked.itemId : undefined,
      visitor,
      session,
    });
    if (shelf.arm === undefined) throw new Error(NO_EXPERIMENT);
    const factor = shelf.arm === 'recommendations' ? 1 + uplift : 1;
    const [shown] = shelf.items;
    const hasClicked = shown !== undefined && clickDraw < CLICKS_PER_MILLION * factor;
    const hasBought = orderDraw < ORDERS_PER_MILLION * factor;
    const { recommendationId } = shelf;
    // Not the item that is shown: what the arms show has different prices, and that would be an effect of its own.
    const { itemId: bought, price = ANY_PRICE } = looked;
    const events: ShopperEvent[] = [
      ...(shown
        ? [
            {
              type: 'Impression' as const,
              itemId: shown.itemId,
              impression: shelf.items.map((one) => one.itemId),
              useCase,
            },
          ]
        : []),
      ...(hasClicked
        ? (['Click', 'View'] as const).map((type) => ({ type, itemId: shown.itemId, recommendationId }))
        : []),
      ...(hasBought ? [{ type: 'Purchase' as const, itemId: bought, quantity: pieces, price }] : []),
    ];
    const isFirst = this.visits++ === 0;
    await api.events(
      { session, visitor, first: isFirst || undefined, events },
      hasBought ? this.name : undefined,
    );
    return {
      arm: shelf.arm,
      isFirst,
      clicks: hasClicked ? 1 : 0,
      orders: hasBought ? 1 : 0,
      revenue: hasBought ? pieces * price : 0,
    };
  }
}

const NO_EXPERIMENT =
  'The API answers a visitor without an arm: the stack has no experiment. Set experiment to {"share":0.1} in cdk.json, or pass ' +
  '-c experiment=\'{"share":0.1}\', and deploy.';
