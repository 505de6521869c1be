import * as personalize from '@aws-sdk/client-personalize';
import {
  GetRecommendationsCommand,
  type PersonalizeRuntimeClient,
} from '@aws-sdk/client-personalize-runtime';
import type { StackOutputs } from '../deployed/stack-outputs';
import type { StackClients } from './find-resources';
import { replyOf } from './questions';

/** Clients of Personalize. */
type ProofClients = Pick<StackClients, 'personalize'> & { readonly runtime: PersonalizeRuntimeClient };

/** Statuses of all import jobs, with failure reasons, because new policies may take effect late. */
export async function importJobs(
  datasetGroupArn: string,
  { personalize: client }: ProofClients,
): Promise<string> {
  const statuses: string[] = [];
  for await (const { datasets = [] } of personalize.paginateListDatasets({ client }, { datasetGroupArn }))
    for (const { datasetArn } of datasets)
      for await (const { datasetImportJobs = [] } of personalize.paginateListDatasetImportJobs(
        { client },
        { datasetArn },
      ))
        for (const { status = '', failureReason } of datasetImportJobs)
          statuses.push(failureReason === undefined ? status : `${status}: ${failureReason}`);
  return statuses.sort().join('; ');
}

/** How Personalize answers requests about deleted resources. */
export async function goneFindings(
  { DatasetGroupArn: datasetGroupArn, MostViewedRecommenderArn: recommenderArn }: StackOutputs,
  { personalize: client, runtime }: ProofClients,
): Promise<Record<string, string>> {
  const calls: Record<string, () => Promise<readonly string[]>> = {
    'recommendations of a deleted recommender': async () =>
      (
        (await runtime.send(new GetRecommendationsCommand({ recommenderArn, userId: '1' }))).itemList ?? []
      ).map(({ itemId = '' }) => itemId),
    'a deleted recommender, described': async () => {
      const { recommender } = await client.send(
        new personalize.DescribeRecommenderCommand({ recommenderArn }),
      );
      return [recommender?.status ?? ''];
    },
    'recommenders of a deleted dataset group, listed': async () =>
      (
        (await client.send(new personalize.ListRecommendersCommand({ datasetGroupArn }))).recommenders ?? []
      ).map(({ name = '' }) => name),
    'datasets of a deleted dataset group, listed': async () =>
      ((await client.send(new personalize.ListDatasetsCommand({ datasetGroupArn }))).datasets ?? []).map(
        ({ name = '' }) => name,
      ),
  };
  const found: Record<string, string> = {};
  for (const [name, call] of Object.entries(calls)) {
    const reply = await replyOf(call);
    found[name] = 'error' in reply ? reply.error : reply.items.join(', ') || 'nothing';
  }
  return found;
}
