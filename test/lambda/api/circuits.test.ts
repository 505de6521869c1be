import { Circuits } from '../../../lambda/api/circuits';

describe('the circuit of a source that fails', () => {
  it('is open for a second, two, four, up to thirty, and admits one question after each', () => {
    let now = 0;
    const circuits = new Circuits(() => now);
    const waits: number[] = [];
    for (let at = 0; at < 7; at++) {
      expect(circuits.allows('best-sellers')).toBe(true);
      const waitMs = circuits.failed('best-sellers');
      waits.push(waitMs / 1_000);
      now += waitMs - 1;
      expect(circuits.allows('best-sellers')).toBe(false);
      now += 1;
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30]);
    expect([circuits.allows('best-sellers'), circuits.allows('best-sellers')]).toEqual([true, false]);
  });

  it('is closed by an answer, and of no other source', () => {
    const circuits = new Circuits(() => 0);
    circuits.failed('best-sellers');
    expect(circuits.allows('most-viewed')).toBe(true);
    circuits.succeeded('best-sellers');
    expect(circuits.allows('best-sellers')).toBe(true);
    expect(circuits.failed('best-sellers')).toBe(1_000);
  });
});
