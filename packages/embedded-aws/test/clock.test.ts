import { setImmediate } from 'node:timers/promises';
import { createClock, type Clock } from '../src/clock';

const HOUR_MS = 3_600_000;

describe('the clock', () => {
  let clock: Clock;
  const ran: string[] = [];
  beforeEach(() => {
    clock = createClock();
    ran.length = 0;
  });
  afterEach(() => clock.clear());

  it('runs what is due when it is turned forward, in order of time, and of scheduling at the same time', async () => {
    const tasks = { second: 2, first: 1, never: 3, now: 0, then: 0 };
    for (const [name, hours] of Object.entries(tasks)) clock.schedule(hours * HOUR_MS, () => ran.push(name));
    expect(ran).toEqual([]);
    await clock.advance(0);
    expect(ran).toEqual(['now', 'then']);
    await clock.advance(2.5 * HOUR_MS);
    expect(ran).toEqual(['now', 'then', 'first', 'second']);
  });

  it.each([0, 1, 1_000])(
    'runs what is due in the next turn of the event loop, at speed %i',
    async (speed) => {
      clock = createClock(speed);
      clock.schedule(0, () => ran.push('due'));
      await setImmediate();
      expect(ran).toEqual(['due']);
    },
  );

  it('is turned only once all that became due has run, with what that scheduled for a time that has passed', async () => {
    const startMs = clock.now();
    const step = async (hour: number): Promise<void> => {
      await Promise.resolve();
      ran.push(`hour ${hour}`);
      if (hour < 24) clock.scheduleAt(startMs + (hour + 1) * HOUR_MS, () => void step(hour + 1));
    };
    clock.scheduleAt(startMs + HOUR_MS, () => void step(1));
    await clock.advance(24 * HOUR_MS);
    expect(ran).toEqual(Array.from({ length: 24 }, (_, hour) => `hour ${hour + 1}`));
  });

  it('is turned only once what is due already has run, so that a delay counts from the time before', async () => {
    clock.schedule(0, () => void clock.schedule(HOUR_MS, () => ran.push('an hour after')));
    await clock.advance(HOUR_MS);
    expect(ran).toEqual(['an hour after']);
  });

  it('runs nothing before the task that turns it has ended', async () => {
    clock.schedule(HOUR_MS, () => ran.push('due'));
    const turned = clock.advance(HOUR_MS);
    ran.push('task');
    await turned;
    expect(ran).toEqual(['task', 'due']);
  });

  it('is not advanced before what holds it has ended, whether well or not', async () => {
    let end: Record<'well' | 'badly', () => void>;
    for (const how of ['well', 'badly'] as const) {
      const startMs = clock.now();
      const work = new Promise<void>((resolve, reject) => (end = { well: resolve, badly: reject }));
      const held = clock.hold(work).catch(() => {});
      const advanced = clock.advance(HOUR_MS);
      for (let turn = 0; turn < 10; turn++) await setImmediate();
      expect(clock.now() - startMs).toBeLessThan(HOUR_MS);
      end![how]();
      await Promise.all([held, advanced]);
      expect(clock.now() - startMs).toBeGreaterThanOrEqual(HOUR_MS);
    }
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
    await clock.advance(2 * HOUR_MS);
    expect(ran).toEqual([]);
  });

  it('ends a sleep early when the signal aborts', async () => {
    const controller = new AbortController();
    const slept = clock.sleep(HOUR_MS, controller.signal);
    controller.abort();
    await expect(slept).resolves.toBeUndefined();
  });

  it('runs faster than the machine when it is told to', async () => {
    const fast = createClock(HOUR_MS);
    await fast.sleep(5 * HOUR_MS);
    expect(fast.now() - Date.now()).toBeGreaterThan(4 * HOUR_MS);
  });
});

describe('a clock that has ended', () => {
  it('runs nothing any more, and keeps no process from ending', async () => {
    const clock = createClock();
    const ran: string[] = [];
    clock.schedule(0, () => ran.push('before'));
    clock.end();
    clock.schedule(0, () => ran.push('after')).cancel();
    clock.schedule(0, () => ran.push('after'));
    await clock.advance(HOUR_MS);
    expect([ran, clock.nextDue()]).toEqual([[], undefined]);
  });
});
