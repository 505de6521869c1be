import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { withoutHash } from '../deployed/without-hash';
import { isEffect, stackFailure } from '../failure/stack-failure';
import type { DeployedResource, DeploymentStage, PhaseName, ResourceWork } from './page-answers';

/** State of a phase, or of a part of it. */
export type WorkState = 'to come' | 'going' | 'done' | 'failed' | 'unused';

/** Something that a deployment does, such as the training of a recommender. */
export interface WorkLine {
  readonly key: string;
  /** Logical id of the resource without the CDK's hash. */
  readonly name: string;
  readonly work: ResourceWork;
  readonly isRemoval: boolean;
  readonly state: WorkState;
  /** Duration so far, or in total. */
  readonly ms: number;
}

/** A phase of a deployment. */
export interface PhaseProgress {
  readonly name: PhaseName;
  readonly state: WorkState;
  readonly ms: number;
  readonly lines: readonly WorkLine[];
}

const PHASES: readonly PhaseName[] = ['Data', 'Import', 'Training', 'Serving'];

/**
 * Work that begins only after a phase. The dataset group, however, begins during the preparation, and the event
 * tracker during the imports.
 */
const FOLLOWED_BY: Readonly<Record<PhaseName, readonly ResourceWork['kind'][]>> = {
  Data: ['import', 'recommender'],
  Import: ['recommender', 'lists'],
  Training: ['filter', 'event-tracker', 'metric-attribution', 'lists'],
  Serving: [],
};

type Working = DeployedResource & { readonly work: ResourceWork };

const isWorking = (resource: DeployedResource): resource is Working => resource.work !== undefined;

/**
 * Summarizes a deployment as phases.
 *
 * @param nowMs - on AWS's clock
 */
export function phasesOf(
  resources: Iterable<DeployedResource>,
  stage: Pick<DeploymentStage, 'stage' | 'serving'> | undefined,
  nowMs: number,
): PhaseProgress[] {
  const working = awaitingTraining([...resources].filter(isWorking), stage);
  const isOver = stage !== undefined && ['ready', 'failed', 'destroyed'].includes(stage.stage);
  const isPast = (name: PhaseName): boolean =>
    isOver || name === 'Serving' || working.some(({ work }) => FOLLOWED_BY[name].includes(work.kind));
  return PHASES.map((name) => {
    const own = working.filter(({ work }) => work.phase === name);
    const lines = own.map((resource) => lineOf(resource, nowMs));
    const begunMs = Math.min(...own.map((one) => one.begunMs));
    const endedMs = Math.max(...own.map((one) => one.endedMs ?? nowMs));
    return {
      name,
      // Even if nothing of a phase is in progress, its next resource may still follow.
      state: stateOf(lines, isOver, isPast(name)),
      ms: own.length === 0 ? 0 : Math.max(0, endedMs - begunMs),
      lines,
    };
  });
}

/**
 * CloudFormation considers recommenders created before they are trained. This extends each until it serves, or until
 * the training resources are done, whose own lines are removed.
 */
function awaitingTraining(
  working: readonly Working[],
  stage: Pick<DeploymentStage, 'stage' | 'serving'> | undefined,
): Working[] {
  const { serving = {} } = stage ?? {};
  const isLearning = ({ work, status }: Working): boolean =>
    work.kind === 'recommender' && !status.startsWith('DELETE');
  if (!working.some(isLearning)) return [...working];
  const waits = working.filter(
    ({ work, status }) => work.kind === 'training' && !status.startsWith('DELETE'),
  );
  const isTrained =
    stage?.stage !== 'deploying' || (waits.length > 0 && waits.every(({ endedMs }) => endedMs !== undefined));
  const endedMs = Math.max(...waits.map((one) => one.endedMs ?? one.begunMs));
  return working
    .filter((one) => one.work.kind !== 'training' || isFailed(one))
    .map((one) => {
      // An updated recommender is already trained.
      if (!isLearning(one) || isFailed(one) || (waits.length === 0 && !isNew(one))) return one;
      const { endedMs: created, ...rest } = one;
      const servingMs = serving[one.work.of as UseCaseName];
      if (servingMs !== undefined) return { ...rest, endedMs: Math.max(one.begunMs, servingMs) };
      return isTrained ? { ...rest, endedMs: Math.max(created ?? 0, endedMs) } : rest;
    });
}

const isNew = ({ status }: DeployedResource): boolean => status.startsWith('CREATE');

const isFailed = ({ status }: DeployedResource): boolean => status.endsWith('_FAILED');

function lineOf(resource: Working, nowMs: number): WorkLine {
  const { logicalId, status, work, begunMs, endedMs } = resource;
  return {
    key: `${status.split('_')[0]} ${logicalId}`,
    name: withoutHash(logicalId),
    work,
    isRemoval: status.startsWith('DELETE'),
    state: isFailed(resource) ? 'failed' : endedMs === undefined ? 'going' : 'done',
    ms: Math.max(0, (endedMs ?? nowMs) - begunMs),
  };
}

function stateOf(lines: readonly WorkLine[], isOver: boolean, isPast: boolean): WorkState {
  const has = (state: WorkState): boolean => lines.some((line) => line.state === state);
  if (has('failed')) return 'failed';
  if (has('going')) return isOver ? 'failed' : 'going';
  if (lines.length > 0) return isPast ? 'done' : 'going';
  return isOver ? 'unused' : 'to come';
}

/** The failures of a deployment. Those that caused others come first. */
export function failuresOf(resources: Iterable<DeployedResource>): DeployedResource[] {
  const rank = ({ reason = '' }: DeployedResource): number => Number(isEffect(stackFailure(reason)));
  return [...resources].filter(isFailed).sort((a, b) => rank(a) - rank(b) || a.begunMs - b.begunMs);
}
