import type { Delays } from '../../src/services/states/language/delays';
import { Retries } from '../../src/services/states/language/retries';
import { StateError } from '../../src/services/states/language/state-error';

it('gives up on a task that itself changes something at each attempt, which would wake it without end', async () => {
  const delays = {
    platform: { clock: { now: () => 0 } },
    // There is a change whenever one may end the wait.
    wait: async (_delayMs: number, mayBeEarly: boolean) => !mayBeEarly,
  } as unknown as Delays;
  const retries = new Retries([{ ErrorEquals: ['States.ALL'], MaxAttempts: 2 }]);
  let [onTime, early] = [0, 0];
  while (await retries.wait(new StateError('Retry', ''), delays))
    if (retries.isOnTime) onTime += 1;
    else early += 1;
  expect(onTime).toBe(2);
  expect(early).toBeGreaterThan(10);
});
