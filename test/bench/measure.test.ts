import { existsSync } from 'node:fs';
import { measure } from '../../bench/measure';
import type { Contender, Measurement } from '../../bench/measurement';

const OPTIONS = { scale: 1, isQuick: false, without: [], runs: 3 };

/** A measurement of given contenders, and its folder. */
type Watched = Measurement & { folder?: string; isClosed?: boolean };

function measurementOf(contenders: readonly Contender[]): Watched {
  const measurement: Watched = {
    ...{ title: 'Something', unit: 's', goal: 'none' },
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

  it.each([
    ['who is missing', { missing: 'not there' }, [], 'not there'],
    ['whom it is told to leave out', {}, ['peer'], 'left out'],
  ])('passes over %s, and says why', async (_what, more, without, missing) => {
    const run = jest.fn();
    const results = await measure(measurementOf([{ name: 'peer', run, ...more }]), { ...OPTIONS, without });
    expect(results).toMatchObject([{ contender: 'peer', missing }]);
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
