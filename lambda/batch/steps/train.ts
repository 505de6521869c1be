import {
  CreateSolutionVersionCommand,
  DescribeSolutionVersionCommand,
  type SolutionVersion,
} from '@aws-sdk/client-personalize';
import type { AskedBy } from '@ecommerce-recommenders/shop-data/contracts/batch/batch-places';
import type { BatchAnswers, BatchStep } from '@ecommerce-recommenders/shop-data/contracts/functions/batch';
import { runName } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/import-run';
import { errorInWords } from '../../shop/resources/error-in-words';
import { isTransient } from '../../shop/resources/is-transient';
import { isNewerThan } from '../../shop/resources/ownership';
import type { PersonalizeApi } from '../../shop/resources/personalize-api';
import { isTraining, solutionVersions, stopTraining } from '../../solutions/solution/solution-versions';

/** Dependencies of the steps that wait for Personalize. */
export interface WaitingDeps {
  readonly personalize: PersonalizeApi;
  readonly patienceHours: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Trains a version of each solution, in parallel. The step is called again until all are ACTIVE. */
export function train(deps: WaitingDeps) {
  const { personalize, patienceHours, now } = deps;
  return async ({ execution, startedAt, plan, state }: BatchStep): Promise<BatchAnswers['train']> => {
    const run = runName(startedAt, execution);
    const minutes = (now() - (state.claim?.claimedMs ?? now())) / 60_000;
    const sinceStart = (now() - Date.parse(startedAt)) / 60_000;
    const versions: Partial<Record<AskedBy, string>> = { ...state.train?.versions };
    const waiting: string[] = [];
    for (const { by, solutionArn } of plan.jobs) {
      try {
        versions[by] ??= await startTraining(deps, solutionArn, run, sinceStart);
        if (versions[by] === undefined) {
          waiting.push(`a training of ${solutionArn} of an earlier run to stop`);
          continue;
        }
        const { status = '', failureReason } = await describe(personalize, versions[by]);
        if (status === 'ACTIVE') continue;
        if (!isTraining({ status }))
          return {
            versions,
            problem: `training of ${versions[by]} ended ${status}: ${failureReason ?? 'no reason given'}`,
          };
        waiting.push(`${versions[by]} (${status})`);
      } catch (error) {
        if (!isTransient(error, minutes)) return { versions, problem: errorInWords(error) };
        waiting.push(errorInWords(error));
      }
    }
    if (waiting.length === 0) return { versions };
    if (minutes < patienceHours * 60) return { versions, waitingFor: waiting.join(', ') };
    return {
      versions,
      problem: `after ${patienceHours} hours still waiting for ${waiting.join(', ')}; raise the setting trainingTimeoutHours`,
    };
  };
}

async function describe(
  client: PersonalizeApi,
  solutionVersionArn: string | undefined,
): Promise<SolutionVersion> {
  const command = new DescribeSolutionVersionCommand({ solutionVersionArn });
  return (await client.send(command)).solutionVersion ?? {};
}

/**
 * Starts the training of a run. Idempotent: a retry finds the version by its name. Trainings of earlier runs are stopped first.
 *
 * @returns the version's ARN; `undefined` while others are being stopped
 */
async function startTraining(
  { personalize, now }: WaitingDeps,
  solutionArn: string,
  run: string,
  minutes: number,
): Promise<string | undefined> {
  const left: string[] = [];
  for (const version of await solutionVersions(personalize, solutionArn)) {
    const { solutionVersionArn = '' } = version;
    const isRecent = isNewerThan(minutes, { createdMs: Number(version.creationDateTime ?? 0) }, now());
    if (isRecent && (await describe(personalize, solutionVersionArn)).name === run) return solutionVersionArn;
    if (isTraining(version)) left.push(solutionVersionArn);
  }
  for (const arn of left) await stopTraining(personalize, arn);
  if (left.length > 0) return undefined;
  const command = new CreateSolutionVersionCommand({ solutionArn, name: run });
  return (await personalize.send(command)).solutionVersionArn;
}
