import type { SettingsTable } from './setting';
import { FLAG } from './shape';

/** Settings of the event tracker. */
export const EVENT_TRACKER = {
  eventTracker: {
    shape: FLAG,
    default: false,
    en: 'Whether there is an event tracker, which takes events as they happen. `api` implies it.',
    ko: '일어나는 대로 이벤트를 받는 이벤트 트래커를 둘지. `api`가 있으면 함께 켜집니다.',
  },
} as const satisfies SettingsTable;
