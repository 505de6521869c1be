import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';
import type { ListsStep, Trained } from '@ecommerce-recommenders/shop-data/contracts/functions/lists';
import { runName } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/import-run';
import { errorInWords } from '../../shop/resources/error-in-words';
import { isTransient } from '../../shop/resources/is-transient';
import type { TemporaryRecommenders } from './temporary-recommenders';

/** Dependencies of {@link train}. */
export interface TrainDeps {
  readonly recommenders: TemporaryRecommenders;
  readonly patienceHours: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Creates all recommenders, which train in parallel. The step is called again until all are ACTIVE. */
export function train({ recommenders, patienceHours, now }: TrainDeps) {
  return async ({ execution, startedAt, plan, state }: ListsStep): Promise<Trained> => {
    const run = runName(startedAt, execution);
    const minutes = (now() - (state.claimed?.claimedMs ?? now())) / 60_000;
    const waiting: string[] = [];
    for (const properties of plan.recommenders) {
      try {
        const waitingFor = await recommenders.ensure(properties, run);
        if (waitingFor !== undefined) waiting.push(waitingFor);
      } catch (error) {
        if (!isTransient(error, minutes)) return { problem: errorInWords(error) };
        waiting.push(errorInWords(error));
      }
    }
    if (waiting.length === 0) return {};
    if (minutes < patienceHours * 60) return { waitingFor: waiting.join(', ') };
    return {
      problem: `after ${countInWords(patienceHours, 'hour')} still waiting for ${waiting.join(', ')}; raise the setting trainingTimeoutHours`,
    };
  };
}
