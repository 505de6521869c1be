import {
  GetPersonalizedRankingCommand,
  type PersonalizeRuntimeClient,
} from '@aws-sdk/client-personalize-runtime';
import type { RankedFrom } from '@ecommerce-recommenders/shop-data/contracts/api/openapi';
import { OUR_IDS } from '@ecommerce-recommenders/shop-data/data/our-ids';
import type { HandlerLogger } from '../shop/functions/handler-logger';
import { budgetOf } from './budget';
import type { Circuits } from './circuits';
import type { ItemDetails } from './item-table';
import { fallbackMetric } from './metrics';
import { LIVE_MS } from './sources';
import type { StoredItems } from './stored-items';

/** The body of an answer. */
export interface Ranked {
  readonly recommendationId?: string;
  readonly from: RankedFrom;
  readonly items: readonly ({ readonly itemId: string } & ItemDetails)[];
}

/** Dependencies of {@link rank}. */
export interface RankDeps {
  readonly runtime: Pick<PersonalizeRuntimeClient, 'send'>;
  /** Absent if the shop has no ranking. The API then has no route for it. */
  readonly campaignArn?: string;
  readonly circuits: Circuits;
  readonly items: StoredItems;
  /** Whether the shop has an item table. */
  readonly hasItems: boolean;
  readonly stackName: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly logger: HandlerLogger;
}

/**
 * Sorts items for a user, or keeps the given order if the campaign does not answer in time. It neither adds nor
 * removes items, because the page has chosen them.
 */
export function rank(deps: RankDeps) {
  const { runtime, campaignArn = '', circuits, items, hasItems, now, logger } = deps;

  const live = async (
    inputList: string[],
    userId: string,
  ): Promise<{ readonly itemIds: readonly string[]; readonly recommendationId?: string } | undefined> => {
    if (!circuits.allows(campaignArn)) return undefined;
    const command = new GetPersonalizedRankingCommand({ campaignArn, inputList, userId });
    const budget = budgetOf(LIVE_MS, now);
    try {
      const { personalizedRanking = [], recommendationId } = await budget.within((abortSignal) =>
        runtime.send(command, { abortSignal }),
      );
      circuits.succeeded(campaignArn);
      return { itemIds: personalizedRanking.flatMap(({ itemId }) => itemId ?? []), recommendationId };
    } catch (error) {
      // The message is not logged, because it may contain ids.
      logger.error('circuit', {
        useCase: 'ranking',
        reason: (error as Error).name,
        waitMs: await circuits.failedWith(campaignArn, error as Error, async () => {
          const item = hasItems ? (await budget.within(() => items.current()))?.first(1)[0] : undefined;
          if (item === undefined) throw error;
          const own = new GetPersonalizedRankingCommand({
            campaignArn,
            inputList: [item],
            userId: OUR_IDS.nobody,
          });
          return budget.within((abortSignal) => runtime.send(own, { abortSignal }));
        }),
      });
      return undefined;
    }
  };

  return async (given: readonly string[], userId: string = OUR_IDS.nobody): Promise<Ranked> => {
    const asked = new Set(given);
    const table = hasItems ? await items.current() : undefined;
    const answer = await live([...asked], userId);
    const detailed = (itemId: string): Ranked['items'][number] => ({ itemId, ...table?.detailsOf(itemId) });
    if (!answer) fallbackMetric(logger, deps, 'ranking', 'given');
    const ranked = new Set([...(answer?.itemIds ?? []).filter((id) => asked.has(id)), ...asked]);
    return {
      recommendationId: answer?.recommendationId,
      from: answer ? 'live' : 'given',
      items: Array.from(ranked, detailed),
    };
  };
}
