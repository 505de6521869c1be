import { createClock } from '../../src/clock';
import type { Fault } from '../../src/faults/fault-kinds';
import { createFaults, type Faults } from '../../src/faults/faults';

const CREATE = { service: 'personalize', operation: 'CreateDataset' };
const OCCASIONS = 200;

/** Which of many equal occasions are struck, as `.` and `x`. */
const pattern = (faults: Faults, count = OCCASIONS): string =>
  Array.from({ length: count }, () => (faults.strike('throttling', CREATE) ? 'x' : '.')).join('');

const withFaults = (list: Fault[], seed?: number): Faults => {
  const faults = createFaults(createClock());
  faults.set(list, seed);
  return faults;
};

describe('Faults', () => {
  it('strike what all of their patterns match, and only by their kind (FAULTS-3)', () => {
    expect(createFaults(createClock()).strike('throttling', CREATE)).toBeUndefined();
    const faults = withFaults([{ fault: 'throttling', service: 'personalize', operation: 'Create*Set' }]);
    expect(faults.strike('throttling', CREATE)).toBeUndefined();
    expect(faults.strike('throttling', { ...CREATE, operation: 'CreateSet' })).toBeDefined();
    expect(faults.strike('throttling', { service: 's3', operation: 'CreateSet' })).toBeUndefined();
    expect(faults.strike('throttling', { service: 'personalize' })).toBeUndefined();
    expect(faults.strike('server-error', { ...CREATE, operation: 'CreateSet' })).toBeUndefined();
  });

  it('let the first occasions pass, and strike a number of times (FAULTS-2)', () => {
    const faults = withFaults([{ fault: 'throttling', after: 2, times: 3 }]);
    expect(pattern(faults, 7)).toBe('..xxx..');
    expect(faults.list()).toEqual([{ fault: 'throttling', after: 2, times: 3, struck: 3 }]);
  });

  it('strike with a probability, and the same occasions for the same seed (FAULTS-2)', () => {
    const strikes = (seed: number): string => pattern(withFaults([{ fault: 'throttling', rate: 0.3 }], seed));
    const struck = strikes(1).split('x').length - 1;
    expect(struck).toBeGreaterThan(OCCASIONS * 0.2);
    expect(struck).toBeLessThan(OCCASIONS * 0.4);
    expect(strikes(1)).toBe(strikes(1));
    expect(strikes(2)).not.toBe(strikes(1));
    expect(pattern(withFaults([{ fault: 'throttling', rate: 0 }]))).not.toContain('x');
    expect(pattern(withFaults([{ fault: 'throttling', rate: 1 }]))).not.toContain('.');
  });

  it('strike nothing while they are paused, and go on as if nothing had happened', async () => {
    const faults = withFaults([{ fault: 'throttling', rate: 0.3, after: 2 }]);
    const first = pattern(faults, 10);
    expect(await faults.paused(async () => pattern(faults))).not.toContain('x');
    expect(first + pattern(faults, OCCASIONS - 10)).toBe(
      pattern(withFaults([{ fault: 'throttling', rate: 0.3, after: 2 }])),
    );
  });

  it('keep their strikes when another fault has occasions in between', () => {
    const both: Fault[] = [
      { fault: 'throttling', rate: 0.5 },
      { fault: 'server-error', rate: 0.5 },
    ];
    const faults = withFaults(both);
    const mixed = Array.from({ length: OCCASIONS }, () => {
      faults.strike('server-error', CREATE);
      return faults.strike('throttling', CREATE) ? 'x' : '.';
    });
    expect(mixed.join('')).toBe(pattern(withFaults(both)));
  });

  it('strike by the first of a kind that does, and the next where that does not (FAULTS-2)', () => {
    const faults = withFaults([
      { fault: 'throttling', code: 'LimitExceededException', times: 1 },
      { fault: 'throttling' },
    ]);
    expect(faults.strike('throttling', CREATE)?.code).toBe('LimitExceededException');
    expect(faults.strike('throttling', CREATE)?.code).toBeUndefined();
    expect(faults.list().map(({ struck }) => struck)).toEqual([1, 1]);
  });

  it('strike what is young alone, by the clock of the embedded AWS', async () => {
    const clock = createClock();
    const faults = createFaults(clock);
    faults.set([{ fault: 'role-propagation', seconds: 10 }]);
    const strike = (arn: string): boolean => faults.strike('role-propagation', { arn }) !== undefined;
    faults.changed('arn:role');
    expect(strike('arn:role')).toBe(true);
    expect(strike('arn:other')).toBe(false);
    await clock.advance(10_000);
    expect(strike('arn:role')).toBe(false);
    clock.clear();
  });

  it('end the waits of former ones when they are replaced, and forget everything when they are cleared', () => {
    const faults = withFaults([{ fault: 'role-propagation', seconds: 10 }]);
    const { ended } = faults;
    faults.changed('arn:role');
    faults.set([]);
    expect(ended.aborted).toBe(true);
    faults.clear();
    expect(faults.list()).toEqual([]);
    faults.set([{ fault: 'role-propagation', seconds: 10 }]);
    expect(faults.strike('role-propagation', { arn: 'arn:role' })).toBeUndefined();
  });
});
