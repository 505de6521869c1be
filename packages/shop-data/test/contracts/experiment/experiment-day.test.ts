import { sumOf } from '../../../src/insight/effect/totals';
import { addFolds, foldLines, grownDay, parseDay } from '../../../src/contracts/experiment/experiment-day';
import { countLine, type CountedRequest } from '../../../src/contracts/experiment/count-line';

const EXPERIMENT = { share: 0.5, control: 'nothing', windowDays: 7 } as const;
const NAME = '0.5-nothing';
const lineOf = (request: CountedRequest): string => countLine(EXPERIMENT, request)!;

const LINES = [
  lineOf({ visitor: 3, first: true, events: [{ type: 'Click' }] }),
  lineOf({ visitor: 203, first: true, events: [{ type: 'Purchase', price: 10 }] }),
  lineOf({ visitor: 2 ** 32 - 1, events: [{ type: 'Click' }, { type: 'Click' }] }),
];

describe('lines', () => {
  it('add up by arm and bucket, in any order, without those that cannot be read', () => {
    const { totals, lines, refused } = foldLines(LINES, NAME);
    expect([lines, refused]).toEqual([3, 0]);
    expect(totals.control.visitors[3]).toBe(2);
    expect(totals.control.revenue[3]).toBe(10);
    expect(totals.recommendations.clicks[95]).toBe(2);
    expect(sumOf(totals.recommendations.visitors)).toBe(0);
    expect(foldLines([...LINES].reverse(), NAME).totals).toEqual(totals);
    const folded = foldLines([...LINES, '{"experiment":"0.5-nothing"}'], NAME);
    expect(folded).toEqual({ totals, lines: 4, refused: 1 });
  });

  it('add up to the same in one piece and in several', () => {
    const pieces = LINES.map((line) => foldLines([line], NAME)).reduce(addFolds);
    expect(pieces).toEqual(foldLines(LINES, NAME));
    const grown = grownDay('2026-11-27', grownDay('2026-11-27', undefined, pieces, 5), pieces, 9);
    expect(grown).toMatchObject({ format: 1, day: '2026-11-27', untilMs: 9, lines: 6 });
    expect(grown.totals.control.revenue[3]).toBe(20);
  });
});

describe('a day', () => {
  it('fails where another version wrote it', () => {
    expect(() => parseDay('{"format":2}', 'experiment/x/2026-11-27.json')).toThrow(
      'experiment/x/2026-11-27.json has the format 2, this version reads 1.',
    );
  });
});
