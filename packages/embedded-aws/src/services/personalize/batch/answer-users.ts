import { bestItems } from '../runtime/best-items';
import { rankForUser } from '../runtime/rank-for';
import { requestedFilter } from '../runtime/requested-filter';
import { filterTest } from '../filters/filter-test';
import type { PersonalizeStore } from '../personalize-store';
import { isPersonal } from '../solutions/learn';
import type { SolutionVersion } from '../solutions/solution-resource';
import { versionsOf } from '../solutions/start-version';
import type { TrainedModel } from '../training/trained-model';
import { filterValuesOf, required, userError, type BatchAnswers } from './batch-answer';
import type { BatchQuery } from './batch-files';
import type { BatchInferenceJob } from './batch-job-resource';

/** AWS writes scores with seven decimal places. */
const DIGITS = 7;

/** New items are explored with the latest version of the solution only. */
const NO_EXPLORATION = { explorationWeight: '0' };

/** Recommends items to the user of each line. */
export function answerUsers(
  job: BatchInferenceJob,
  version: SolutionVersion,
  store: PersonalizeStore,
): BatchAnswers {
  const { model } = version;
  if (!model || !isPersonal(model)) throw new Error(`${version.arn} recommends nothing.`);
  return async function* (queries) {
    let answered = 0;
    for await (const query of queries) {
      try {
        yield { input: query, output: recommended(query, job, version, model, store), error: null };
        answered++;
      } catch (error) {
        yield userError(query, { recommendedItems: [], scores: [] }, error);
      }
    }
    store.platform.meter.add('batchRecommendationsV2', answered);
  };
}

function recommended(
  query: BatchQuery,
  { filterArn, numResults, batchInferenceJobConfig }: BatchInferenceJob,
  version: SolutionVersion,
  model: TrainedModel,
  store: PersonalizeStore,
): { recommendedItems: string[]; scores: number[] } {
  const { datasetGroupArn } = version;
  const userId = required(query, 'userId', ['filterValues']);
  const filter = requestedFilter(
    { filterArn, filterValues: filterValuesOf(query) },
    { datasetGroupArn },
    userId,
    store,
  );
  const exploration = isLatest(version, store)
    ? batchInferenceJobConfig?.itemExplorationConfig
    : NO_EXPLORATION;
  const asked = { userId, count: numResults };
  const { ranking, itemIds } = rankForUser(model, asked, { datasetGroupArn, exploration }, store);
  const { items } = bestItems(
    ranking,
    itemIds,
    numResults,
    filterTest(filter, { datasetGroupArn, itemIds, userId }, store),
  );
  return {
    recommendedItems: items.map(({ itemId }) => itemId),
    scores: items.map(({ score = 0 }) => Number(score.toFixed(DIGITS))),
  };
}

function isLatest({ arn, solutionArn }: SolutionVersion, store: PersonalizeStore): boolean {
  const solution = store.solutions.get(solutionArn);
  const latest = solution && versionsOf(solution, store).find(({ status }) => status === 'ACTIVE');
  return latest?.arn === arn;
}
