import { demoSettings } from '../../src/start/demo-settings';
import { settingsOf } from '../../src/given-settings';

const READY = [{ useCase: 'recommended-for-you', verdict: 'ready' }] as const;
const PLAIN = settingsOf({});

it('the settings of npm start switch on the event tracker and Recommended for you, as text for -c', () => {
  const useCases =
    'most-viewed,best-sellers,frequently-bought-together,customers-who-viewed-x-also-viewed,recommended-for-you';
  expect(demoSettings({}, PLAIN, READY)).toEqual({ eventTracker: 'true', useCases });
  // What is given stays.
  const given = { eventTracker: 'false', useCases: 'most-viewed' };
  expect(demoSettings(given, settingsOf(given), READY)).toEqual({});
});

it('the settings of npm start leave the use case out where the data does not suffice, or lists are served', () => {
  const blocked = [{ useCase: 'recommended-for-you', verdict: 'blocked' }] as const;
  expect(demoSettings({}, PLAIN, blocked)).toEqual({ eventTracker: 'true' });
  expect(demoSettings({}, { ...PLAIN, serving: 'lists' }, READY)).toEqual({ eventTracker: 'true' });
});

it('the settings of npm start keep the options of use cases', () => {
  const useCases = new Map([['most-viewed', { metadata: true }]] as const);
  expect(demoSettings({}, { ...PLAIN, useCases }, READY).useCases).toBe(
    '{"most-viewed":{"metadata":true},"recommended-for-you":{}}',
  );
});
