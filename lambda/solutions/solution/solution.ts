import {
  CreateSolutionCommand,
  DeleteSolutionCommand,
  DescribeSolutionCommand,
  UpdateSolutionCommand,
  type SolutionUpdateConfig,
} from '@aws-sdk/client-personalize';
import type { SolutionProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/solution';
import { isDeepStrictEqual } from 'node:util';
import type { Lifecycle, WaitingFor } from '../../shop/resources/lifecycle';
import { OwnedResource } from '../../shop/resources/owned-resource';
import { CREATE_FAILED, isInTransition, type PersonalizeApi } from '../../shop/resources/personalize-api';
import type { StackView } from '../../shop/resources/stack-view';
import { isTraining, solutionVersions, stopTraining } from './solution-versions';

/**
 * A solution. Personalize trains its versions on a schedule, if there is one; otherwise they are trained on request.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/solution-config-auto-training.html
 */
export function solution(
  client: PersonalizeApi,
  stack: StackView,
  now: () => number = Date.now,
): Lifecycle<SolutionProperties> {
  return new OwnedResource<SolutionProperties>(client, stack, now, {
    kind: 'solution',
    parentArn: ({ DatasetGroupArn }) => DatasetGroupArn,
    create: ({ Name, DatasetGroupArn, RecipeArn, TrainingDataConfig, TrainingSchedule }, tags) =>
      client.send(
        new CreateSolutionCommand({
          name: Name,
          datasetGroupArn: DatasetGroupArn,
          recipeArn: RecipeArn,
          performAutoTraining: TrainingSchedule !== undefined,
          solutionConfig: {
            ...(TrainingSchedule !== undefined && scheduled(TrainingSchedule)),
            ...(TrainingDataConfig && {
              trainingDataConfig: {
                excludedDatasetColumns: { ...TrainingDataConfig.ExcludedDatasetColumns } as Record<
                  string,
                  string[]
                >,
              },
            }),
          },
          tags,
        }),
      ),
    async describe(solutionArn) {
      const { solution } = await client.send(new DescribeSolutionCommand({ solutionArn }));
      return {
        status: solution?.status ?? '',
        createdMs: Number(solution?.creationDateTime ?? 0),
        fixed: { DatasetGroupArn: solution?.datasetGroupArn, RecipeArn: solution?.recipeArn },
      };
    },
    reads: [DescribeSolutionCommand],
    update: reschedule,
    delete: (solutionArn) => stopAndDelete(client, solutionArn),
    isReady: (status) => status === 'ACTIVE',
  });
}

const scheduled = (schedulingExpression: string): SolutionUpdateConfig => ({
  autoTrainingConfig: { schedulingExpression },
});

/** One step towards the template's schedule. */
async function reschedule(
  client: PersonalizeApi,
  solutionArn: string,
  { TrainingSchedule }: Pick<SolutionProperties, 'TrainingSchedule'>,
): Promise<WaitingFor> {
  const { solution = {} } = await client.send(new DescribeSolutionCommand({ solutionArn }));
  const { latestSolutionUpdate: latest } = solution;
  if (isInTransition(latest?.status ?? '')) return `the update of ${solutionArn} (${latest?.status})`;
  const wanted = {
    isAutomatic: TrainingSchedule !== undefined,
    schedule: TrainingSchedule,
  };
  const asUpdated = {
    isAutomatic: latest?.performAutoTraining,
    schedule: latest?.solutionUpdateConfig?.autoTrainingConfig?.schedulingExpression,
  };
  const asCreated = {
    isAutomatic: solution.performAutoTraining,
    schedule: solution.solutionConfig?.autoTrainingConfig?.schedulingExpression,
  };
  // It is not documented whether the solution's own fields reflect updates, so the latest successful update takes precedence.
  const current = latest?.status === 'ACTIVE' ? asUpdated : asCreated;
  if (isDeepStrictEqual(current, wanted)) return undefined;
  if (latest?.status === CREATE_FAILED && isDeepStrictEqual(asUpdated, wanted))
    throw new Error(
      `The update of ${solutionArn} failed: ${latest.failureReason ?? 'no reason given'}. It keeps its previous schedule.`,
    );
  await client.send(
    new UpdateSolutionCommand({
      solutionArn,
      performAutoTraining: wanted.isAutomatic,
      solutionUpdateConfig: TrainingSchedule === undefined ? undefined : scheduled(TrainingSchedule),
    }),
  );
  return `the update of ${solutionArn}`;
}

/** One step of a deletion. Trainings in progress are stopped first, because they would be billed until they end. */
async function stopAndDelete(client: PersonalizeApi, solutionArn: string): Promise<void> {
  const training = (await solutionVersions(client, solutionArn)).filter(isTraining);
  for (const { solutionVersionArn } of training) await stopTraining(client, solutionVersionArn);
  if (training.length === 0) await client.send(new DeleteSolutionCommand({ solutionArn }));
}
