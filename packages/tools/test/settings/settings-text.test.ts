import { SETTING_NAMES } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { appliedSettings, settingsText, settingText } from '../../src/settings/settings-text';

const IN_FILE = { useCases: ['most-viewed'], notify: [], watch: true };
const applied = appliedSettings({ watch: 'false', stage: 'test' }, IN_FILE);
const of = (name: string) => applied.find((one) => one.name === name)!;

it('what applies is said of each setting, with where it comes from: the command line first, then cdk.json', () => {
  expect(applied.map(({ name }) => name)).toEqual(SETTING_NAMES);
  expect(of('watch')).toEqual({
    ...{ name: 'watch', of: 'watching', value: 'false', from: '-c', default: false, isAllowed: true },
  });
  expect(of('useCases')).toMatchObject({ value: ['most-viewed'], from: 'cdk.json' });
  expect(of('holdout')).toMatchObject({ value: 0.1, from: 'default', default: 0.1, isAllowed: true });
});

it('what applies is printed below its part where it is not the default; all other settings are named', () => {
  const lines = settingsText(applied).split('\n');
  expect(lines.filter((line) => /\((-c|cdk\.json)\)$/.test(line))).toEqual([
    '  useCases  ["most-viewed"]  (cdk.json)',
    '  stage     test  (-c)',
    '  watch     false  (-c)',
  ]);
  expect(lines.join('\n')).toMatch(/^Notices\n {2}watch .*\n {2}with defaults: notify,/m);
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
});

it('what applies is marked where it is not allowed, with what is, and said of one setting with its default', () => {
  const wrong = appliedSettings({ holdout: '2' }, {});
  expect(settingsText(wrong)).toContain(
    '  holdout  2  (-c)\n    Not allowed: it has to be a number from 0 to below 1.',
  );
  expect(settingText(wrong.find(({ name }) => name === 'holdout')!)).toContain('(-c, not allowed)');
  expect(settingText(of('stage'))).toContain(
    'stage: test  (-c)\ndefault: ""\nallowed: up to 12 of a-z, 0-9 and -, or nothing\npart: App\n\nDeploys another stack',
  );
});
