import type { CoreSettings } from './core-settings';
import type { SettingsTable, ValuesOf } from './setting';
import { OPTIONAL_SCHEDULE } from './setting-kinds';
import { FLAG } from './shape';
import type { Conflict } from './terms';

/** Settings of fresh data. */
export const FRESH_DATA = {
  freshData: {
    shape: FLAG,
    default: false,
    en: 'Whether files put under `incoming/` in the data bucket are imported.',
    ko: '데이터 버킷의 `incoming/` 아래에 놓인 파일을 가져올지.',
  },
  freshDataSchedule: {
    shape: OPTIONAL_SCHEDULE,
    default: '',
    defaultInWords: { en: 'on arrival', ko: '도착하는 대로' },
    en: 'When they are imported, as an EventBridge expression in UTC: `rate(1 day)` or `cron(0 3 * * ? *)`.',
    ko: '가져오는 때. UTC로 된 EventBridge 표현식: `rate(1 day)`나 `cron(0 3 * * ? *)`.',
  },
} as const satisfies SettingsTable;

type FreshDataChoices = CoreSettings & ValuesOf<typeof FRESH_DATA>;

/** Conflicts of fresh data with other settings. */
export const FRESH_DATA_CONFLICTS: readonly Conflict<FreshDataChoices>[] = [
  ({ holdoutBy, freshData }, { The, name, Pass, set }) =>
    holdoutBy === 'time' && freshData
      ? `${The('holdoutBy')} is time and ${name('freshData')} is true, but fresh data is appended to the training data, after the days that ` +
        `are held out. ${Pass} ${set('holdoutBy', 'user')}, or ${set('freshData', false)}.`
      : undefined,
  ({ freshData, freshDataSchedule }, { The, name, Pass, set, unset }) =>
    !freshData && freshDataSchedule !== ''
      ? `${The('freshDataSchedule')} is ${freshDataSchedule} and ${name('freshData')} is false, so nothing would run. ` +
        `${Pass} ${set('freshData', true)} as well, or ${unset('freshDataSchedule')} for none.`
      : undefined,
  ({ data, freshData }, { The, name, Pass, set }) =>
    freshData && data && [data.interactions, data.items, data.users].some((table) => table?.join)
      ? `${The('freshData')} is true, and ${name('data')} has a join: files that come one by one are not joined with files that came before. ` +
        `Join the files in the export, or ${Pass.toLowerCase()} ${set('freshData', false)}.`
      : undefined,
];
