import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepMeasurement, keptMeasurement } from '../../../src/insight/readiness/measurement-cache';
import { measurementOf } from './facts';

let folder: string;
let cache: string;
let shop: Parameters<typeof keptMeasurement>[1];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'measured-'));
  cache = join(folder, 'cache');
  shop = { archive: join(folder, 'shop.tar'), eventTypes: { ProductViewed: 'View' }, data: null };
  writeFileSync(shop.archive, 'rows');
});
afterEach(() => rmSync(folder, { recursive: true }));
const measurement = measurementOf({});

it('the cache of measurements finds a measurement by content and settings, wherever it lies and however old it is', () => {
  keepMeasurement(cache, shop, measurement);
  expect(keptMeasurement(cache, shop)).toEqual(measurement);
  const copy = join(folder, 'copy.tar');
  writeFileSync(copy, 'rows');
  utimesSync(copy, 1, 1);
  expect(keptMeasurement(cache, { ...shop, archive: copy })).toEqual(measurement);
  expect(keptMeasurement(cache, { ...shop, eventTypes: { Seen: 'View' } })).toBeUndefined();
  writeFileSync(shop.archive, 'sowr');
  utimesSync(shop.archive, 1, 1);
  expect(keptMeasurement(cache, shop)).toBeUndefined();
});

it('the cache of measurements takes a folder for its files', () => {
  const archive = join(folder, 'shop');
  mkdirSync(archive);
  writeFileSync(join(archive, 'a.csv'), 'a');
  keepMeasurement(cache, { ...shop, archive }, measurement);
  expect(keptMeasurement(cache, { ...shop, archive })).toEqual(measurement);
  writeFileSync(join(archive, 'b.csv'), 'b');
  expect(keptMeasurement(cache, { ...shop, archive })).toBeUndefined();
});

it('the cache of measurements keeps nothing where it cannot be written, and fails at nothing', () => {
  keepMeasurement(join(shop.archive, 'no'), shop, measurement);
  expect(keptMeasurement(join(shop.archive, 'no'), shop)).toBeUndefined();
});
