import type { Deployments } from './losses';
import type { Faults } from './rehearse';
import { ENDS, reportOf, type FaultyRun, type Report } from './report';

/** The status after which a stack has what it had before. */
const CAME_BACK = 'UPDATE_ROLLBACK_COMPLETE';

/** A deployment under faults. */
export interface Faulty extends Deployments, Faults {}

/**
 * What faults have done.
 *
 * @param calm - the deployment without faults, whose losses a deployment that succeeds may have as well
 */
export function faultyRun({ seed, faults, ...compared }: Faulty, calm: Pick<Report, 'problems'>): FaultyRun {
  const { status, firstStatus, reasons } = compared.rehearsed;
  const hasCome = status === CAME_BACK;
  const isDone = status === 'UPDATE_COMPLETE' || status === 'NO_UPDATE';
  // What was rolled back may lose nothing.
  const planned = hasCome ? [] : calm.problems.flatMap(({ name }) => name ?? []);
  const { problems } = reportOf({ ...compared, accepted: planned });
  // A rollback is no harm: its status is the problem that has no name.
  const harm = problems.flatMap(({ name, says }) => (hasCome && name === undefined ? [] : [says]));
  return {
    seed,
    faults: faults.map(({ fault }) => fault),
    end:
      harm.length > 0 || !(hasCome || isDone)
        ? 'harmed'
        : isDone
          ? 'as planned'
          : firstStatus === CAME_BACK
            ? 'came back'
            : 'continued',
    status: firstStatus,
    reasons,
    harm,
  };
}

/** The one to tell of: the worst, of several the first. */
export function worstOf(runs: readonly FaultyRun[]): FaultyRun | undefined {
  const badness = ({ end }: FaultyRun): number => Object.keys(ENDS).indexOf(end);
  return runs.reduce<FaultyRun | undefined>(
    (worst, run) => (worst === undefined || badness(run) > badness(worst) ? run : worst),
    undefined,
  );
}
