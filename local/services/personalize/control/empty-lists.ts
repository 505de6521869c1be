import { onAnything } from '../../../authorization/permission';
import type { AnyAction } from '../../../gateway/action';
import { pageOf } from '../page';
import { personalizeAction } from '../personalize-action';
import type { PersonalizeStore } from '../personalize-store';
import { ARN, PAGING } from '../shapes';

/** Parents that can exist here. */
type ParentMember = 'datasetGroupArn' | 'datasetArn';

/** @param parent the member that narrows the list down */
const emptyList = (operation: string, key: string, parent: string): AnyAction<PersonalizeStore> =>
  personalizeAction({
    input: { [parent]: ARN, ...PAGING },
    permissions: onAnything(`personalize:${operation}`),
    run: (
      { nextToken, datasetGroupArn, datasetArn }: Partial<Record<'nextToken' | ParentMember, string>>,
      { datasetGroups, datasets },
    ) => {
      datasetGroups.requireListable(datasetGroupArn);
      datasets.requireListable(datasetArn);
      const { items } = pageOf(key, [], { nextToken });
      return { [key]: items };
    },
  });

/** Lists of what cannot be created here. Scripts that clean up ask for them, and delete what they find. */
export const EMPTY_LISTS = {
  ListBatchInferenceJobs: emptyList('ListBatchInferenceJobs', 'batchInferenceJobs', 'solutionVersionArn'),
  ListBatchSegmentJobs: emptyList('ListBatchSegmentJobs', 'batchSegmentJobs', 'solutionVersionArn'),
  ListCampaigns: emptyList('ListCampaigns', 'campaigns', 'solutionArn'),
  ListDataDeletionJobs: emptyList('ListDataDeletionJobs', 'dataDeletionJobs', 'datasetGroupArn'),
  ListDatasetExportJobs: emptyList('ListDatasetExportJobs', 'datasetExportJobs', 'datasetArn'),
  ListMetricAttributionMetrics: emptyList('ListMetricAttributionMetrics', 'metrics', 'metricAttributionArn'),
  ListMetricAttributions: emptyList('ListMetricAttributions', 'metricAttributions', 'datasetGroupArn'),
  ListSolutionVersions: emptyList('ListSolutionVersions', 'solutionVersions', 'solutionArn'),
  ListSolutions: emptyList('ListSolutions', 'solutions', 'datasetGroupArn'),
};
