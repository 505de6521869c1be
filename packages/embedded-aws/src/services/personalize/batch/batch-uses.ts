import { invalidInput, requireActive } from '../errors';
import type { PersonalizeStore } from '../personalize-store';
import { isInTransition } from '../resource';
import type { Solution, SolutionVersion } from '../solutions/solution-resource';
import type { BatchJob } from './batch-job-resource';

/** @throws AwsError `ResourceNotFoundException`, `ResourceInUseException`, `InvalidInputException` */
export function requireUsableFilter(
  filterArn: string | undefined,
  { datasetGroupArn }: SolutionVersion,
  store: PersonalizeStore,
): void {
  if (filterArn === undefined) return;
  const filter = store.filters.mustGet(filterArn);
  if (filter.datasetGroupArn !== datasetGroupArn)
    throw invalidInput(
      `The filter ${filterArn} belongs to ${filter.datasetGroupArn}, the solution version to ${datasetGroupArn}.`,
    );
  requireActive(filter);
}

/** Jobs of a solution's versions. */
export const batchJobsOf = (
  { arn }: Solution,
  { solutionVersions, batchInferenceJobs, batchSegmentJobs }: PersonalizeStore,
): BatchJob[] =>
  solutionVersions
    .list({ solutionArn: arn })
    .flatMap((version) =>
      [batchInferenceJobs, batchSegmentJobs].flatMap((jobs) =>
        jobs.list({ solutionVersionArn: version.arn }),
      ),
    );

/** A job that still needs a filter. */
export const batchJobWith = (
  filterArn: string,
  { batchInferenceJobs }: PersonalizeStore,
): BatchJob | undefined => batchInferenceJobs.list({ filterArn }).find(isInTransition);
