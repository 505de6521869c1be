import { createClock } from '../../src/clock';
import { raceTimeout } from '../../src/services/lambda/race-timeout';

const never = new Promise<never>(() => {});

describe('the timeout of a function', () => {
  it('is over when the clock is turned that far, in one go or several (LAMBDA-6)', async () => {
    const clock = createClock();
    const running = raceTimeout(clock, 900_000, never);
    await clock.advance(400_000);
    await clock.advance(500_000);
    expect(await running).toBeUndefined();
  });

  it('is not over sooner because the clock runs fast', async () => {
    const clock = createClock(100_000);
    const work = new Promise((resolve) => setTimeout(resolve, 30, 'done'));
    expect(await raceTimeout(clock, 60_000, work)).toBe('done');
    expect(clock.now() - Date.now()).toBeGreaterThan(60_000);
  });

  it('is as long as it says on a clock that hardly runs', async () => {
    const clock = createClock(0.001);
    const running = raceTimeout(clock, 60_000, new Promise((resolve) => setImmediate(resolve, 'done')));
    await clock.advance(59_000);
    expect(await running).toBe('done');
  });

  it('leaves nothing on the clock when the work is done', async () => {
    const clock = createClock();
    const cancelled = jest.fn();
    jest.spyOn(clock, 'schedule').mockReturnValue({ cancel: cancelled });
    expect(await raceTimeout(clock, 60_000, Promise.resolve('done'))).toBe('done');
    expect(cancelled).toHaveBeenCalledTimes(1);
  });
});
