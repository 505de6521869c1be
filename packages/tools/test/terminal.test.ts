import fc from 'fast-check';
import { resolve } from 'node:path';
import { columnsOf } from 'embedded-aws/command/terminal-lines';
import { asTyped, explainError, shortened, tableText, terminalJson, whileWorking } from '../src/terminal';

it.each([
  [Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' }), 'npm run local'],
  [Object.assign(new Error('no'), { name: 'CredentialsProviderError' }), 'Set AWS_PROFILE'],
  [Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' }), 'Make room'],
  [new Error('Region is missing'), 'Set AWS_REGION'],
])('an error in words of %s says what to do', (error, advice) => {
  expect(explainError(error)).toContain(error.message);
  expect(explainError(error)).toContain(advice);
});

it('an error in words is the message alone where there is nothing to add, with control characters escaped', () => {
  expect(explainError(new Error('first\nitem \x1b[31m'))).toBe('first\nitem \\u{1b}[31m');
});

it('JSON for a terminal has no control characters except line ends, and parses to the same value', () => {
  const name = '\x1b[31m\x9b31m\x7f\r\n\u202e\u2028\u{e0001}';
  expect(terminalJson({ name }).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}]/u);
  const isSame = fc.property(fc.jsonValue(), (value) => {
    expect(JSON.parse(terminalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
  });
  fc.assert(isSame, { seed: 6, numRuns: 300 });
});

it.each([
  ...['shop.tar', '../shop.tar', './a/shop.tar', 'a+b (1).tar'].map((name) => [
    ...[`The archive ${resolve(name)} cannot`, ['explore', '--archive', name], `The archive ${name} cannot`],
  ]),
  [`${resolve('../shop.tar')} cannot`, ['--archive=../shop.tar'], '../shop.tar cannot'],
  [`${resolve('assets/a.tar')} and /elsewhere/b.tar`, ['explore'], 'assets/a.tar and /elsewhere/b.tar'],
  [`${resolve('../shop.tar')}.gz-old`, ['../shop.tar.gz'], `${resolve('../shop.tar')}.gz-old`],
] as [string, string[], string][])('a message names files as they were typed: %s', (text, typed, says) => {
  expect(asTyped(text, typed)).toBe(says);
});

const COLUMNS = [
  { title: '#', isRight: true },
  { title: 'name', isFlexible: true },
  { title: 'price', isRight: true },
  { title: 'item' },
];
const ROWS = [
  ['1', 'Medium Roast Coffee Beans', '13.50', '22c9fe48-dab0-4981-bef9-534f2d1234a0'],
  ['2', '커피 원두 중배전', '9.00', 'aaca8cf1-683f-446f-bf94-22864a2c9eef'],
];

const tableIn = (width?: number): string[] => tableText(COLUMNS, ROWS, width).split('\n');
const wide = [
  '#  name                       price',
  '1  Medium Roast Coffee Beans  13.50',
  '2  커피 원두 중배전            9.00',
];
const ids = ['item', ...ROWS.map(([, , , id]) => id)];

it('a table has a line for each row in a file, without a frame', () => {
  expect(tableIn()).toEqual(wide.map((line, at) => `${line}  ${ids[at]}`));
});

it('a table breaks flexible columns between words where the terminal is narrow', () => {
  expect(tableIn(66).slice(1)).toEqual([
    `1  Medium Roast        13.50  ${ids[1]}`,
    '   Coffee Beans',
    `2  커피 원두 중배전     9.00  ${ids[2]}`,
  ]);
});

it('a table goes on below where that does not suffice, with the first column again', () => {
  const [names, ...lines] = tableIn(50);
  expect(names).toContain(wide[0]);
  expect(lines.filter((line) => !line.includes('#  item'))).toEqual([
    ...[...wide.slice(1), '', `1  ${ids[1]}`, `2  ${ids[2]}`],
  ]);
});

it('a table is nowhere wider than the terminal, and keeps every word', () => {
  const words = ROWS.flat().flatMap((cell) => cell.split(' '));
  for (let width = 40; width <= 90; width++) {
    expect(Math.max(...tableIn(width).map(columnsOf))).toBeLessThanOrEqual(width);
    expect(words.filter((word) => !tableIn(width).join('\n').includes(word))).toEqual([]);
  }
});

const ARN = 'arn:aws:personalize:us-east-1:123456789012:recommender/shop-most-viewed';
it.each([
  [40, '…recommender/shop-most-viewed'],
  [20, '…er/shop-most-viewed'],
  [100, ARN],
  [undefined, ARN],
])('a name that is too long shows its end on a terminal, and all of it in a file: %s', (width, shown) => {
  expect(shortened(ARN, width)).toBe(shown);
});

it('what is at work moves on a terminal until it ends or fails, leaves nothing there, and prints nothing into a file or a pipe', async () => {
  const written: string[] = [];
  const stream = (isTTY: boolean) => ({ isTTY, write: (text: string) => written.push(text) > 0 });
  await whileWorking('Reading', async (pause) => pause(), stream(false));
  expect(written).toEqual([]);
  const failing = whileWorking('Reading', () => Promise.reject(new Error('no')), stream(true));
  await expect(failing).rejects.toThrow('no');
  expect(written.splice(0).at(-1)).toBe('\r\x1b[K');
  jest.useFakeTimers();
  const working = whileWorking('Reading', () => new Promise((done) => setTimeout(done, 350)), stream(true));
  await jest.advanceTimersByTimeAsync(350);
  await working;
  jest.useRealTimers();
  expect(new Set(written).size).toBe(5);
  expect(written.slice(0, -1).every((text) => text.endsWith(' Reading'))).toBe(true);
  expect(written.at(-1)).toBe('\r\x1b[K');
});
