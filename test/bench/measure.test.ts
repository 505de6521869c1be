import { existsSync } from 'node:fs';
import { measure } from '../../bench/measure';
import type { Contender, Measurement } from '../../bench/measurement';

const OPTIONS = { scale: 1, isQuick: false, without: [], runs: 3 };

/** A measurement of given contenders, and its folder. */
function measurementOf(
  contenders: readonly Contender[],
): Measurement & { folder?: string; isClosed?: boolean } {
  const measurement: Measurement & { folder?: string; isClosed?: boolean } = {
    title: 'Something',
    unit: 's',
    goal: 'none',
    prepare: async ({ folder, onEnd }) => {
      measurement.folder = folder;
      onEnd(() => void (measurement.isClosed = true));
      return contenders;
    },
  };
  return measurement;
}

const counted = (name: string, values: number[], order: string[]): Contender => ({
  name,
  run: async () => {
    order.push(name);
    return { value: values.shift()! };
  },
});

describe('measure', () => {
  it('runs contenders in turn and gives medians without the first round', async () => {
    const order: string[] = [];
    const measurement = measurementOf([
      counted('one', [99, 3, 1, 2], order),
      counted('other', [99, 5, 5, 50], order),
    ]);
    const results = await measure(measurement, OPTIONS);
    expect(results).toMatchObject([
      { contender: 'one', value: 2 },
      { contender: 'other', value: 5 },
    ]);
    expect(order.join(' ')).toBe('one other one other one other one other');
  });

  it('runs those once that take minutes', async () => {
    const order: string[] = [];
    const measurement = { ...measurementOf([counted('one', [3], order)]), runsOnce: true } as const;
    expect(await measure(measurement, { ...OPTIONS, runs: 1 })).toMatchObject([
      { contender: 'one', value: 3 },
    ]);
    expect(order).toEqual(['one']);
  });

  it('passes over who is missing, and says why', async () => {
    const run = jest.fn();
    const results = await measure(measurementOf([{ name: 'peer', missing: 'not there', run }]), OPTIONS);
    expect(results).toMatchObject([{ contender: 'peer', missing: 'not there' }]);
    expect(run).not.toHaveBeenCalled();
  });

  it('leaves out whom it is told to', async () => {
    const run = jest.fn();
    const results = await measure(measurementOf([{ name: 'peer', run }]), { ...OPTIONS, without: ['peer'] });
    expect(results).toMatchObject([{ contender: 'peer', missing: 'left out' }]);
    expect(run).not.toHaveBeenCalled();
  });

  it('fails with a contender, and closes what was opened', async () => {
    const broken: Contender = { name: 'one', run: () => Promise.reject(new Error('broken')) };
    const measurement = measurementOf([broken]);
    await expect(measure(measurement, OPTIONS)).rejects.toThrow('broken');
    expect(measurement.isClosed).toBe(true);
    expect(existsSync(measurement.folder!)).toBe(false);
  });
});
