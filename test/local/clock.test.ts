import { createClock, type Clock } from '../../local/clock';

const HOUR_MS = 3_600_000;

describe('the clock', () => {
  let clock: Clock;
  const ran: string[] = [];
  beforeEach(() => {
    clock = createClock();
    ran.length = 0;
  });
  afterEach(() => clock.clear());

  const turn = async (byMs: number): Promise<void> => {
    clock.advance(byMs);
    await new Promise((resolve) => setTimeout(resolve, 5));
  };

  it('runs what is due, in order of time, when it is turned forward', async () => {
    clock.schedule(2 * HOUR_MS, () => ran.push('two hours'));
    clock.schedule(HOUR_MS, () => ran.push('one hour'));
    clock.schedule(3 * HOUR_MS, () => ran.push('three hours'));
    await turn(2.5 * HOUR_MS);
    expect(ran).toEqual(['one hour', 'two hours']);
  });

  it('runs tasks of the same time in the order in which they were scheduled', async () => {
    for (const name of ['first', 'second', 'third']) clock.schedule(0, () => ran.push(name));
    expect(ran).toEqual([]);
    await turn(0);
    expect(ran).toEqual(['first', 'second', 'third']);
  });

  it('knows when the next is due', () => {
    expect(clock.nextDue()).toBeUndefined();
    clock.schedule(2 * HOUR_MS, () => {});
    const first = clock.schedule(HOUR_MS, () => {});
    expect(clock.nextDue()! - clock.now()).toBeLessThanOrEqual(HOUR_MS);
    first.cancel();
    expect(clock.nextDue()! - clock.now()).toBeGreaterThan(HOUR_MS);
  });

  it('never runs what was cancelled', async () => {
    clock.schedule(HOUR_MS, () => ran.push('cancelled')).cancel();
    await turn(2 * HOUR_MS);
    expect(ran).toEqual([]);
  });

  it('ends a sleep early when the signal aborts', async () => {
    const controller = new AbortController();
    const slept = clock.sleep(HOUR_MS, controller.signal);
    controller.abort();
    await expect(slept).resolves.toBeUndefined();
  });

  it('tells the time that it was turned to', () => {
    const before = clock.now();
    clock.advance(24 * HOUR_MS);
    expect(clock.now() - before).toBeGreaterThanOrEqual(24 * HOUR_MS);
  });

  it('runs faster than the machine when it is told to', async () => {
    const fast = createClock(HOUR_MS);
    await fast.sleep(5 * HOUR_MS);
    expect(fast.now() - Date.now()).toBeGreaterThan(4 * HOUR_MS);
  });
});
