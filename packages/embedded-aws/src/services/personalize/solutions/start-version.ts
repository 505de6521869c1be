import type { PersonalizeStore } from '../personalize-store';
import { trainedRecipe } from '../recipes';
import { train } from '../training/train-model';
import { deploy } from './deploy';
import { solutionModel } from './learn';
import { meterTraining } from './meter-solution';
import type { Solution, SolutionVersion } from './solution-resource';
import { trainingMetrics } from './training-metrics';

/** A solution's versions, the latest first. */
export const versionsOf = ({ arn }: Solution, store: PersonalizeStore): SolutionVersion[] =>
  store.solutionVersions.list({ solutionArn: arn }).reverse();

/** Starts a training. When it has succeeded, campaigns that follow the solution are updated. */
export function startVersion(
  solution: Solution,
  chosen: Pick<SolutionVersion, 'name' | 'trainingType'> & { readonly tags?: Map<string, string> },
  store: PersonalizeStore,
): SolutionVersion {
  const { name, datasetGroupArn, recipeArn, performHPO, performAutoML, solutionConfig, itemColumns } =
    solution;
  const { tags = new Map<string, string>(), ...given } = chosen;
  const { trains } = trainedRecipe(recipeArn);
  const version = store.solutionVersions.add({
    ...store.newResource(`solution/${name}/${store.platform.newId().slice(0, 8)}`, tags),
    ...given,
    solutionArn: solution.arn,
    datasetGroupArn,
    recipeArn,
    performHPO,
    performAutoML,
    solutionConfig,
    itemColumns,
    trainingMode: 'FULL',
  });
  const metrics = trainingMetrics(version, store.platform.metrics);
  metrics.begun();
  let model: SolutionVersion['model'];
  store.create(
    'solutionVersion',
    version,
    async () => {
      const trained = await train(datasetGroupArn, { learner: trains }, store);
      model = trained && solutionModel(trains, trained);
    },
    () => {
      version.model = model;
      version.trainingHours = (store.now() - version.creationDateTime) / 3600;
      meterTraining(version, store);
    },
    store.platform.faults.strike('training-failure', { useCase: trains }),
    () => {
      metrics.ended(store.now() - version.creationDateTime, version.status !== 'ACTIVE');
      if (version.status !== 'ACTIVE') return;
      for (const campaign of store.campaigns.list({ solutionArn: solution.arn }))
        if (campaign.status === 'ACTIVE' && campaign.campaignConfig?.syncWithLatestSolutionVersion)
          deploy(campaign, { ...campaign, solutionVersionArn: version.arn }, store);
    },
  );
  return version;
}
