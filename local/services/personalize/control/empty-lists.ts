import type { AnyAction } from '../../../gateway/action';
import { pageOf } from '../page';
import { personalizeAction } from '../personalize-action';
import type { PersonalizeStore } from '../personalize-store';
import { ARN, PAGING } from '../shapes';

/** Parents that can exist here. */
type ParentMember = 'datasetGroupArn' | 'datasetArn';

/** @param parent the member that narrows the list down */
const emptyList = (key: string, parent: string): AnyAction<PersonalizeStore> =>
  personalizeAction({
    input: { [parent]: ARN, ...PAGING },
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
  ListBatchInferenceJobs: emptyList('batchInferenceJobs', 'solutionVersionArn'),
  ListBatchSegmentJobs: emptyList('batchSegmentJobs', 'solutionVersionArn'),
  ListCampaigns: emptyList('campaigns', 'solutionArn'),
  ListDataDeletionJobs: emptyList('dataDeletionJobs', 'datasetGroupArn'),
  ListDatasetExportJobs: emptyList('datasetExportJobs', 'datasetArn'),
  ListMetricAttributionMetrics: emptyList('metrics', 'metricAttributionArn'),
  ListMetricAttributions: emptyList('metricAttributions', 'datasetGroupArn'),
  ListSolutionVersions: emptyList('solutionVersions', 'solutionArn'),
  ListSolutions: emptyList('solutions', 'datasetGroupArn'),
};
