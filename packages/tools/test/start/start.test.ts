import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE_FOLDER } from '@ecommerce-recommenders/shop-data/contracts/project-folder';
import { keptMeasurement } from '@ecommerce-recommenders/shop-data/insight/readiness/measurement-cache';
import { demoSettings } from '../../src/start/demo-settings';
import { settingsOf } from '../../src/given-settings';
import { measureBeside } from '../../src/start/measure-beside';
import { recommenders } from '../support/run-command';
import { SHIPPED_ARCHIVE } from '../sample/shipped-sample';
import { testFolder } from '../support/test-folder';
import { shopArchive } from '../../../../test/support/shop-archive';

const home = testFolder();

it('npm start fails before anything starts where its JSON would overwrite the archive', async () => {
  const archive = join(home, 'shop.tgz');
  copyFileSync(SHIPPED_ARCHIVE, archive);
  expect(await recommenders('start', '--once', '--archive', archive, '--json', archive)).toEqual({
    ...{ code: 1, stdout: '' },
    stderr: expect.stringContaining('shop.tgz is the archive, which would be overwritten') as string,
  });
  expect(readFileSync(archive).equals(readFileSync(SHIPPED_ARCHIVE))).toBe(true);
});

const verdictsOf = (verdict: 'ready' | 'blocked') => [{ useCase: 'recommended-for-you', verdict } as const];
const PLAIN = settingsOf({});

it('the settings of npm start switch on the event tracker and Recommended for you, as text for -c, where the data suffices', () => {
  const useCases =
    'most-viewed,best-sellers,frequently-bought-together,customers-who-viewed-x-also-viewed,recommended-for-you';
  const ready = verdictsOf('ready');
  expect(demoSettings({}, PLAIN, ready)).toEqual({ eventTracker: 'true', useCases });
  expect(demoSettings({}, PLAIN, verdictsOf('blocked'))).toEqual({ eventTracker: 'true' });
  expect(demoSettings({}, { ...PLAIN, serving: 'lists' }, ready)).toEqual({ eventTracker: 'true' });
  const given = { eventTracker: 'false', useCases: 'most-viewed' };
  expect(demoSettings(given, settingsOf(given), ready)).toEqual({});
  const withOptions = { ...PLAIN, useCases: new Map([['most-viewed', { metadata: true }]] as const) };
  expect(demoSettings({}, withOptions, ready).useCases).toBe(
    '{"most-viewed":{"metadata":true},"recommended-for-you":{}}',
  );
});

it('the measurement beside a deployment is what explore measures and keeps, until its signal, if the data can be read', async () => {
  const archive = join(home, 'shop.tar');
  // The content is new, so no earlier command has measured it.
  const items = `id,name,category,style,description,price\n1,${home},cups,plain,a cup,20.5\n`;
  writeFileSync(archive, shopArchive({ items }));
  const eventTypes = { ProductViewed: 'View', OrderCompleted: 'Purchase' };
  const shop = { archive, eventTypes, data: null };
  const measure = (signal: AbortSignal, from = archive) =>
    measureBeside(
      { archive: from, eventTypes: JSON.stringify(eventTypes) },
      { ...shop, archive: from },
      signal,
    );
  const ended = new AbortController();
  const begun = measure(ended.signal);
  ended.abort();
  expect(await begun).toBeUndefined();
  expect(await measure(new AbortController().signal, join(home, 'none.tar'))).toBeUndefined();
  expect(keptMeasurement(CACHE_FOLDER, shop)).toBeUndefined();
  const measured = await measure(new AbortController().signal);
  expect(measured).toMatchObject({ useCases: {} });
  expect(keptMeasurement(CACHE_FOLDER, shop)).toEqual(measured);
});
