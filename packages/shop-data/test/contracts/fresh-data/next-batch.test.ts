import {
  canonicalKind,
  hasSettled,
  incomingKind,
  mappedKind,
  nextBatch,
  type IncomingFile,
} from '../../../src/contracts/fresh-data/next-batch';
import { runName } from '../../../src/contracts/fresh-data/import-run';

const inOrder = (...paths: readonly string[]): IncomingFile[] =>
  paths.map((path, at) => ({ path, modifiedMs: 1000 * at }));

it.each([
  ['shop.tar', { kind: 'archive' }, 'archive'],
  ['2026-11.tar.gz', { kind: 'archive' }, 'archive'],
  ['shop.tgz', { kind: 'archive' }, 'archive'],
  ['shop.zip', { kind: 'unknown' }, 'archive'],
  ['items/new.csv', { kind: 'parts', datasetType: 'ITEMS' }, 'parts'],
  ['users/2026/11/25.csv', { kind: 'parts', datasetType: 'USERS' }, 'parts'],
  ['interactions/a.csv', { kind: 'parts', datasetType: 'INTERACTIONS' }, 'parts'],
  ['items.csv.gz', { kind: 'unknown' }, 'parts'],
  ['old/shop.tar', { kind: 'unknown' }, 'parts'],
  ['items/new.jsonl', { kind: 'unknown' }, 'parts'],
  ['items.csv', { kind: 'unknown' }, 'parts'],
  ['items/', undefined, undefined],
  ['', undefined, undefined],
])(
  'what a dropped file is shows in its name, without a mapping and with one: %s',
  (path, own, withMapping) => {
    expect([incomingKind(path), mappedKind(path)]).toEqual([own, withMapping]);
  },
);

const PARTS = ['items/1.csv', 'users/1.csv'];
it.each<[string, string[], string | undefined, string[]]>([
  ['nothing where nothing is', ['items/'], undefined, []],
  ['an archive by itself', ['a.tar', 'b.tar', 'items/1.csv'], 'archive', ['a.tar']],
  ['parts up to the next archive', [...PARTS, 'a.tar', 'items/2.csv'], 'parts', PARTS],
  ['what is not known', ['x.txt', 'y.txt', 'items/1.csv'], 'unknown', ['x.txt', 'y.txt']],
])('what a run takes is %s', (_what, paths, kind, taken) => {
  const batch = nextBatch(inOrder(...paths).reverse(), canonicalKind);
  expect([batch?.kind, batch?.paths ?? []]).toEqual([kind, taken]);
});

it('what a run takes is in order of the names where files came at one time, and at most 200 files', () => {
  const files = ['items/b.csv', 'items/a.csv'].map((path) => ({ path, modifiedMs: 0 }));
  expect(nextBatch(files, canonicalKind)?.paths).toEqual(['items/a.csv', 'items/b.csv']);
  const paths = Array.from({ length: 201 }, (_, at) => `items/${at}.csv`);
  expect(nextBatch(inOrder(...paths), canonicalKind)?.paths).toEqual(paths.slice(0, 200));
});

it.each([
  ['once nothing has come for half a minute', [0, 10_000], 40_000, true],
  ['no sooner', [0, 10_000], 39_999, false],
  ['a quarter of an hour after its first file, in any case', [0, 899_000], 900_000, true],
])('a burst is over %s', (_when, times, nowMs, expected) => {
  const files = times.map((modifiedMs) => ({ path: 'a.tar', modifiedMs }));
  expect(hasSettled(files, nowMs)).toBe(expected);
});

it('a run is named by its time and its execution', () => {
  expect(runName('2026-11-25T09:30:00.123Z', 'arn')).toMatch(/^2026-11-25T09-30-00-123Z-[0-9a-f]{8}$/);
  expect(runName('2026-11-25T09:30:00.123Z', 'other')).not.toBe(runName('2026-11-25T09:30:00.123Z', 'arn'));
});
