import { onAnything, onMember } from '../../../authorization/permission';
import { invalidInput } from '../errors';
import { pageOf } from '../page';
import { personalizeAction, solutionOf } from '../personalize-action';
import { describe, summarize } from '../resource';
import { ARN, ITEM_EXPLORATION_CONFIG, PAGING } from '../shapes';
import { requireRecommendations } from '../solutions/require-recipe';
import { checkExploration } from '../training/check-recommender-config';
import { answerUsers } from './answer-users';
import { requireUsableFilter } from './batch-uses';
import { BATCH_INFERENCE_JOB, type BatchInferenceJob } from './batch-job-resource';
import { BATCH_JOB } from './batch-shapes';
import { BATCH_KINDS, batchPermissions, startBatchJob } from './start-batch-job';

const DEFAULT_RESULTS = 25;

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_CreateBatchInferenceJob.html */
export const createBatchInferenceJob = personalizeAction({
  input: {
    ...BATCH_JOB,
    numResults: { type: 'integer', min: 1, max: 500 },
    batchInferenceJobConfig: {
      type: 'structure',
      fields: { itemExplorationConfig: ITEM_EXPLORATION_CONFIG, rankingInfluence: { type: 'any' } },
    },
    batchInferenceJobMode: { type: 'string', enum: ['BATCH_INFERENCE', 'THEME_GENERATION'] },
    themeGenerationConfig: { type: 'any' },
  },
  permissions: (input, store) =>
    batchPermissions(
      'personalize:CreateBatchInferenceJob',
      [solutionOf(input.solutionVersionArn)],
      BATCH_KINDS.inference,
      input,
      store,
    ),
  run: (input, store) => {
    const {
      numResults = DEFAULT_RESULTS,
      batchInferenceJobMode = 'BATCH_INFERENCE',
      themeGenerationConfig,
      batchInferenceJobConfig: config,
      ...job
    } = input;
    if (batchInferenceJobMode !== 'BATCH_INFERENCE' || themeGenerationConfig !== undefined)
      throw invalidInput(
        'batchInferenceJobMode THEME_GENERATION: the embedded AWS generates no themes. It must be BATCH_INFERENCE, without themeGenerationConfig.',
      );
    if (config?.rankingInfluence !== undefined)
      throw invalidInput(
        'batchInferenceJobConfig.rankingInfluence: the embedded AWS does not have it; relevance alone counts.',
      );
    checkExploration(config?.itemExplorationConfig);
    const version = store.solutionVersions.mustGet(input.solutionVersionArn);
    requireRecommendations(version);
    requireUsableFilter(input.filterArn, version, store);
    const more: Pick<BatchInferenceJob, 'numResults' | 'batchInferenceJobMode' | 'batchInferenceJobConfig'> =
      {
        numResults,
        batchInferenceJobMode,
        ...(config && { batchInferenceJobConfig: { itemExplorationConfig: config.itemExplorationConfig } }),
      };
    const { arn } = startBatchJob(
      BATCH_KINDS.inference,
      store.batchInferenceJobs,
      job,
      more,
      version,
      (started) => answerUsers(started, version, store),
      store,
    );
    return { batchInferenceJobArn: arn };
  },
});

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_DescribeBatchInferenceJob.html */
export const describeBatchInferenceJob = personalizeAction({
  input: { batchInferenceJobArn: { ...ARN, required: true } },
  permissions: onMember('personalize:DescribeBatchInferenceJob', 'batchInferenceJobArn'),
  run: ({ batchInferenceJobArn }, store) => ({
    batchInferenceJob: describe(BATCH_INFERENCE_JOB, store.batchInferenceJobs.mustGet(batchInferenceJobArn)),
  }),
});

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_ListBatchInferenceJobs.html */
export const listBatchInferenceJobs = personalizeAction({
  input: { solutionVersionArn: ARN, ...PAGING },
  permissions: onAnything('personalize:ListBatchInferenceJobs'),
  run: ({ solutionVersionArn, ...paging }, store) => {
    store.solutionVersions.requireListable(solutionVersionArn);
    const all = store.batchInferenceJobs.list({ solutionVersionArn });
    const { items, nextToken } = pageOf(`ListBatchInferenceJobs ${solutionVersionArn ?? ''}`, all, paging);
    return { batchInferenceJobs: items.map((item) => summarize(BATCH_INFERENCE_JOB, item)), nextToken };
  },
});
