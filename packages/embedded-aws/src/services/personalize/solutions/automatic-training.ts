import type { PersonalizeStore } from '../personalize-store';
import { hasNews } from '../training/train-model';
import { daysOf } from './check-solution';
import type { Solution } from './solution-resource';
import { startVersion, versionsOf } from './start-version';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Starts a solution's training schedule, or stops it if disabled. The first training comes after an hour, unless one is
 * started manually before; then one per interval. Trainings without new interactions are skipped.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/solution-config-auto-training.html
 */
export function scheduleTraining(solution: Solution, store: PersonalizeStore): void {
  solution.nextTraining?.cancel();
  if (!solution.performAutoTraining) return;
  const begun = store.now();
  trainIn(HOUR_MS, solution, store, () =>
    versionsOf(solution, store).every(({ creationDateTime }) => creationDateTime < begun),
  );
}

function trainIn(delayMs: number, solution: Solution, store: PersonalizeStore, isDue: () => boolean): void {
  solution.nextTraining = store.platform.clock.schedule(delayMs, () => {
    const days = daysOf(solution.solutionConfig?.autoTrainingConfig?.schedulingExpression);
    trainIn(days * DAY_MS, solution, store, () => true);
    if (solution.status === 'ACTIVE' && isDue() && hasNewInteractions(solution, store))
      startVersion(solution, { trainingType: 'AUTOMATIC' }, store);
  });
}

/** Since the latest version that has been trained. */
function hasNewInteractions(solution: Solution, store: PersonalizeStore): boolean {
  const dataset = store.datasetOf(solution.datasetGroupArn, 'INTERACTIONS');
  if (dataset?.status !== 'ACTIVE') return false;
  const latest = versionsOf(solution, store).find(({ model }) => model !== undefined);
  return !latest?.model || hasNews(latest.model, dataset);
}
