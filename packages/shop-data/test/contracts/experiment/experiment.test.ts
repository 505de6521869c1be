import {
  armOf,
  assignmentOf,
  bucketOf,
  experimentName,
  linePattern,
  type Experiment,
} from '@ecommerce-recommenders/shop-data/contracts/functions/experiment';
import { countLine, parseCountLine, type CountedRequest } from '../../../src/contracts/experiment/count-line';
import { addFolds, foldLines, grownDay, parseDay } from '../../../src/contracts/experiment/experiment-day';
import { sumOf } from '../../../src/insight/effect/totals';

const EXPERIMENT: Experiment = { share: 0.1, control: 'best-sellers', windowDays: 7 };
const NAME = '0.1-best-sellers';

it('a visitor is in the control arm below the share of all numbers, and stays there when the share grows', () => {
  expect(armOf(0, 0.1)).toBe('control');
  expect(armOf(429_496_729, 0.1)).toBe('control');
  expect(armOf(429_496_730, 0.1)).toBe('recommendations');
  expect(armOf(2 ** 32 - 1, 0.5)).toBe('recommendations');
  expect(armOf(429_496_729, 0.5)).toBe('control');
});

it('a visitor is in one of 200 buckets, which say nothing of the arm', () => {
  expect(bucketOf(2 ** 32 - 1)).toBe(95);
  const visitors = Array.from({ length: 20_000 }, (_, at) => Math.imul(at + 1, 2_654_435_761) >>> 0);
  const control = visitors.filter((visitor) => armOf(visitor, 0.5) === 'control').map(bucketOf);
  expect(new Set(control).size).toBe(200);
  expect(control.length / visitors.length).toBeCloseTo(0.5, 1);
});

it('a visitor learns from an answer what its browser has to know', () => {
  expect(assignmentOf(EXPERIMENT, 17)).toEqual({ arm: 'control', experiment: NAME, windowDays: 7 });
  expect(experimentName({ share: 0.25, control: 'nothing' })).toBe('0.25-nothing');
});

it('a line holds the arm, the bucket and what the request adds, and nothing else', () => {
  const events: CountedRequest['events'] = [
    ...(['Impression', 'Impression', 'Click', 'View'] as const).map((type) => ({ type })),
    { type: 'Purchase', quantity: 2, price: 19.95 },
    { type: 'Purchase', price: 5.1 },
  ];
  const line = countLine(EXPERIMENT, { visitor: 4_000_000_123, first: true, events })!;
  expect(line).toBe(
    `{"experiment":"${NAME}","arm":"recommendations","bucket":123,"visitors":1,"impressions":2,"clicks":1,"orders":1,"revenue":45}`,
  );
  expect(parseCountLine(line, NAME)).toEqual(JSON.parse(line));
  expect(linePattern(NAME)).toBe('{ $.experiment = "0.1-best-sellers" }');
});

it('a line is none for a request that adds nothing, counts a visitor without events, and cuts an order that cannot be', () => {
  const of = (...events: CountedRequest['events']) => countLine(EXPERIMENT, { visitor: 1, events });
  expect(of({ type: 'View' }, { type: 'AddToCart' })).toBeUndefined();
  expect(countLine(EXPERIMENT, { visitor: 1, first: true, events: [] })).toContain('"visitors":1}');
  const huge = of({ type: 'Purchase', quantity: 10_000, price: 1e9 })!;
  expect(parseCountLine(huge, NAME)?.revenue).toBe(1_000_000_000);
});

it.each([
  ['text', 'START RequestId'],
  ['null', 'null'],
  ['another experiment', '{"experiment":"0.2-best-sellers","arm":"control","bucket":1,"clicks":1}'],
  ['an unknown arm', `{"experiment":"${NAME}","arm":"both","bucket":1,"clicks":1}`],
  ['a bucket past the last', `{"experiment":"${NAME}","arm":"control","bucket":200,"clicks":1}`],
  ['a count below 0', `{"experiment":"${NAME}","arm":"control","bucket":1,"clicks":-1}`],
  ['a count that is text', `{"experiment":"${NAME}","arm":"control","bucket":1,"clicks":"1"}`],
])('a line is refused: %s', (_, text) => {
  expect(parseCountLine(text, NAME)).toBeUndefined();
});

const HALF: Experiment = { share: 0.5, control: 'nothing', windowDays: 7 };
const HALF_NAME = '0.5-nothing';
const lineOf = (request: CountedRequest): string => countLine(HALF, request)!;

const LINES = [
  lineOf({ visitor: 3, first: true, events: [{ type: 'Click' }] }),
  lineOf({ visitor: 203, first: true, events: [{ type: 'Purchase', price: 10 }] }),
  lineOf({ visitor: 2 ** 32 - 1, events: [{ type: 'Click' }, { type: 'Click' }] }),
];

it('lines add up by arm and bucket, in any order, without those that cannot be read', () => {
  const { totals, lines, refused } = foldLines(LINES, HALF_NAME);
  expect([lines, refused]).toEqual([3, 0]);
  expect(totals.control.visitors[3]).toBe(2);
  expect(totals.control.revenue[3]).toBe(10);
  expect(totals.recommendations.clicks[95]).toBe(2);
  expect(sumOf(totals.recommendations.visitors)).toBe(0);
  expect(foldLines([...LINES].reverse(), HALF_NAME).totals).toEqual(totals);
  const folded = foldLines([...LINES, '{"experiment":"0.5-nothing"}'], HALF_NAME);
  expect(folded).toEqual({ totals, lines: 4, refused: 1 });
});

it('lines add up to the same in one piece and in several', () => {
  const pieces = LINES.map((line) => foldLines([line], HALF_NAME)).reduce(addFolds);
  expect(pieces).toEqual(foldLines(LINES, HALF_NAME));
  const grown = grownDay('2026-11-27', grownDay('2026-11-27', undefined, pieces, 5), pieces, 9);
  expect(grown).toMatchObject({ format: 1, day: '2026-11-27', untilMs: 9, lines: 6 });
  expect(grown.totals.control.revenue[3]).toBe(20);
});

it('a day fails where another version wrote it', () => {
  expect(() => parseDay('{"format":2}', 'experiment/x/2026-11-27.json')).toThrow(
    'experiment/x/2026-11-27.json has the format 2, this version reads 1.',
  );
});
