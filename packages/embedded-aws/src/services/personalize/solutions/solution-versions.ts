import { QUOTAS } from '@ecommerce-recommenders/personalize/quotas';
import { invalidInput, inUse, requireActive, tooMany } from '../errors';
import { creation, onSolution, personalizeAction } from '../personalize-action';
import { alreadyExists } from '../resource-collection';
import { isInTransition } from '../resource';
import { ARN, NAME, TAGS } from '../shapes';
import { setTags } from '../tags';
import { requireDatasets } from './require-recipe';
import { meterTraining } from './meter-solution';
import { startVersion } from './start-version';

const { trainings: MAX_TRAININGS } = QUOTAS;

/** Trains a model. @see https://docs.aws.amazon.com/personalize/latest/dg/API_CreateSolutionVersion.html */
export const createSolutionVersion = personalizeAction({
  input: {
    name: NAME,
    solutionArn: { ...ARN, required: true },
    trainingMode: { type: 'string', enum: ['FULL', 'UPDATE', 'AUTOTRAIN'] },
    tags: TAGS,
  },
  // The version's id is generated, so permissions name the solution.
  permissions: (input) => creation('personalize:CreateSolutionVersion', [], input.solutionArn, input),
  run: ({ name, solutionArn, trainingMode = 'FULL', tags }, store) => {
    const solution = store.solutions.mustGet(solutionArn);
    requireActive(solution);
    if (trainingMode !== 'FULL')
      throw invalidInput(
        `trainingMode is ${trainingMode}, which ${solution.recipeArn} does not have. It must be FULL.`,
      );
    requireDatasets(solution, store);
    if (name !== undefined && store.solutionVersions.list({ solutionArn, name }).length > 0)
      throw alreadyExists(`${solutionArn}/${name}`);
    if (store.solutionVersions.list().filter(isInTransition).length >= MAX_TRAININGS)
      throw tooMany('solution version', MAX_TRAININGS);
    const version = startVersion(
      solution,
      { name, trainingType: 'MANUAL', tags: setTags(new Map(), tags) },
      store,
    );
    return { solutionVersionArn: version.arn };
  },
});

/** Cannot be resumed. @see https://docs.aws.amazon.com/personalize/latest/dg/API_StopSolutionVersionCreation.html */
export const stopSolutionVersionCreation = personalizeAction({
  input: { solutionVersionArn: { ...ARN, required: true } },
  permissions: onSolution('personalize:StopSolutionVersionCreation'),
  run: ({ solutionVersionArn }, store) => {
    const version = store.solutionVersions.mustGet(solutionVersionArn);
    if (version.status !== 'CREATE PENDING' && version.status !== 'CREATE IN_PROGRESS')
      throw inUse(
        `Resource Arn ${solutionVersionArn} is in the state ${version.status}; it must be in creation.`,
      );
    if (version.status === 'CREATE IN_PROGRESS') meterTraining(version, store);
    store.stopCreation(version);
    return undefined;
  },
});
