import {
  GetRecommendationsCommand,
  type GetRecommendationsCommandInput,
  type PersonalizeRuntimeClient,
} from '@aws-sdk/client-personalize-runtime';
import { dateValues } from '@ecommerce-recommenders/personalize/filters/date-parameters';
import type { ApiConfig } from '@ecommerce-recommenders/shop-data/contracts/functions/api';
import { OUR_IDS } from '@ecommerce-recommenders/shop-data/data/our-ids';
import { USE_CASES, type UseCase, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { HandlerLogger } from '../shop/functions/handler-logger';
import type { Budget } from './budget';
import type { Circuits } from './circuits';

/** A request to a recommender. */
export interface LiveQuestion {
  readonly useCase: UseCaseName;
  readonly itemId?: string;
  /** An authenticated user, or a session. */
  readonly userId?: string;
  readonly filter?: string;
  readonly promotion?: string;
  readonly count: number;
}

/** The answer of a recommender. */
export interface LiveAnswer {
  readonly itemIds: readonly string[];
  readonly recommendationId?: string;
  /** Items that the promotion has added; absent without a promotion. */
  readonly promoted?: ReadonlySet<string>;
  /** Whether items have scores. Personalize scores personalized results, but not popular items. */
  readonly hasScores: boolean;
}

/** Dependencies of {@link liveAnswers}. */
export interface LiveDeps extends Pick<ApiConfig, 'recommenders' | 'filters'> {
  /** Undefined without promotions. */
  readonly promotions: ApiConfig['promotions'];
  readonly runtime: Pick<PersonalizeRuntimeClient, 'send'>;
  /** Common prefix of the filters' ARNs. */
  readonly filtersArn: string;
  readonly circuits: Circuits;
  /** Returns any item of the shop, to probe a recommender with; `undefined` if none is known. */
  readonly anyItem: () => Promise<string | undefined>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly logger: HandlerLogger;
}

/** A filter in a request, with the values of its placeholders. */
type AskedFilter = Pick<GetRecommendationsCommandInput, 'filterArn' | 'filterValues'>;

/** If less time is left, no request is made: a time-out would not mean that the recommender is slow. */
const LEAST_MS = 100;

/** Asks a recommender; `undefined` if it does not exist, does not answer in time, or its circuit is open. */
export function liveAnswers(deps: LiveDeps) {
  const { runtime, circuits, anyItem, recommenders, filters, promotions, filtersArn, now, logger } = deps;
  const asked = (name: string | undefined): AskedFilter => {
    if (name === undefined) return {};
    const { name: fullName, dates } = filters[name];
    return { filterArn: `${filtersArn}${fullName}`, filterValues: dates && dateValues(dates, now()) };
  };
  return async (question: LiveQuestion, budget: Budget): Promise<LiveAnswer | undefined> => {
    const { useCase, itemId, userId = OUR_IDS.nobody, filter, promotion, count } = question;
    const recommenderArn = recommenders[useCase];
    if (!recommenderArn || budget.leftMs() < LEAST_MS || !circuits.allows(recommenderArn)) return undefined;
    const promoted = promotion === undefined ? undefined : promotions?.[promotion];
    const command = new GetRecommendationsCommand({
      recommenderArn,
      userId,
      itemId,
      numResults: count,
      ...asked(filter),
      promotions: promoted && [
        { name: promotion, percentPromotedItems: promoted.percent, ...asked(promoted.filter) },
      ],
    });
    try {
      const { itemList = [], recommendationId } = await budget.within((abortSignal) =>
        runtime.send(command, { abortSignal }),
      );
      circuits.succeeded(recommenderArn);
      return {
        itemIds: itemList.flatMap(({ itemId: id }) => id ?? []),
        ...(promoted && {
          promoted: new Set(
            itemList.flatMap(({ itemId: id, promotionName }) => (promotionName === promotion && id) || []),
          ),
        }),
        recommendationId,
        hasScores: itemList.some(({ score }) => score !== undefined),
      };
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
      // The message is not logged, because it may contain ids.
      logger.error('circuit', { useCase, reason: (error as Error).name, waitMs });
      return undefined;
    }
  };
}
