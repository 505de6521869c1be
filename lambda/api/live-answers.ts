import {
  GetRecommendationsCommand,
  type PersonalizeRuntimeClient,
} from '@aws-sdk/client-personalize-runtime';
import { dateValues } from '@ecommerce-recommenders/personalize/filters/date-parameters';
import type { ApiConfig } from '@ecommerce-recommenders/shop-data/contracts/api';
import { OUR_IDS } from '@ecommerce-recommenders/shop-data/our-ids';
import { USE_CASES, type UseCase, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { HandlerLogger } from '../shop/functions/handler-logger';
import type { Budget } from './budget';
import type { Circuits } from './circuits';

/** A question to a recommender. */
export interface LiveQuestion {
  readonly useCase: UseCaseName;
  readonly itemId?: string;
  /** A proven user, or a session. */
  readonly userId?: string;
  readonly filter?: string;
  readonly count: number;
}

/** What a recommender answered. */
export interface LiveAnswer {
  readonly itemIds: readonly string[];
  readonly recommendationId?: string;
}

/** Dependencies of {@link liveAnswers}. */
export interface LiveDeps extends Pick<ApiConfig, 'recommenders' | 'filters'> {
  readonly runtime: Pick<PersonalizeRuntimeClient, 'send'>;
  /** Start of the ARNs of filters. */
  readonly filtersArn: string;
  readonly circuits: Circuits;
  /** An item that the shop has, to ask a recommender about; `undefined` where none is known. */
  readonly anyItem: () => Promise<string | undefined>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly logger: HandlerLogger;
}

/** With less left, a time-out would say nothing of the recommender. */
const LEAST_MS = 100;

/** Asks recommenders; `undefined` for one that is not there, does not answer in time, or whose circuit is open. */
export function liveAnswers(deps: LiveDeps) {
  const { runtime, circuits, anyItem, recommenders, filters, filtersArn, now, logger } = deps;
  return async (question: LiveQuestion, budget: Budget): Promise<LiveAnswer | undefined> => {
    const { useCase, itemId, userId = OUR_IDS.nobody, filter, count } = question;
    const recommenderArn = recommenders[useCase];
    if (!recommenderArn || budget.leftMs() < LEAST_MS || !circuits.allows(recommenderArn)) return undefined;
    const filtered = filter === undefined ? undefined : filters[filter];
    const command = new GetRecommendationsCommand({
      recommenderArn,
      userId,
      itemId,
      numResults: count,
      filterArn: filtered && `${filtersArn}${filtered.name}`,
      filterValues: filtered?.dates && dateValues(filtered.dates, now()),
    });
    try {
      const { itemList = [], recommendationId } = await budget.within((abortSignal) =>
        runtime.send(command, { abortSignal }),
      );
      circuits.succeeded(recommenderArn);
      return { itemIds: itemList.flatMap(({ itemId: id }) => id ?? []), recommendationId };
    } catch (error) {
      const probe = async (): Promise<unknown> => {
        const needsItem = (USE_CASES[useCase] as UseCase).needs.includes('itemId');
        const item = needsItem ? await budget.within(anyItem) : undefined;
        if (needsItem && item === undefined) throw error;
        const own = new GetRecommendationsCommand({
          recommenderArn,
          userId: OUR_IDS.nobody,
          itemId: item,
          numResults: 1,
        });
        return budget.within((abortSignal) => runtime.send(own, { abortSignal }));
      };
      const waitMs = await circuits.failedWith(recommenderArn, error as Error, probe);
      // By its name alone: a message may repeat ids.
      logger.error('circuit', { useCase, reason: (error as Error).name, waitMs });
      return undefined;
    }
  };
}
