import { onAnything, onMember } from '../../../authorization/permission';
import { requireActive } from '../errors';
import { pageOf } from '../page';
import { onSolution, personalizeAction } from '../personalize-action';
import { describe, summarize } from '../resource';
import { ARN, PAGING } from '../shapes';
import { CAMPAIGN_VIEW } from './campaign-resource';
import { SOLUTION_VERSION_VIEW, SOLUTION_VIEW } from './solution-resource';
import { isSegmenting } from './learn';
import { requireMetrics } from './require-recipe';
import { versionsOf } from './start-version';

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_DescribeSolution.html */
export const describeSolution = personalizeAction({
  input: { solutionArn: { ...ARN, required: true } },
  permissions: onMember('personalize:DescribeSolution', 'solutionArn'),
  run: ({ solutionArn }, store) => {
    const solution = store.solutions.mustGet(solutionArn);
    const [latest] = versionsOf(solution, store);
    return {
      solution: {
        ...describe(SOLUTION_VIEW, solution),
        ...(latest && { latestSolutionVersion: summarize(SOLUTION_VERSION_VIEW, latest) }),
      },
    };
  },
});

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_DescribeSolutionVersion.html */
export const describeSolutionVersion = personalizeAction({
  input: { solutionVersionArn: { ...ARN, required: true } },
  permissions: onSolution('personalize:DescribeSolutionVersion'),
  run: ({ solutionVersionArn }, store) => ({
    solutionVersion: describe(SOLUTION_VERSION_VIEW, store.solutionVersions.mustGet(solutionVersionArn)),
  }),
});

/**
 * The metrics of recommended-for-you, whose scores rankings and recommendations use; user segments have none.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/API_GetSolutionMetrics.html
 */
export const getSolutionMetrics = personalizeAction({
  input: { solutionVersionArn: { ...ARN, required: true } },
  permissions: onSolution('personalize:GetSolutionMetrics'),
  run: async ({ solutionVersionArn }, store) => {
    const version = store.solutionVersions.mustGet(solutionVersionArn);
    requireActive(version);
    const { model } = version;
    requireMetrics(version);
    if (model && !isSegmenting(model) && !model.metrics) {
      const { number, arrays, rows } = model.log;
      const input = { log: { number, arrays }, useCase: 'recommended-for-you' } as const;
      model.metrics = await store.threads.run('measure', input, { rows });
    }
    return { solutionVersionArn, metrics: model && !isSegmenting(model) ? model.metrics : undefined };
  },
});

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_DescribeCampaign.html */
export const describeCampaign = personalizeAction({
  input: { campaignArn: { ...ARN, required: true } },
  permissions: onMember('personalize:DescribeCampaign', 'campaignArn'),
  run: ({ campaignArn }, store) => ({
    campaign: describe(CAMPAIGN_VIEW, store.campaigns.mustGet(campaignArn)),
  }),
});

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_ListSolutions.html */
export const listSolutions = personalizeAction({
  input: { datasetGroupArn: ARN, ...PAGING },
  permissions: onAnything('personalize:ListSolutions'),
  run: ({ datasetGroupArn, ...paging }, store) => {
    store.datasetGroups.requireListable(datasetGroupArn);
    const all = store.solutions.list({ datasetGroupArn });
    const { items, nextToken } = pageOf(`ListSolutions ${datasetGroupArn ?? ''}`, all, paging);
    return { solutions: items.map((item) => summarize(SOLUTION_VIEW, item)), nextToken };
  },
});

/** Unlike other lists by parent, it declares an error for a missing one. @see https://docs.aws.amazon.com/personalize/latest/dg/API_ListSolutionVersions.html */
export const listSolutionVersions = personalizeAction({
  input: { solutionArn: ARN, ...PAGING },
  permissions: onAnything('personalize:ListSolutionVersions'),
  run: ({ solutionArn, ...paging }, store) => {
    if (solutionArn !== undefined) store.solutions.mustGet(solutionArn);
    const all = store.solutionVersions.list({ solutionArn });
    const { items, nextToken } = pageOf(`ListSolutionVersions ${solutionArn ?? ''}`, all, paging);
    return { solutionVersions: items.map((item) => summarize(SOLUTION_VERSION_VIEW, item)), nextToken };
  },
});

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_ListCampaigns.html */
export const listCampaigns = personalizeAction({
  input: { solutionArn: ARN, ...PAGING },
  permissions: onAnything('personalize:ListCampaigns'),
  run: ({ solutionArn, ...paging }, store) => {
    store.solutions.requireListable(solutionArn);
    const all = store.campaigns.list({ solutionArn });
    const { items, nextToken } = pageOf(`ListCampaigns ${solutionArn ?? ''}`, all, paging);
    return { campaigns: items.map((item) => summarize(CAMPAIGN_VIEW, item)), nextToken };
  },
});
