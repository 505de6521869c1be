import {
  type PersonalizeClient,
  paginateListDatasetImportJobs,
  paginateListDatasets,
  paginateListRecommenders,
  paginateListSolutions,
  paginateListSolutionVersions,
} from '@aws-sdk/client-personalize';
import { paginateListExecutions, type SFNClient } from '@aws-sdk/client-sfn';
import type { StackOutputs } from '../stack-outputs';

const isUnderWay = ({ status = '' }: { readonly status?: string }): boolean =>
  /(PENDING|IN_PROGRESS)$/.test(status);

/**
 * What is at work on the shop's data, in words: Personalize guarantees a deletion only while nothing is imported or
 * trained, and files must not change while they are rewritten.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/delete-records.html
 */
export async function workUnderWay(
  { personalize: client, sfn }: { readonly personalize: PersonalizeClient; readonly sfn: SFNClient },
  { DatasetGroupArn: datasetGroupArn, ...outputs }: StackOutputs,
): Promise<string[]> {
  const found: string[] = [];
  for (const [stateMachineArn, what] of [
    [outputs.FreshDataStateMachineArn, 'an import of fresh data'],
    [outputs.ListsStateMachineArn, 'a run that makes lists'],
    [outputs.SegmentsStateMachineArn, 'a run that makes segments'],
    [outputs.BatchesStateMachineArn, 'a run that makes recommendations for every user'],
  ]) {
    if (stateMachineArn === undefined) continue;
    const query = { stateMachineArn, statusFilter: 'RUNNING' as const };
    for await (const { executions = [] } of paginateListExecutions({ client: sfn }, query))
      found.push(...executions.map(({ name }) => `${what} (${name})`));
  }
  for await (const { datasets = [] } of paginateListDatasets({ client }, { datasetGroupArn }))
    for (const { datasetArn } of datasets)
      for await (const { datasetImportJobs = [] } of paginateListDatasetImportJobs(
        { client },
        { datasetArn },
      ))
        found.push(...datasetImportJobs.filter(isUnderWay).map(({ jobName }) => `the import job ${jobName}`));
  for await (const { recommenders = [] } of paginateListRecommenders({ client }, { datasetGroupArn }))
    found.push(
      ...recommenders.filter(isUnderWay).map(({ name, status }) => `the recommender ${name} (${status})`),
    );
  for await (const { solutions = [] } of paginateListSolutions({ client }, { datasetGroupArn }))
    for (const { solutionArn, name } of solutions)
      for await (const { solutionVersions = [] } of paginateListSolutionVersions({ client }, { solutionArn }))
        found.push(
          ...solutionVersions.filter(isUnderWay).map(({ status }) => `a training of ${name} (${status})`),
        );
  return found;
}
